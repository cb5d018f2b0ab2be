// Prints what tests/run/errors.gc must print: make runs it.
package main

import (
	"errors"
	"fmt"
)

type job struct{ Code int }

func (e *job) Error() string        { return fmt.Sprintf("job %d", e.Code) }
func (e *job) Is(target error) bool { return target == errTarget }

type number int

func (n number) Error() string { return fmt.Sprintf("number %d", int(n)) }

type several struct{ errs []error }

func (s *several) Error() string   { return "several" }
func (s *several) Unwrap() []error { return s.errs }

type coder interface{ CodeOf() int }

func (e *job) CodeOf() int { return e.Code }

var errTarget = errors.New("target")

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	a, b := errors.New("a"), errors.New("b")
	one := fmt.Errorf("one: %w", a)
	two := fmt.Errorf("two: %w and %w", one, b)
	fmt.Println(a, one, two, a == a, a == errors.New("a"))
	fmt.Println(errors.Is(one, a), errors.Is(two, a), errors.Is(two, b), errors.Is(one, b), errors.Is(nil, a), errors.Is(a, nil), errors.Is(nil, nil))
	fmt.Println(errors.Unwrap(one) == a, errors.Unwrap(two), errors.Unwrap(a), errors.Unwrap(nil))
	fmt.Println(errors.Is(fmt.Errorf("%w", &job{1}), errTarget), errors.Is(number(3), number(3)), errors.Is(number(3), number(4)))

	var j *job
	var n number
	var c coder
	var e error
	tree := &several{[]error{one, fmt.Errorf("in: %w", &job{7}), number(8)}}
	fmt.Println(errors.As(tree, &j), j, errors.As(tree, &n), int(n), errors.As(tree, &c), c.CodeOf(), errors.As(tree, &e), e)
	fmt.Println(errors.As(a, &j), errors.As(nil, &j), errors.Is(tree, a), errors.Is(tree, b), errors.Is(tree, number(8)))

	joined := errors.Join(a, nil, two)
	fmt.Println(joined)
	fmt.Println(errors.Is(joined, b), errors.Join() == nil, errors.Join(nil, nil) == nil)
	fmt.Println(fmt.Errorf("%d %w", 1, nil), fmt.Errorf("%w", 5), fmt.Errorf("%[2]w %[1]w", a, b), errors.Is(fmt.Errorf("%[2]w %[1]w", a, b), a))
	fmt.Printf("%T %T %T %T\n", a, one, two, joined)
	try("nil target", func() { errors.As(a, nil) })
	try("no pointer", func() { errors.As(a, 5) })
	try("no error type", func() { var s string; errors.As(a, &s) })
}
