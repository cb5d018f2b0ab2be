func workerPool(jobs <-chan int, results chan<- int) {
	for job := range jobs {
		// Simulate work
		time.Sleep(100 * time.Millisecond)
		results <- job * 2
	}
}

func main() {
	jobs := make(chan int, 100)
	results := make(chan int, 100)

	// Start 3 workers
	for w := 1; w <= 3; w++ {
		go workerPool(jobs, results)
	}

	// Send jobs
	for j := 1; j <= 9; j++ {
		jobs <- j
	}
	close(jobs)

	// Collect results
	for r := 1; r <= 9; r++ {
		<-results
	}
}
