func worker(ctx context.Context, id int, jobs <-chan int) {
	for {
		select {
		case job := <-jobs:
			fmt.Printf("Worker %d processing job %d\n", id, job)
			time.Sleep(500 * time.Millisecond)
		case <-ctx.Done():
			fmt.Printf("Worker %d cancelled\n", id)
			return
		}
	}
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()

	jobs := make(chan int, 10)

	// Start workers
	for i := 1; i <= 3; i++ {
		go worker(ctx, i, jobs)
	}

	// Send jobs
	for j := 1; j <= 10; j++ {
		jobs <- j
	}

	// Wait for context cancellation
	<-ctx.Done()
	fmt.Println("All workers cancelled")
}
