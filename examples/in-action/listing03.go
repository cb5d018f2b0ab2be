// wg is used to wait for the program to finish.
// Add a count of two, one for each goroutine.
var wg sync.WaitGroup
wg.Add(2)

// Declare an anonymous function and create a goroutine.
go func() {
	// Schedule the call to Done to tell main we are done.
	defer wg.Done()

// Wait for the goroutines to finish.
fmt.Println("Waiting To Finish")
wg.Wait()
