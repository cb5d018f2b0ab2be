package main

import (
	"fmt"
	"sync"
	"time"
)

func wait(c chan int, wg *sync.WaitGroup) {
	<-c
	wg.Done()
}

// A million goroutines parked on one channel and woken, in milliseconds.
func main() {
	const n = 1000000
	c := make(chan int)
	var wg sync.WaitGroup
	start := time.Now()
	wg.Add(n)
	for i := 0; i < n; i++ {
		go wait(c, &wg)
	}
	close(c)
	wg.Wait()
	fmt.Println(time.Since(start).Milliseconds())
}
