package main

func main() {
	ch := make(chan int)
	ch <- 42  // blocks forever: no one is receiving
}
