// Makes runtime/pkg/fmt/powers.h: the first 128 bits of the powers of ten that doubles need, rounded up.
// Run: go run tools/powers.go > runtime/pkg/fmt/powers.h
package main

import (
	"fmt"
	"math/big"
)

const first, last = -292, 324

func main() {
	fmt.Printf("// 10^k for k from %d to %d as numbers of 128 bits, the first one set, rounded up; exact from 0 to 55.\n", first, last)
	fmt.Println("// Made by tools/powers.go; do not edit.")
	fmt.Printf("enum { FIRST_POWER = %d, LAST_POWER = %d };\n", first, last)
	fmt.Print("static const struct { uint64_t high, low; } powers[] = {")
	for k := first; k <= last; k++ {
		p, rest := new(big.Int), new(big.Int)
		ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(k, -k))), nil)
		if k < 0 {
			p.DivMod(new(big.Int).Lsh(big.NewInt(1), uint(ten.BitLen()+127)), ten, rest)
		} else if n := ten.BitLen(); n <= 128 {
			p.Lsh(ten, uint(128-n))
		} else {
			p.Rsh(ten, uint(n-128))
			rest.Sub(ten, new(big.Int).Lsh(p, uint(n-128)))
		}
		if rest.Sign() != 0 {
			p.Add(p, big.NewInt(1))
		}
		if p.BitLen() != 128 {
			panic("not 128 bits")
		}
		low := new(big.Int).And(p, new(big.Int).SetUint64(1<<64-1))
		before := " "
		if (k-first)%2 == 0 {
			before = "\n\t"
		}
		fmt.Printf("%s{ 0x%016x, 0x%016x },", before, new(big.Int).Rsh(p, 64), low)
	}
	fmt.Println()
	fmt.Println("};")
}
