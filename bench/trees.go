package main

import (
	"fmt"
	"time"
)

type tree struct {
	left, right *tree
}

func build(depth int) *tree {
	if depth == 0 {
		return &tree{nil, nil}
	}
	return &tree{build(depth - 1), build(depth - 1)}
}

func (t *tree) count() int {
	if t.left == nil {
		return 1
	}
	return 1 + t.left.count() + t.right.count()
}

// Binary trees: allocation, in milliseconds.
func main() {
	start := time.Now()
	nodes := 0
	long := build(16)
	for i := 0; i < 60; i++ {
		nodes += build(14).count()
	}
	fmt.Println(time.Since(start).Milliseconds())
	if nodes+long.count() != 60*32767+131071 {
		panic("nodes")
	}
}
