func main() {
	// Regular function call
	sayHello("World")

	// Goroutine - runs concurrently
	go sayHello("Goroutine")

	// Wait for goroutine to complete
	time.Sleep(1 * time.Second)
}

func sayHello(name string) {
	fmt.Printf("Hello, %s!\n", name)
}
