package main

import (
	"fmt"
	"time"
)

func printNumber(n int) {
	for i := 0; i < 5; i++ {
		fmt.Println("Goroutine:", n, "Count:", i)
		time.Sleep(100 * time.Millisecond) // Simulate work
	}
}
func main() {
	go printNumber(1) // Launch printNumber as a goroutine
	go printNumber(2) // Launch another printNumber as a goroutine

	// Sleep to allow goroutines to execute, otherwise the program may end before the goroutines are executed
	time.Sleep(1 * time.Second)

	fmt.Println("Program finished.")
}
