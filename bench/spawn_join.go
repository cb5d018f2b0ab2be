package main

import (
	"fmt"
	"time"
)

func end(done chan int) {
	done <- 1
}

// A goroutine spawned and waited for, one after the other.
func main() {
	const n = 500000
	done := make(chan int)
	start := time.Now()
	for i := 0; i < n; i++ {
		go end(done)
		<-done
	}
	fmt.Println(time.Since(start).Nanoseconds() / n)
}
