package main

import (
	"fmt"
	"time"
)

func pong(in chan int, out chan int) {
	for v := range in {
		out <- v
	}
}

// A value to and fro over two unbuffered channels.
func main() {
	const n = 1000000
	a := make(chan int)
	b := make(chan int)
	go pong(a, b)
	start := time.Now()
	for i := 0; i < n; i++ {
		a <- i
		<-b
	}
	fmt.Println(time.Since(start).Nanoseconds() / n)
}
