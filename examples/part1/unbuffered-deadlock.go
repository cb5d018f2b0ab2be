package main

import "fmt"

func main() {
	ch := make(chan string) // unbuffered, synchronous

	// No other goroutine receives, so this blocks forever.
	ch <- "hello"

	fmt.Println(<-ch)
}
