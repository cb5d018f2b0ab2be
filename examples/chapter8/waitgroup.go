package main

import (
	"fmt"
	"sync"
	"time"
)

func worker(id int, wg *sync.WaitGroup) {
	defer wg.Done()
	fmt.Println("Worker:", id, "starting")
	time.Sleep(1 * time.Second)
	fmt.Println("Worker:", id, "done")
}

func main() {
	var wg sync.WaitGroup
	wg.Add(3)
	go worker(1, &wg)
	go worker(2, &wg)
	go worker(3, &wg)
	wg.Wait()
	fmt.Println("All workers done")
}
