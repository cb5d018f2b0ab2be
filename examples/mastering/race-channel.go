counter := make(chan int, 1)
counter <- 0

for i := 0; i < 1000; i++ {
	go func() {
		val := <-counter
		counter <- val + 1
	}()
}
