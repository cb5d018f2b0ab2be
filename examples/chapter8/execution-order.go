package main

import (
	"fmt"
	"time"
	"math/rand"
)

func printNumber(n int) {
	for i := 0; i < 5; i++ {
		fmt.Println("Goroutine:", n, "Count:", i)
		time.Sleep(time.Duration(rand.Intn(300)) * time.Millisecond) // Simulate different work duration
	}
}
func main() {
	go printNumber(1)
	go printNumber(2)
	go printNumber(3)

	time.Sleep(2 * time.Second)
	fmt.Println("Program finished.")
}
