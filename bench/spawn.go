package main

import (
	"fmt"
	"sync"
	"time"
)

// A million goroutines that end at once, one join.
func main() {
	const n = 1000000
	var wg sync.WaitGroup
	start := time.Now()
	wg.Add(n)
	for i := 0; i < n; i++ {
		go wg.Done()
	}
	wg.Wait()
	fmt.Println(time.Since(start).Nanoseconds() / n)
}
