package main

import (
	"fmt"
	"sync"
	"time"
)

var counter int // shared resource, accessing it concurrently will cause a race condition
var wg sync.WaitGroup

func incrementCounter(i int) {
	defer wg.Done()
	for i := 0; i < 1000; i++ {
		counter++
		fmt.Println("goroutine:", i, "counter:", counter);
	}
}

func main() {
	wg.Add(2)
	go incrementCounter(1);
	go incrementCounter(2);
	wg.Wait()
	fmt.Println("Final counter:", counter) // this will return a random number due to the race condition.
}
