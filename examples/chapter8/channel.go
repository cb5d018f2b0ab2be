package main

import (
	"fmt"
	"time"
)

func sendData(c chan string) {
	time.Sleep(1 * time.Second) // simulate some work
	c <- "Hello from goroutine"
}

func main() {
	c := make(chan string); // create a channel that sends strings
	go sendData(c);

	msg := <- c // receive value from channel

	fmt.Println("Message received:", msg) // Output: Message received: Hello from goroutine
}
