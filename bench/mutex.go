package main

import (
	"fmt"
	"sync"
	"time"
)

var mu sync.Mutex
var counter int

// A mutex that nobody else wants.
func main() {
	const n = 100000000
	start := time.Now()
	for i := 0; i < n; i++ {
		mu.Lock()
		counter++
		mu.Unlock()
	}
	fmt.Printf("%.2f\n", float64(time.Since(start).Nanoseconds())/n)
}
