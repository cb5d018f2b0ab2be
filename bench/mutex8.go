package main

import (
	"fmt"
	"sync"
	"time"
)

var mu sync.Mutex
var counter int

func work(n int, wg *sync.WaitGroup) {
	for i := 0; i < n; i++ {
		mu.Lock()
		counter++
		mu.Unlock()
	}
	wg.Done()
}

// Eight goroutines want one mutex.
func main() {
	const n = 16000000
	var wg sync.WaitGroup
	start := time.Now()
	wg.Add(8)
	for i := 0; i < 8; i++ {
		go work(n/8, &wg)
	}
	wg.Wait()
	fmt.Printf("%.2f\n", float64(time.Since(start).Nanoseconds())/n)
	if counter != n {
		panic("counter")
	}
}
