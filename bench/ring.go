package main

import (
	"fmt"
	"time"
)

func node(in chan int, out chan int) {
	for v := range in {
		out <- v - 1
	}
}

// A token round a ring of 503 goroutines.
func main() {
	const n = 1000000
	first := make(chan int)
	in := first
	for i := 0; i < 502; i++ {
		out := make(chan int)
		go node(in, out)
		in = out
	}
	start := time.Now()
	v := n
	for v > 0 {
		first <- v
		v = <-in
	}
	fmt.Println(time.Since(start).Nanoseconds() / n)
}
