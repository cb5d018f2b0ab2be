// Prints what tests/run/rand.gc must print: make runs it.
package main

import (
	"fmt"
	"math/rand"
)

func main() {
	for _, seed := range []int64{1, 0, -1, 42, 1 << 40, 1234567890123} {
		r := rand.New(rand.NewSource(seed))
		fmt.Println(r.Int63(), r.Uint64(), r.Uint32(), r.Int31(), r.Int63n(1000), r.Int63n(1<<40), r.Int63n(1e18),
			r.Int31n(7), r.Int31n(64), r.Intn(100), r.Intn(1<<30), r.Float64(), r.Float32())
		for i := 0; i < 2000; i++ {
			if a, b := r.NormFloat64(), r.ExpFloat64(); i%100 == 0 || a > 3.4 || b > 7.6 {
				fmt.Println(a, b)
			}
		}
		fmt.Println(r.Perm(10), r.Perm(0))
		s := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
		r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
		b := make([]byte, 10)
		n, err := r.Read(b)
		fmt.Println(s, b, n, err)
		r.Seed(seed + 1)
		for i := 0; i < 2000; i++ {
			r.Int63()
		}
		fmt.Println(r.Int63())
	}
	rand.Seed(7)
	fmt.Println(rand.Intn(100), rand.Intn(100), rand.Int63n(100), rand.Float64(), rand.Perm(5), rand.Uint32())
}
