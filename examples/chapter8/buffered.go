package main

import (
	"fmt"
	"time"
)

func sendData(c chan string) {
	c <- "First message";
	fmt.Println("First message sent")
	c <- "Second message";
	fmt.Println("Second message sent")
}

func main() {
	c := make(chan string, 2);
	go sendData(c);
	time.Sleep(500 * time.Millisecond);
	msg := <- c // this will receive the first message
	fmt.Println("Message received:", msg);
	msg = <- c // this will receive the second message
	fmt.Println("Message received:", msg);
}
