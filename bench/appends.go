package main

import (
	"fmt"
	"time"
)

// Numbers appended to slices that grow from nothing to 1000.
func main() {
	const n = 20000
	total := 0
	start := time.Now()
	for i := 0; i < n; i++ {
		var s []int
		for j := 0; j < 1000; j++ {
			s = append(s, j)
		}
		total += len(s)
	}
	fmt.Printf("%.2f\n", float64(time.Since(start).Nanoseconds())/(n*1000))
	if total != n*1000 {
		panic("total")
	}
}
