package main

import (
	"fmt"
	"time"
)

func sendData(c chan string) {
	time.Sleep(1 * time.Second)
	c <- "First message"; // will block until a receiver is ready
	fmt.Println("First message sent")
	time.Sleep(1 * time.Second)
	c <- "Second message"; // will block until a receiver is ready
	fmt.Println("Second message sent")
}

func main() {
	c := make(chan string);
	go sendData(c);
	time.Sleep(500 * time.Millisecond);
	msg := <- c // this will receive first message, then proceed with the second one.
	fmt.Println("Message received:", msg); // Output: Message received: First message
	msg = <- c
	fmt.Println("Message received:", msg);  // Output: Message received: Second message
}
