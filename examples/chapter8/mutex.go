package main

import (
	"fmt"
	"sync"
	"time"
)

var counter int // shared resource, accessing it concurrently will cause a race condition
var wg sync.WaitGroup;
var m sync.Mutex; // declare the mutex variable

func incrementCounter(i int) {
	defer wg.Done();
	for i := 0; i < 1000; i++ {
		m.Lock()  // Lock access to the shared resource
		counter++
		fmt.Println("goroutine: ", i, "counter: ", counter);
		m.Unlock(); // Unlock access to the shared resource
		time.Sleep(100 * time.Microsecond) // simulating some work
	}
}

func main() {
	wg.Add(2)
	go incrementCounter(1);
	go incrementCounter(2);
	wg.Wait();

	fmt.Println("Final counter:", counter) // The output will always be 2000.
}
