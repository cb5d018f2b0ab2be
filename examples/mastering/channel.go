func main() {
	// Create a channel
	messages := make(chan string)

	// Send data to channel (in goroutine)
	go func() {
		messages <- "Hello from goroutine!"
	}()

	// Receive data from channel
	msg := <-messages
	fmt.Println(msg)
}
