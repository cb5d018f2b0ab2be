func fanOut(input <-chan int) (<-chan int, <-chan int) {
	out1 := make(chan int)
	out2 := make(chan int)

	go func() {
		defer close(out1)
		defer close(out2)

		for val := range input {
			out1 <- val
			out2 <- val
		}
	}()

	return out1, out2
}

func fanIn(input1, input2 <-chan int) <-chan int {
	output := make(chan int)

	go func() {
		defer close(output)
		for {
			select {
			case val, ok := <-input1:
				if !ok {
					input1 = nil
				} else {
					output <- val
				}
			case val, ok := <-input2:
				if !ok {
					input2 = nil
				} else {
					output <- val
				}
			}
			if input1 == nil && input2 == nil {
				break
			}
		}
	}()

	return output
}
