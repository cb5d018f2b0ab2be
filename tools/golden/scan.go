// Prints what tests/run/scan.gc must print: make runs it.
package main

import "fmt"

func main() {
	numbers := []string{"12", "-7 x", "+5", "0x1f", "0b101", "0o17", "017", "1_000", "_1", "1__0", "abc", "", "  42", "\n42", "99999999999999999999", "2147483648", "0x", "08", "12abc", "- 5"}
	for _, in := range numbers {
		var i int32
		n, err := fmt.Sscan(in, &i)
		fmt.Printf("int32 %q %d %d %v\n", in, n, i, err)
		var u uint8
		n, err = fmt.Sscan(in, &u)
		fmt.Printf("uint8 %q %d %d %v\n", in, n, u, err)
		i = 0
		n, err = fmt.Sscanln(in, &i)
		fmt.Printf("line %q %d %d %v\n", in, n, i, err)
		i = 0
		n, err = fmt.Sscanf(in, "%x", &i)
		fmt.Printf("%%x %q %d %d %v\n", in, n, i, err)
		i = 0
		n, err = fmt.Sscanf(in, "%2d", &i)
		fmt.Printf("%%2d %q %d %d %v\n", in, n, i, err)
	}
	for _, in := range []string{"1.5", "-2e3", "inf", "NaN", "0x1p-2", "1.5p3", "1e400", "x", "1_0.5", "+.5", ".", "1e", "1e5x", ""} {
		var f float64
		n, err := fmt.Sscan(in, &f)
		fmt.Printf("float64 %q %d %v %v\n", in, n, f, err)
		var g float32
		n, err = fmt.Sscan(in, &g)
		fmt.Printf("float32 %q %d %v %v\n", in, n, g, err)
	}
	for _, in := range []string{"true", "T", "f", "FALSE", "tru", "trxe", "1", "0", "x", "2", ""} {
		var b bool
		n, err := fmt.Sscan(in, &b)
		fmt.Printf("bool %q %d %v %v\n", in, n, b, err)
	}
	for _, in := range []string{"hello world", "  héllo\tx", "", "\"q s\\n\" x", "`raw`", "68690a", "686", "zz"} {
		for _, f := range []string{"%v", "%s", "%q", "%x", "%5s", "%c", "%d"} {
			var s string
			n, err := fmt.Sscanf(in, f, &s)
			fmt.Printf("string %s %q %d %q %v\n", f, in, n, s, err)
		}
	}
	formats := []string{"%d,%d", "%d, %d", "%d %d", "%d %d", "%d\n%d", "%d\n%d", "a%db%d", "a%db%d", "%d%%%d", "%d %d", "%d", "%d %d %d", "%3d%3d", "%d-%d", "x %d y %d", "%z %d", "%", "%d %d ", " %d %d", "%c%d", "%U %d", "%d:%d", "%d\n %d"}
	inputs := []string{"3,4", "3, 4", "3 4", "3\n4", "3\n4", "3 4", "a1b2", "a1c2", "5%6", "3", "3 4", "3 4 5", "123456", "7-8", "x  5   y 6", "1 2", "1", "1 2", " 1 2", "x5", "U+41 3", "1 :2", "1\n2"}
	for i, f := range formats {
		var a, b int
		n, err := fmt.Sscanf(inputs[i], f, &a, &b)
		fmt.Printf("scanf %q %q %d %d %d %v\n", f, inputs[i], n, a, b, err)
	}
	for _, in := range []string{"1 2", "1\n2", "1\n", "1 2 3", "1 2 \n", "1\r\n2", "1", " 1 2\n3"} {
		var a, b int
		n, err := fmt.Sscan(in, &a, &b)
		fmt.Printf("scan %q %d %d %d %v\n", in, n, a, b, err)
		a, b = 0, 0
		n, err = fmt.Sscanln(in, &a, &b)
		fmt.Printf("scanln %q %d %d %d %v\n", in, n, a, b, err)
	}
	var bytes []byte
	n, err := fmt.Sscan("abc def", &bytes)
	fmt.Println(n, err, bytes)
	n, err = fmt.Sscan("5", n)
	fmt.Println(n, err)

	// Standard input: the lines of scan.in.
	var name string
	var age int
	n, err = fmt.Scanln(&name, &age)
	fmt.Println(n, err, name, age)
	n, err = fmt.Scanln(&name, &age)
	fmt.Println(n, err, name, age)
	n, err = fmt.Scanln(&name)
	fmt.Println(n, err, name)
	n, err = fmt.Scan(&name, &age)
	fmt.Println(n, err, name, age)
	n, err = fmt.Scanf("%d-%d\n", &age, &n)
	fmt.Println(n, err, age)
	for {
		if n, err = fmt.Scan(&name); err != nil {
			break
		}
		fmt.Println("word", name)
	}
	fmt.Println(n, err)
}
