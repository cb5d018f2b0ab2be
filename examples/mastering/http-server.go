func handleRequest(w http.ResponseWriter, r *http.Request) {
	// Each request runs in its own goroutine automatically
	data := processRequest(r)

	// Use goroutines for parallel processing
	ch := make(chan string, 3)

	go func() { ch <- fetchUserData(data.UserID) }()
	go func() { ch <- fetchProductData(data.ProductID) }()
	go func() { ch <- fetchAnalytics(data.SessionID) }()

	// Collect results
	for i := 0; i < 3; i++ {
		result := <-ch
		fmt.Fprintf(w, "Result: %s\n", result)
	}
}

func main() {
	http.HandleFunc("/", handleRequest)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
