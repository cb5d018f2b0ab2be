package main

import (
	"fmt"
	"time"
)

// A timer made and stopped.
func main() {
	const n = 3000000
	start := time.Now()
	for i := 0; i < n; i++ {
		t := time.NewTimer(time.Hour)
		t.Stop()
	}
	fmt.Printf("%.2f\n", float64(time.Since(start).Nanoseconds())/n)
}
