func worker(id int, jobs <-chan int, results chan<- string) {
	for j := range jobs {
		fmt.Printf("Worker %d started job %d\n", id, j)
		time.Sleep(time.Second)
		results <- fmt.Sprintf("Worker %d finished job %d", id, j)
	}
}

func main() {
	jobs := make(chan int, 5)
	results := make(chan string, 5)

	// Start a fixed number of workers
	for w := 1; w <= 3; w++ {
		go worker(w, jobs, results)
	}

	// Send jobs to the channel
	for j := 1; j <= 5; j++ {
		jobs <- j
	}
	close(jobs) // Close the channel to signal no more jobs

	// Collect results
	for a := 1; a <= 5; a++ {
		fmt.Println(<-results)
	}
}
