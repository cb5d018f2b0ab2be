package main

import (
	"fmt"
	"time"
)

var sink int

func note(n int) {
	sink += n
}

func three(n int) int {
	defer note(n)
	defer note(n + 1)
	defer note(n + 2)
	return n
}

// A function with three defers.
func main() {
	const n = 50000000
	start := time.Now()
	for i := 0; i < n; i++ {
		three(i)
	}
	fmt.Printf("%.2f\n", float64(time.Since(start).Nanoseconds())/n)
}
