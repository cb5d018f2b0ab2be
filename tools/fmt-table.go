// Prints what Go's fmt makes of every verb, flag, width and precision with values of every kind: the
// expected half of tests/unit/fmt.c, which has values of the same names. A line is
//
//	FORMAT <tab> VALUES (names, separated by commas) <tab> what Sprintf gives, escaped
//
// Type names are as the dialect writes them, without "main.".
// Run: go run tools/fmt-table.go > tests/unit/fmt.txt
// which is a sample; `go run tools/fmt-table.go all` prints every combination, 30 times as many.
package main

import (
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"time"
)

type point struct{ X, Y int }
type line struct {
	From, To point
	Name     string
}
type color int32
type level int
type fail struct{ Code int }
type box struct {
	V any
	E error
	L level
}
type node struct {
	Next *node
	Data []int
}

func (l level) String() string { return fmt.Sprintf("level%d", int(l)) }
func (f *fail) Error() string  { return fmt.Sprintf("fail %d", f.Code) }

type value struct {
	name string
	v    any
}

var values = []value{
	{"nil", nil}, {"true", true}, {"false", false},
	{"int0", 0}, {"int7", 7}, {"int-42", -42}, {"int65", 65}, {"int8364", 8364}, {"int128512", 128512},
	{"int-1", -1}, {"int2000000000", 2000000000},
	{"int8-128", int8(-128)}, {"int16-300", int16(-300)}, {"int32-7", int32(-7)},
	{"int64min", int64(math.MinInt64)}, {"int64max", int64(math.MaxInt64)},
	{"uint8-200", uint8(200)}, {"uint16-65535", uint16(65535)}, {"uint32-77", uint32(77)},
	{"uint64max", uint64(math.MaxUint64)}, {"uintptr-4096", uintptr(4096)}, {"uint-9", uint32(9)},
	{"f0", 0.0}, {"f-0", math.Copysign(0, -1)}, {"f1", 1.0}, {"f-1.5", -1.5}, {"f0.1", 0.1}, {"fpi", math.Pi},
	{"f100000", 100000.0}, {"f1e6", 1e6}, {"f1e20", 1e20}, {"f1e21", 1e21}, {"f1e-5", 1e-5}, {"f123456.789", 123456.789},
	{"f2.5", 2.5}, {"f0.125", 0.125}, {"fmax", math.MaxFloat64}, {"fmin", math.SmallestNonzeroFloat64},
	{"finf", math.Inf(1)}, {"f-inf", math.Inf(-1)}, {"fnan", math.NaN()},
	{"f32-0.1", float32(0.1)}, {"f32-16777216", float32(16777216)}, {"f32max", float32(math.MaxFloat32)},
	{"f32min", float32(math.SmallestNonzeroFloat32)},
	{"c64", complex64(complex(1.5, -2))}, {"c128", complex(-0.1, 3e20)},
	{"sempty", ""}, {"shi", "hi"}, {"sutf", "héllo, 世界"}, {"sctl", "a\tb\n\"q\" \x01\x7f`\\'"}, {"sbad", "a\xffz"},
	{"suni", "\u00a0\u200b\U0001f600\ufeff"}, {"splain", "say `no`"},
	{"bytes", []byte("abc\x00\xff")}, {"bytesnil", []byte(nil)}, {"bytesempty", []byte{}},
	{"ints", []int{1, -2, 3}}, {"intsnil", []int(nil)}, {"strings", []string{"a", "b c"}},
	{"array3", [3]int{1, 2, 3}}, {"bytearray", [3]byte{1, 2, 250}}, {"bools", []bool{true, false}},
	{"floats", []float64{1, 2.5}}, {"anys", []any{1, "a", nil, 2.5, level(2)}}, {"errors", []error{errors.New("e1"), nil}},
	{"point", point{1, -2}}, {"line", line{point{1, 2}, point{3, 4}, "l"}}, {"ppoint", &point{5, 6}},
	{"ppointnil", (*point)(nil)}, {"pints", &[]int{4, 5}}, {"parray", &[2]int{1, 2}},
	{"color", color(2)}, {"level", level(3)}, {"levels", []level{1, 2}},
	{"fail", &fail{7}}, {"error", errors.New("oops")}, {"box", box{1, errors.New("in"), 4}}, {"boxnil", box{}},
	{"node", node{nil, []int{1}}}, {"pnode", &node{}}, {"points", []point{{1, 2}, {3, 4}}},
	{"duration", 1500 * time.Millisecond}, {"struct0", struct{}{}},
}

func escape(s string) string {
	s = strings.NewReplacer("\\", "\\\\", "\t", "\\t", "\n", "\\n", "main.", "").Replace(s)
	return s
}

var lines = 0

// A sample of one line in seven of the systematic part is what is committed.
func sampled() bool {
	lines++
	return len(os.Args) > 1 || lines%7 == 0
}

func emit(format string, names ...string) {
	var args []any
	for _, n := range names {
		found := false
		for _, v := range values {
			if v.name == n {
				args = append(args, v.v)
				found = true
			}
		}
		if !found {
			panic(n)
		}
	}
	s := fmt.Sprintf(format, args...)
	if strings.Contains(s, "\x00") || strings.Contains(s, "0xc0") || strings.Contains(s, "0xC0") { // no C string; an address
		return
	}
	fmt.Printf("%s\t%s\t%s\n", escape(format), strings.Join(names, ","), escape(s))
}

func main() {
	flags := []string{"", "+", "-", "#", " ", "0", "5", "-5", "05", "+05", "-05", "#8", "# ", "+#", " 6", ".0", ".2", "8.3", "-8.3", "08.3", "+.1", "#.3", "30", "-30", "#030", ".20"}
	verbs := "vTtdboOxXcqUeEfFgGsp"
	if len(os.Args) > 1 && os.Args[1] == "all" {
		flags = nil
		for _, f := range []string{"", "+", "-", "#", " ", "0", "+#", "# ", "-0", "+0", "#0", "+ ", "#+-0 "} {
			for _, w := range []string{"", "1", "4", "12", "40"} {
				for _, p := range []string{"", ".", ".0", ".1", ".2", ".5", ".10", ".17", ".25"} {
					flags = append(flags, f+w+p)
				}
			}
		}
		verbs += "wzy%"
	}
	for _, v := range values {
		for i, f := range flags {
			for _, verb := range verbs {
				if len(os.Args) == 1 && i > 5 && strings.ContainsRune("TtbEFGXo", verb) {
					continue // the short table: rarer pairs without width
				}
				if verb == 'p' && v.v != nil && fmt.Sprintf("%T", v.v) != "int" && fmt.Sprintf("%T", v.v) != "string" {
					continue
				}
				if verb == 'T' && f != "" && strings.Contains(fmt.Sprintf("%T", v.v), "main.") {
					continue // the widths count "main."
				}
				addresses := v.name == "errors" || v.name == "box" // hold pointers to what they do not show
				if addresses && (!strings.ContainsRune("vsqxX", verb) || verb == 'v' && strings.Contains(f, "#")) {
					continue
				}
				if sampled() {
					emit("%"+f+string(verb), v.name)
				}
			}
		}
	}
	// Mistakes, stars and indices.
	emit("no verb at the end %")
	emit("%d %d", "int7")
	emit("%d", "int7", "shi", "nil", "f1")
	emit("%!", "int7")
	emit("%", "int7")
	emit("%5", "int7")
	emit("%z", "int7")
	emit("%世", "int7")
	emit("%-#z|", "shi")
	emit("100%%|%5%|%-5%|%05d%%", "int7")
	emit("%d", "shi")
	emit("%s", "int7")
	emit("%s|%v", "nil", "nil")
	emit("%d %s", "strings", "ints")
	emit("%*d|%-*d|", "int7", "int-42", "int7", "int-42")
	emit("%*d|", "int-42", "int7")
	emit("%.*f|%.*f", "int7", "fpi", "int-1", "fpi")
	emit("%*.*f|", "int65", "int7", "fpi")
	emit("%*d", "shi", "int7")
	emit("%.*d", "shi", "int7")
	emit("%*d", "int2000000000", "int7")
	emit("%*d", "uint8-200", "int7")
	emit("%*d", "int7")
	emit("%.*d", "int7")
	emit("%[2]d %[1]d", "int7", "int65")
	emit("%[2]*[1]d|", "int7", "int7")
	emit("%[3]*.[2]*[1]f|", "fpi", "int7", "int65")
	emit("%[1]d %d %[1]q", "int65", "int7")
	emit("%[5]d", "int7")
	emit("%[0]d", "int7")
	emit("%[x]d", "int7")
	emit("%[]d", "int7")
	emit("%[1", "int7")
	emit("%[1]2d", "int7")
	emit("%[1].2d", "int7")
	emit("%3.[1]d|%.[2]d", "int7", "int65")
	emit("%.3.4d", "int7")
	emit("%-100000001d", "int7")
	emit("%.100000001d|", "int7")
	emit("%[100000001]d|", "int7")
	emit("%w", "error")
	emit("%w", "int7")
	emit("%v %+v %#v %T", "line", "line", "line", "line")
	emit("%6.2f|%-8s|%+d|%x|%08b|%q", "fpi", "shi", "int7", "int65", "int65", "shi")
	emit("%#q %+q %#+q", "splain", "sutf", "shi")
	emit("%s %v %d", "fail", "level", "level")
	emit("%x %X % x %#x % #x", "shi", "shi", "shi", "shi", "shi")
	emit("%t %t", "true", "int7")
	emit("%c%c%c|%5c|%-5c|%05c|", "int65", "int8364", "int128512", "int65", "int65", "int65")
	emit("%6d|%-6d|%06d", "ints", "ints", "ints")
	emit("%5t|%-7t|", "true", "false")
	emit("%v", "int7", "int7")
	emit("")
	emit("", "int7")
}
