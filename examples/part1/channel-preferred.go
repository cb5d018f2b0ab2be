package main

import (
	"fmt"
)

func main() {
	ch := make(chan int)
	go func() {
		ch <- 42 // send data
	}()
	fmt.Println(<-ch) // receive data
}
