var (
	counter int
	mu      sync.Mutex
)

for i := 0; i < 1000; i++ {
	go func() {
		mu.Lock()
		counter++
		mu.Unlock()
	}()
}
