// Prints what tests/run/io.gc must print: make runs it.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
)

type source struct {
	left string
	step int
	err  error
}

func (s *source) Read(p []byte) (int, error) {
	if len(s.left) == 0 {
		if s.err != nil {
			return 0, s.err
		}
		return 0, io.EOF
	}
	n := min(s.step, len(s.left), len(p))
	copy(p[:n], s.left)
	s.left = s.left[n:]
	return n, nil
}

type short struct{}

func (short) Write(p []byte) (int, error) { return len(p) / 2, nil }

type counter struct{ n int }

func (c *counter) Write(p []byte) (int, error) { c.n += len(p); return len(p), nil }
func (c *counter) WriteString(s string) (int, error) {
	c.n += 1000
	return len(s), nil
}

func src(s string) io.Reader { return &source{s, 3, nil} }

func main() {
	broken := errors.New("broken")
	all, err := io.ReadAll(src("hello, world"))
	fmt.Printf("%s %v\n", all, err)
	all, err = io.ReadAll(&source{"half", 2, broken})
	fmt.Printf("%s %v\n", all, err)
	all, err = io.ReadAll(io.LimitReader(src("hello, world"), 5))
	fmt.Printf("%s %v\n", all, err)
	all, err = io.ReadAll(io.MultiReader(src("one"), src(""), src("two"), src("three")))
	fmt.Printf("%s %v\n", all, err)

	n, err := io.Copy(os.Stdout, src("to stdout\n"))
	fmt.Println(n, err)
	n, err = io.Copy(io.Discard, &source{"half", 2, broken})
	fmt.Println(n, err)
	n, err = io.Copy(short{}, src("abcdef"))
	fmt.Println(n, err)
	n, err = io.CopyN(os.Stdout, src("abcdef\n"), 3)
	fmt.Println("", n, err)
	n, err = io.CopyN(os.Stdout, src("abc"), 5)
	fmt.Println("", n, err)

	b := make([]byte, 4)
	k, err := io.ReadFull(src("abcdef"), b)
	fmt.Println(k, err, string(b))
	k, err = io.ReadFull(src("ab"), b)
	fmt.Println(k, err)
	k, err = io.ReadFull(src(""), b)
	fmt.Println(k, err)
	k, err = io.ReadAtLeast(src("abcdef"), b, 2)
	fmt.Println(k, err)
	k, err = io.ReadAtLeast(src("abcdef"), b, 5)
	fmt.Println(k, err)

	c := &counter{}
	k, err = io.WriteString(c, "text")
	fmt.Println(k, err, c.n)
	k, err = io.WriteString(os.Stdout, "text\n")
	fmt.Println(k, err)
	d := &counter{}
	all, err = io.ReadAll(io.TeeReader(src("tee tee"), d))
	fmt.Println(string(all), err, d.n)
	fmt.Fprintln(io.MultiWriter(os.Stdout, d, io.Discard), "to all")
	fmt.Println(d.n)
	_, err = io.MultiWriter(short{}, d).Write([]byte("abcd"))
	fmt.Println(err, d.n)
	rc := io.NopCloser(src("nop"))
	all, err = io.ReadAll(rc)
	fmt.Println(string(all), err, rc.Close())

	r, w := io.Pipe()
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for i := 0; i < 3; i++ {
			n, err := fmt.Fprintf(w, "line %d;", i)
			if n != 7 || err != nil {
				fmt.Println("write", n, err)
			}
		}
		w.CloseWithError(broken)
	}()
	all, err = io.ReadAll(r)
	fmt.Println(string(all), err)
	wg.Wait()
	_, err = w.Write([]byte("x"))
	fmt.Println(err)
	r, w = io.Pipe()
	r.Close()
	_, err = w.Write([]byte("x"))
	fmt.Println(err)
	_, err = r.Read(b)
	fmt.Println(err)
	r, w = io.Pipe()
	w.Close()
	_, err = r.Read(b)
	fmt.Println(err)
}
