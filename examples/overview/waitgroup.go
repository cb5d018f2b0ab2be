func worker(id int, wg *sync.WaitGroup) {
	defer wg.Done() // Decrement the counter when the function returns
	fmt.Printf("Worker %d starting\n", id)
	time.Sleep(time.Second)
	fmt.Printf("Worker %d done\n", id)
}

func main() {
	var wg sync.WaitGroup

	for i := 1; i <= 3; i++ {
		wg.Add(1) // Increment the counter
		go worker(i, &wg)
	}

	wg.Wait() // Block until the counter is 0
	fmt.Println("All workers finished.")
}
