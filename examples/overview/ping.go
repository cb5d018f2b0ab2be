func main() {
	// Create a channel that transports strings
	messages := make(chan string)

	go func() {
		// Send a message into the channel
		messages <- "Ping"
	}()

	// Receive the message from the channel
	msg := <-messages
	fmt.Println(msg) // Output: Ping
}
