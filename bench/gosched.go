package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

func yield(n int, wg *sync.WaitGroup) {
	for i := 0; i < n; i++ {
		runtime.Gosched()
	}
	wg.Done()
}

// Eight goroutines that yield to each other.
func main() {
	const n = 8000000
	var wg sync.WaitGroup
	start := time.Now()
	wg.Add(8)
	for i := 0; i < 8; i++ {
		go yield(n/8, &wg)
	}
	wg.Wait()
	fmt.Printf("%.2f\n", float64(time.Since(start).Nanoseconds())/n)
}
