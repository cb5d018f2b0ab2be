func BenchmarkWorkerPool(b *testing.B) {
	for i := 0; i < b.N; i++ {
		jobs := make(chan int, 100)
		results := make(chan int, 100)

		// Start workers
		for w := 1; w <= 3; w++ {
			go workerPool(jobs, results)
		}

		// Send jobs and collect results
		// ... benchmark code
	}
}
