// Prints what tests/run/context.gc must print: make runs it.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type key string

func (k key) String() string { return "key " + string(k) }

// A Context of the program's own.
type own struct {
	context.Context
	done chan struct{}
}

func (o *own) Done() <-chan struct{} { return o.done }
func (o *own) Err() error {
	select {
	case <-o.done:
		return errors.New("own end")
	default:
		return nil
	}
}

func state(name string, ctx context.Context) {
	fmt.Println(name, ctx, ctx.Err(), context.Cause(ctx))
}

func main() {
	bg := context.Background()
	fmt.Println(bg, context.TODO(), bg.Done() == nil, bg.Err())
	ctx, cancel := context.WithCancel(bg)
	child, cancelChild := context.WithCancelCause(ctx)
	val := context.WithValue(child, key("k"), "value")
	grand, cancelGrand := context.WithCancel(val)
	fmt.Println(grand, grand.Value(key("k")), grand.Value("k"), grand.Value(key("x")))
	state("before", grand)
	cancelChild(errors.New("enough"))
	cancelChild(errors.New("too late"))
	<-grand.Done()
	state("ctx", ctx)
	state("child", child)
	state("grand", grand)
	cancelGrand()
	cancel()
	state("ctx", ctx)
	after, cancelAfter := context.WithCancel(ctx)
	state("after", after)
	cancelAfter()

	t, cancelT := context.WithTimeout(bg, 5*time.Millisecond)
	_, has := t.Deadline()
	<-t.Done()
	fmt.Println(has, t.Err(), t.Err() == context.DeadlineExceeded, errors.Is(t.Err(), context.DeadlineExceeded))
	cancelT()
	fmt.Println(t.Err())
	late, cancelLate := context.WithDeadlineCause(bg, time.Unix(0, 0), errors.New("long ago"))
	fmt.Println(late.Err(), context.Cause(late))
	cancelLate()
	outer, cancelOuter := context.WithTimeout(bg, time.Hour)
	inner, cancelInner := context.WithTimeout(outer, 2*time.Hour)
	d1, _ := outer.Deadline()
	d2, _ := inner.Deadline()
	fmt.Println(d1.Equal(d2))
	cancelOuter()
	fmt.Println(inner.Err())
	cancelInner()

	w := context.WithoutCancel(val)
	fmt.Println(w, w.Err(), w.Done() == nil, w.Value(key("k")))

	called := make(chan string)
	c2, cancel2 := context.WithCancel(bg)
	stop := context.AfterFunc(c2, func() { called <- "after func" })
	stop2 := context.AfterFunc(c2, func() { called <- "never" })
	fmt.Println(stop2(), stop2())
	cancel2()
	fmt.Println(<-called, stop())

	o := &own{bg, make(chan struct{})}
	c3, cancel3 := context.WithCancel(o)
	close(o.done)
	<-c3.Done()
	fmt.Println(c3.Err(), context.Cause(c3))
	cancel3()
	for _, f := range []func(){
		func() { context.WithCancel(nil) },
		func() { context.WithValue(bg, nil, 1) },
		func() { context.WithValue(bg, []int{1}, 1) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}
