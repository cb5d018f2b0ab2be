package main

import (
	"fmt"
	"sync"
)

func main() {
	var n int
	var wg sync.WaitGroup
	wg.Add(2)

	go func() {
		defer wg.Done()
		for i := 0; i < 1000000; i++ {
			n++ // unsynchronized
		}
	}()

	go func() {
		defer wg.Done()
		for i := 0; i < 1000000; i++ {
			n++ // unsynchronized
		}
	}()

	wg.Wait()
	fmt.Println("final count:", n)
}
