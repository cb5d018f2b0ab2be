package main

import (
	"fmt"
	"sync"
)

var once sync.Once
var config string

func loadConfig() {
	config = "loaded"
	fmt.Println("config initialized")
}

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			once.Do(loadConfig)
			fmt.Println("config:", config)
		}()
	}
	wg.Wait()
}
