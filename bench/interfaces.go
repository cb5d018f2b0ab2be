package main

import (
	"fmt"
	"time"
)

type shape interface {
	area() int
}

type square struct{ side int }

func (s *square) area() int { return s.side * s.side }

type rect struct{ w, h int }

func (r *rect) area() int { return r.w * r.h }

// A call through an interface.
func main() {
	const n = 100000000
	shapes := []shape{&square{1}, &rect{1, 2}}
	sum := 0
	start := time.Now()
	for i := 0; i < n; i++ {
		sum += shapes[i&1].area()
	}
	fmt.Printf("%.2f\n", float64(time.Since(start).Nanoseconds())/n)
	if sum != n/2*3 {
		panic("sum")
	}
}
