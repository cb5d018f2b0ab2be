package main

import (
	"fmt"
	"time"
)

func fib(n int, out chan int) {
	if n < 2 {
		out <- n
		return
	}
	c := make(chan int, 2)
	go fib(n-1, c)
	go fib(n-2, c)
	out <- <-c + <-c
}

// Fibonacci by a goroutine a call, in milliseconds.
func main() {
	start := time.Now()
	out := make(chan int, 1)
	fib(25, out)
	fmt.Println(time.Since(start).Milliseconds())
	if <-out != 75025 {
		panic("fib")
	}
}
