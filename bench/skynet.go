package main

import (
	"fmt"
	"time"
)

func skynet(c chan int64, num int64, size int64, div int64) {
	if size == 1 {
		c <- num
		return
	}
	rc := make(chan int64)
	sum := int64(0)
	for i := int64(0); i < div; i++ {
		go skynet(rc, num+i*(size/div), size/div, div)
	}
	for i := int64(0); i < div; i++ {
		sum += <-rc
	}
	c <- sum
}

// A tree of 1,111,111 goroutines, in milliseconds.
func main() {
	c := make(chan int64)
	start := time.Now()
	go skynet(c, 0, 1000000, 10)
	result := <-c
	fmt.Println(time.Since(start).Milliseconds())
	if result != 499999500000 {
		panic("result")
	}
}
