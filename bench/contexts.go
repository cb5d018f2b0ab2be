package main

import (
	"context"
	"fmt"
	"time"
)

// A context made and cancelled.
func main() {
	const n = 1000000
	parent := context.Background()
	start := time.Now()
	for i := 0; i < n; i++ {
		_, cancel := context.WithCancel(parent)
		cancel()
	}
	fmt.Printf("%.2f\n", float64(time.Since(start).Nanoseconds())/n)
}
