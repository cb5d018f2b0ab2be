package main

import "fmt"

func main() {
	ch := make(chan string, 1) // buffered, asynchronous

	// Send works immediately - buffer has space.
	ch <- "hello"

	// Receive later - no deadlock.
	fmt.Println(<-ch)
}
