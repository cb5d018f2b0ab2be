package main

import (
	"fmt"
	"time"
)

func feed(c chan int, n int) {
	for i := 0; i < n; i++ {
		c <- i
	}
}

// A select of two unbuffered channels that are fed by two goroutines.
func main() {
	const n = 1000000
	a := make(chan int)
	b := make(chan int)
	go feed(a, n/2)
	go feed(b, n/2)
	sum := 0
	start := time.Now()
	for i := 0; i < n; i++ {
		select {
		case v := <-a:
			sum += v & 1
		case v := <-b:
			sum += v & 1
		}
	}
	fmt.Println(time.Since(start).Nanoseconds() / n)
	if sum != n/2 {
		panic("sum")
	}
}
