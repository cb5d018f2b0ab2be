package main

import "fmt"

func main() {
	ch := make(chan int)

	go func() {
		ch <- 42 // safe: there's a receiver now
	}()

	fmt.Println(<-ch)
}
