package main

import (
	"fmt"
	"time"
	"math/rand"
)

func worker(id int, jobs <-chan int, results chan<- int) {
	for j := range jobs {
		fmt.Println("worker", id, "processing job", j);
		time.Sleep(time.Duration(rand.Intn(500)) * time.Millisecond) // simulate work
		results <- j * 2
	}
}

func main() {
	jobs := make(chan int, 100)
	results := make(chan int, 100)

	for i := 0; i < 3; i++ {
		go worker(i, jobs, results);
	}

	for i := 0; i < 10; i++ {
		jobs <- i;
	}

	close(jobs); // tell workers there are no more jobs

	for i := 0; i < 10; i++ {
		result := <- results
		fmt.Println("received: ", result);
	}
}
