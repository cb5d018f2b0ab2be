// Prints what tests/run/fmt.gc must print: make runs it.
package main

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

type point struct{ x, Y int }
type shape struct {
	Name   string
	Center point
	Sides  []int
	Tag    any
	Err    error
	Next   *shape
	Life   time.Duration
}
type level int
type failure struct{ Code int }
type greedy struct{ N int }
type silent struct{ N int }

func (l level) String() string    { return fmt.Sprintf("level-%d", int(l)) }
func (f *failure) Error() string  { return fmt.Sprintf("failure %d", f.Code) }
func (g greedy) GoString() string { return fmt.Sprintf("greedy(%d)", g.N) }
func (s *silent) String() string  { return fmt.Sprintf("silent %d", s.N) }

type vec struct{ n int }

func (v vec) Format(f fmt.State, verb rune) {
	w, wok := f.Width()
	p, pok := f.Precision()
	fmt.Fprintf(f, "<%c %d w%d,%v p%d,%v %v%v%v%v%v>", verb, v.n, w, wok, p, pok, f.Flag('+'), f.Flag('-'), f.Flag('#'), f.Flag(' '), f.Flag('0'))
}

type halting struct{ n int }

func (h halting) Format(f fmt.State, verb rune) { f.Write([]byte("half")); panic("oh") }

type breaking struct{ N int }

func (b breaking) String() string { panic(fmt.Sprintf("broken %d", b.N)) }

func show(format string, args ...any) {
	fmt.Print(strings.ReplaceAll(fmt.Sprintf(format, args...), "main.", ""))
}

func main() {
	s := shape{"sq", point{1, -2}, []int{4, 5}, level(3), errors.New("bad"), nil, 1500 * time.Millisecond}
	values := []any{
		nil, true, 0, 42, -7, int8(-5), uint8(200), int16(-300), uint16(65000), int32(1 << 30), uint32(7), int64(-1) << 40, uint64(1) << 63,
		float32(0.1), 2.5, -1e21, 1e6, 123456789.0, "", "héllo", "a \"b\"\n", 'x', []byte("hey"), []byte{}, []int{1, -2}, []string{"a", "b"},
		[]any{1, "a", nil, level(2)}, point{3, 4}, &point{5, 6}, (*point)(nil), s, level(9), []level{1, 2}, &failure{7}, (*failure)(nil),
		errors.New("plain"), greedy{1}, &silent{2}, silent{3}, breaking{4}, []error{errors.New("e"), nil}, time.Second, struct{}{}, []point{{1, 2}},
		(error)(nil), []any(nil), (chan int)(nil), (func())(nil),
	}
	formats := []string{
		"%v", "%+v", "%#v", "%T", "%d", "%5d", "%-5d|", "%05d", "%+d", "%x", "%X", "%#x", "% x", "%o", "%b", "%c", "%q", "%U", "%#U",
		"%e", "%f", "%.2f", "%8.3f", "%g", "%G", "%s", "%10s", "%-10s|", "%.2s", "%t", "%w", "%z", "%!",
	}
	for _, f := range formats {
		for i, v := range values {
			show("%d %s ", i, f)
			if f == "%#v" && (i == 30 || i == 33 || i == 35 || i == 40) {
				fmt.Println("-")
				continue // addresses
			}
			if i == 30 || i == 35 || i == 40 {
				switch f {
				case "%v", "%+v", "%T", "%s", "%q", "%x", "%X", "% x", "%#x", "%10s", "%-10s|", "%.2s":
				default:
					fmt.Println("-")
					continue
				}
			}
			show(f, v)
			fmt.Println()
		}
	}
	show("%d|%+8.3x|%#v|%-05q|%v|%s\n", vec{1}, vec{2}, vec{3}, vec{4}, []vec{{5}}, halting{1})
	fmt.Println(vec{7}, &vec{8})
	show("%d %d\n", 1)
	show("%d\n", 1, "two", nil)
	show("%[2]d %[1]d|%[3]*.[2]*[1]f|%[2]d\n", 1, 2, 3)
	show("%*d|%-*d|%.*f\n", 5, 1, 5, 2, 2, 3.14159)
	show("%[5]d %[x]d %[1\n", 1)
	show("%s %s\n", "only one")
	show("%6.2f%%|%+.1e|%08.3f|%+08d|%-8v|%8v|\n", 99.5, 12345.678, -3.14159, 42, "ab", "cd")
	show("%t %v %5t|%-7t|\n", true, false, true, false)
	show("%v %v\n", []any{}, []string{})
	fmt.Print("a", "b", 1, 2, true, "c", nil, nil, 3.5, "\n")
	fmt.Println("a", 1, nil, 2.0, []string{"x y"}, struct{ A, B int }{1, 2})
	fmt.Print(fmt.Sprint("x", 1, 2, "y"), fmt.Sprintln("end", 3))
	b := fmt.Appendf([]byte("pre:"), "%03d", 7)
	fmt.Println(string(fmt.Appendln(fmt.Append(b, " ", 8, 9), "z")))
	for _, x := range []float64{0, 1, 10, 100, 123456, 1e5, 999999, 1e6, 1e20, 1e21, 1e22, 1e-4, 1e-5, 0.1, 1.0 / 3, 2.0 / 3, 5e-324, 1.7976931348623157e308} {
		fmt.Println(x, -x, float32(x))
	}
}
