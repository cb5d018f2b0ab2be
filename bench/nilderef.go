package main

import (
	"fmt"
	"time"
)

func catch() {
	recover()
}

func load(p *int) int {
	defer catch()
	return *p
}

// A nil pointer dereferenced and recovered.
func main() {
	const n = 300000
	start := time.Now()
	for i := 0; i < n; i++ {
		load(nil)
	}
	fmt.Printf("%.2f\n", float64(time.Since(start).Nanoseconds())/n)
}
