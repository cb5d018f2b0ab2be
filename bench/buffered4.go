package main

import (
	"fmt"
	"sync"
	"time"
)

func produce4(c chan int, n int, wg *sync.WaitGroup) {
	for i := 0; i < n; i++ {
		c <- 1
	}
	wg.Done()
}

func consume4(c chan int, out chan int) {
	sum := 0
	for v := range c {
		sum += v
	}
	out <- sum
}

// Four producers, four consumers, a buffer of 128.
func main() {
	const n = 4000000
	c := make(chan int, 128)
	out := make(chan int)
	var wg sync.WaitGroup
	start := time.Now()
	wg.Add(4)
	for i := 0; i < 4; i++ {
		go produce4(c, n/4, &wg)
		go consume4(c, out)
	}
	wg.Wait()
	close(c)
	sum := 0
	for i := 0; i < 4; i++ {
		sum += <-out
	}
	fmt.Println(time.Since(start).Nanoseconds() / n)
	if sum != n {
		panic("sum")
	}
}
