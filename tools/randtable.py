#!/usr/bin/env python3
"""Prints runtime/pkg/rand/table.h: where Go's math/rand begins its sequences.

The generator is additive, x[n] = x[n-607] + x[n-273] mod 2^64. Go starts every seed from the state that
the seed 1 has reached after 7.8e12 steps, which nobody wants to walk again. The steps are linear, so the state can be
computed: x[n] for any n is the scalar product of the first 607 numbers with the coefficients of X^n modulo
X^607 - X^334 - 1 over the integers mod 2^64, and X^n is found by some forty squarings."""

LENGTH, TAP, STEPS = 607, 273, 7800000000000
M64 = (1 << 64) - 1


def seed_stream(x):
    """The seeding generator, minimal standard with multiplier 48271, after 20 values thrown away."""
    step = lambda v: v * 48271 % ((1 << 31) - 1)
    for _ in range(20):
        x = step(x)
    while True:
        a = x = step(x)
        b = x = step(x)
        c = x = step(x)
        yield a << 20 ^ b << 10 ^ c


def reduce(p):
    """p modulo X^607 = X^334 + 1 (x[n] = x[n-273] + x[n-607])."""
    for i in range(len(p) - 1, LENGTH - 1, -1):
        c = p[i]
        p[i - LENGTH] = (p[i - LENGTH] + c) & M64
        p[i - TAP] = (p[i - TAP] + c) & M64
    return p[:LENGTH]


def multiply(a, b):
    # Both as one huge integer each, 160 bits a coefficient: Python's multiplication does the rest.
    width = 160
    pack = lambda p: sum(c << (width * i) for i, c in enumerate(p))
    product = pack(a) * pack(b)
    mask = (1 << width) - 1
    return reduce([(product >> (width * i) & mask) & M64 for i in range(2 * LENGTH - 1)])


def power(n):
    result, base = [1] + [0] * (LENGTH - 1), [0, 1] + [0] * (LENGTH - 2)
    while n:
        if n & 1:
            result = multiply(result, base)
        base = multiply(base, base)
        n >>= 1
    return result


def main():
    stream = seed_stream(1)
    first = [next(stream) for _ in range(LENGTH)]
    # The generator walks its array downwards: the number made at step k (from 0) stands at feed - 1 - k,
    # feed = LENGTH - TAP at first. In the order of the recurrence the first numbers are those that are read first.
    feed = LENGTH - TAP
    order = [first[(feed - 1 - k) % LENGTH] for k in range(LENGTH)]
    coefficients = power(STEPS)
    made = []
    for _ in range(LENGTH):             # x[STEPS + k], k = 0 …
        made.append(sum(c * v for c, v in zip(coefficients, order)) & M64)
        coefficients = reduce([0] + coefficients)
    state = [0] * LENGTH
    for k in range(LENGTH):             # the state holds the last 607: x[STEPS] … are the oldest of them
        state[(feed - 1 - (STEPS + k)) % LENGTH] = made[k]
    print("// Made by tools/randtable.py, which says what this is.")
    for i in range(0, LENGTH, 4):
        print("\t" + " ".join("0x%016xu," % v for v in state[i:i + 4]))


main()
