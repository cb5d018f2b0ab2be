type Publisher struct {
	subscribers []chan string
}

func (p *Publisher) Subscribe() chan string {
	ch := make(chan string)
	p.subscribers = append(p.subscribers, ch)
	return ch
}

func (p *Publisher) Publish(message string) {
	for _, sub := range p.subscribers {
		sub <- message
	}
}

func (p *Publisher) Close() {
	for _, sub := range p.subscribers {
		close(sub)
	}
}

func main() {
	pub := &Publisher{}

	// Subscriber 1
	sub1 := pub.Subscribe()
	go func() {
		for msg := range sub1 {
			fmt.Println("Subscriber 1 received:", msg)
		}
	}()

	// Subscriber 2
	sub2 := pub.Subscribe()
	go func() {
		for msg := range sub2 {
			fmt.Println("Subscriber 2 received:", msg)
		}
	}()

	// Publish messages
	pub.Publish("Hello, Subscribers!")
	pub.Publish("Another message!")

	// Close all subscribers cleanly
	pub.Close()
}
