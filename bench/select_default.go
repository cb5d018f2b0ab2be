package main

import (
	"fmt"
	"time"
)

// A select with one case that is not ready, and a default.
func main() {
	const n = 50000000
	c := make(chan int)
	misses := 0
	start := time.Now()
	for i := 0; i < n; i++ {
		select {
		case v := <-c:
			misses -= v
		default:
			misses++
		}
	}
	fmt.Printf("%.2f\n", float64(time.Since(start).Nanoseconds())/n)
	if misses != n {
		panic("misses")
	}
}
