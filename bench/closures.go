package main

import (
	"fmt"
	"time"
)

func adder(n int) func(int) int {
	return func(x int) int {
		return x + n
	}
}

// A closure made and called.
func main() {
	const n = 50000000
	sum := 0
	start := time.Now()
	for i := 0; i < n; i++ {
		sum += adder(i)(1) & 1
	}
	fmt.Printf("%.2f\n", float64(time.Since(start).Nanoseconds())/n)
	if sum != n/2 {
		panic("sum")
	}
}
