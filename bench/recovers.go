package main

import (
	"fmt"
	"time"
)

func catch() {
	if recover() == nil {
		fmt.Println("nothing")
	}
}

func fail(n int) {
	defer catch()
	panic(n)
}

// A panic and its recover.
func main() {
	const n = 2000000
	start := time.Now()
	for i := 0; i < n; i++ {
		fail(i)
	}
	fmt.Printf("%.2f\n", float64(time.Since(start).Nanoseconds())/n)
}
