// Receive a string from the channel.
value := <-buffered
