package main

import (
	"fmt"
	"time"
)

// A line formatted.
func main() {
	const n = 3000000
	total := 0
	start := time.Now()
	for i := 0; i < n; i++ {
		total += len(fmt.Sprintf("worker %d: %s at %.2f", i, "done", 1.5))
	}
	fmt.Printf("%.2f\n", float64(time.Since(start).Nanoseconds())/n)
	if total < n {
		panic("total")
	}
}
