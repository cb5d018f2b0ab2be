package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	queue := []int{}
	var wg sync.WaitGroup
	wg.Add(1)

	// consumer
	go func() {
		defer wg.Done()
		mu.Lock()
		for len(queue) == 0 {
			cond.Wait() // unlocks mu, waits, then reacquires it
		}
		fmt.Println("Got item:", queue[0])
		mu.Unlock()
	}()

	// producer
	mu.Lock()
	queue = append(queue, 42)
	cond.Signal() // wake one goroutine waiting on cond
	mu.Unlock()

	wg.Wait()
}
