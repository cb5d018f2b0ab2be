// Unbuffered channel (synchronous)
ch1 := make(chan int)

// Buffered channel (asynchronous)
ch2 := make(chan int, 3)

// Buffered channels don't block until buffer is full
ch2 <- 1
ch2 <- 2
ch2 <- 3
// ch2 <- 4 // This would block!
