// Producer generates jobs and sends them to the channel
func producer(jobs chan<- int, count int) {
	for i := 1; i <= count; i++ {
		jobs <- i
	}
	close(jobs) // Close the channel to signal completion
}

// Consumer receives jobs from the channel and processes them
func consumer(id int, jobs <-chan int, results chan<- string) {
	for j := range jobs {
		fmt.Printf("Consumer %d started job %d\n", id, j)
		time.Sleep(time.Second)
		results <- fmt.Sprintf("Consumer %d finished job %d", id, j)
	}
}

func main() {
	jobs := make(chan int, 5)
	results := make(chan string, 5)

	// Start consumers
	for w := 1; w <= 2; w++ {
		go consumer(w, jobs, results)
	}

	// Start producer
	go producer(jobs, 5)

	// Collect results
	for a := 1; a <= 5; a++ {
		fmt.Println(<-results)
	}
}
