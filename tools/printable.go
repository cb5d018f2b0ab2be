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
		if column == 0 {
			fmt.Print("\t")
		}
		fmt.Printf("{ 0x%X, 0x%X },", first, r)
		if column++; column == 5 {
			fmt.Println()
			column = 0
		} else {
			fmt.Print(" ")
		}
	}
	if column != 0 {
		fmt.Println()
	}
	fmt.Println("};")
}
