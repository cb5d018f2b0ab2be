package main

import "fmt"

func sendData(c chan<- string, msg string) {
	c <- msg // Sending data to the channel
}

func receiveData(c <-chan string) {
	msg := <- c // receiving from the channel
	fmt.Println("received: ", msg);
}

func main() {
	c := make(chan string)

	go sendData(c, "Hello, world!") // Calling sendData with a send only channel
	go receiveData(c); // calling receiveData with a receive only channel

	// sleeping for one second to make sure that goroutines are executed
	var input string
	fmt.Scanln(&input)
}
