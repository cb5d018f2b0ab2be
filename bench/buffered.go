package main

import (
	"fmt"
	"time"
)

func produce(c chan int, n int) {
	for i := 0; i < n; i++ {
		c <- i
	}
	close(c)
}

// One producer, one consumer, a buffer of 128.
func main() {
	const n = 10000000
	c := make(chan int, 128)
	start := time.Now()
	go produce(c, n)
	sum := 0
	for v := range c {
		sum += v & 1
	}
	fmt.Println(time.Since(start).Nanoseconds() / n)
	if sum != n/2 {
		panic("sum")
	}
}
