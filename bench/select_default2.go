package main

import (
	"fmt"
	"time"
)

// A select with two cases that are not ready, and a default.
func main() {
	const n = 20000000
	a := make(chan int)
	b := make(chan int)
	misses := 0
	start := time.Now()
	for i := 0; i < n; i++ {
		select {
		case v := <-a:
			misses -= v
		case b <- 1:
			misses -= 2
		default:
			misses++
		}
	}
	fmt.Printf("%.2f\n", float64(time.Since(start).Nanoseconds())/n)
	if misses != n {
		panic("misses")
	}
}
