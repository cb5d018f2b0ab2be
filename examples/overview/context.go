// A worker that can be cancelled via a context
func worker(ctx context.Context, id int) {
	for {
		select {
		case <-ctx.Done(): // Check if cancellation has been requested
			fmt.Printf("Worker %d: stopping\n", id)
			return
		default:
			fmt.Printf("Worker %d: doing work\n", id)
			time.Sleep(500 * time.Millisecond)
		}
	}
}

func main() {
	// Create a context that can be cancelled
	ctx, cancel := context.WithCancel(context.Background())

	go worker(ctx, 1)

	// Let the worker run for 2 seconds
	time.Sleep(2 * time.Second)

	// Cancel the context, signaling the worker to stop
	cancel()

	// Give the worker time to clean up
	time.Sleep(500 * time.Millisecond)
	fmt.Println("Main: finished")
}
