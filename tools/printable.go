// Makes runtime/pkg/fmt/printable.h: the characters that Go's %q prints as they are, as ranges.
// Run: go run tools/printable.go > runtime/pkg/fmt/printable.h
package main

import (
	"fmt"
	"strconv"
	"unicode"
)

func main() {
	fmt.Println("// The characters from U+007F that Go's %q prints as they are (Unicode " + unicode.Version + ").")
	fmt.Println("// Made by tools/printable.go; do not edit.")
	fmt.Println("static const struct { uint32_t first, last; } printable[] = {")
	column := 0
	for r := rune(0x7f); r <= unicode.MaxRune; r++ {
		if !strconv.IsPrint(r) {
			continue
		}
		first := r
		for r < unicode.MaxRune && strconv.IsPrint(r+1) {
			r++
		}
		before := "\t"
		if column%5 != 0 {
			before = " "
		} else if column > 0 {
			before = "\n\t"
		}
		fmt.Printf("%s{ 0x%X, 0x%X },", before, first, r)
		column++
	}
	fmt.Println()
	fmt.Println("};")
}
