import (
	"fmt"
	"time"
)

func sayHello() {
	fmt.Println("Hello from the goroutine!")
}

func main() {
	go sayHello() // Start a new goroutine
	fmt.Println("Hello from main!")
	time.Sleep(1 * time.Second) // Wait for the goroutine to finish
}
