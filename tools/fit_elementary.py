#!/usr/bin/env python3
"""Fits the polynomials of src/core/elementary.hpp and its neighbours and prints them as C++ arrays.

Each is the polynomial p that minimises max |weight * (p - f)| on an interval (Remez exchange in 60 digits), its
coefficients rounded to the nearest double. Needs mpmath only.
"""
import mpmath as mp

mp.mp.dps = 60


def remez(f, weight, low, high, degree, rounds=30):
    """Coefficients of the weighted minimax polynomial, and its largest weighted error."""
    n = degree + 2
    mid, half = (low + high) / 2, (high - low) / 2
    nodes = [mid - half * mp.cos(mp.pi * i / (n - 1)) for i in range(n)]
    # Solve in t in [-1, 1] so that the linear system stays well conditioned; expand to powers of x at the end.
    for _ in range(rounds):
        a, b = mp.matrix(n, n), mp.matrix(n, 1)
        for i, x in enumerate(nodes):
            t = (x - mid) / half
            for j in range(degree + 1):
                a[i, j] = t**j
            a[i, degree + 1] = (-1) ** i / weight(x)
            b[i] = f(x)
        solution = mp.lu_solve(a, b)
        c = [solution[j] for j in range(degree + 1)]

        def error(x):
            t = (x - mid) / half
            return weight(x) * (mp.polyval(c[::-1], t) - f(x))

        grid = [mid - half * mp.cos(mp.pi * i / (40 * n)) for i in range(40 * n + 1)]
        values = [error(x) for x in grid]
        # One extremum in each run of equal sign; keep the largest of each run.
        extrema, k = [], 0
        while k < len(grid):
            best, j = k, k
            while j < len(grid) and (values[j] >= 0) == (values[k] >= 0):
                if abs(values[j]) > abs(values[best]):
                    best = j
                j += 1
            extrema.append(best)
            k = j
        while len(extrema) > n:
            extrema.pop(0 if abs(values[extrema[0]]) < abs(values[extrema[-1]]) else -1)
        if len(extrema) < n:
            break
        nodes = [grid[e] for e in extrema]
        peaks = [abs(values[e]) for e in extrema]
        if max(peaks) / min(peaks) < mp.mpf("1.02"):
            break
    worst = max(abs(v) for v in values)
    powers = [mp.mpf(0)] * (degree + 1)
    for j, coefficient in enumerate(c):
        for i in range(j + 1):
            powers[i] += coefficient / half**j * mp.binomial(j, i) * (-mid) ** (j - i)
    return powers, worst


def series(f, at_zero):
    """f with its removable singularity at 0 filled in."""
    return lambda x: at_zero if abs(x) < mp.mpf("1e-25") else f(x)


def hexadecimal(x):
    return float(x).hex().replace(".0000000000000p", "p")


def show(name, f, weight, low, high, degree):
    low, high = mp.mpf(low), mp.mpf(high)
    c, worst = remez(f, weight, low, high, degree)
    print(f"// {name}: {mp.nstr(low, 6)} to {mp.nstr(high, 6)}, weighted error 2^{mp.nstr(mp.log(worst, 2), 4)}")
    print(f"inline constexpr double {name}[] = {{{', '.join(hexadecimal(x) for x in c)}}};")


def split(name, value, parts):
    """A constant as a sum of doubles, each the nearest to what is left."""
    words = []
    for _ in range(parts):
        word = float(value)
        value -= mp.mpf(word)
        words.append(hexadecimal(word))
    print(f"// {name}: {', '.join(words)}")


def main():
    half_ln2 = mp.log(2) / 2 * mp.mpf("1.0001")
    show("kExp", series(lambda r: (mp.expm1(r) - r) / r**2, mp.mpf("0.5")), lambda r: max(r * r, mp.mpf("1e-9")),
         -half_ln2, half_ln2, 9)

    root2 = mp.sqrt(2)
    s_max = ((root2 - 1) / (root2 + 1) * mp.mpf("1.0001")) ** 2
    atanh_tail = lambda w, first: sum(
        2 * w**n / (2 * n + first) for n in range(60))
    # log(1+f) = 2 s + s w A(w), w = s^2: A(w) = 2/3 + 2/5 w + ...
    show("kLog", lambda w: atanh_tail(w, 3), lambda w: w + mp.mpf("1e-6"), 0, s_max, 6)
    show("kPowLog", lambda w: atanh_tail(w, 5), lambda w: w * w + mp.mpf("1e-9"), 0, s_max, 7)

    quarter = (mp.pi / 4 * mp.mpf("1.0001")) ** 2
    sine = lambda z: sum((-1) ** (n + 1) * z**n / mp.factorial(2 * n + 3) for n in range(30))
    cosine = lambda z: sum((-1) ** n * z**n / mp.factorial(2 * n + 4) for n in range(30))
    show("kSin", sine, lambda z: z + mp.mpf("1e-6"), 0, quarter, 5)
    show("kCos", cosine, lambda z: z * z + mp.mpf("1e-6"), 0, quarter, 5)

    arcsine = series(lambda z: (mp.asin(mp.sqrt(z)) / mp.sqrt(z) - 1) / z, mp.mpf(1) / 6)
    show("kAsin", arcsine, lambda z: z + mp.mpf("1e-6"), 0, mp.mpf("0.2501"), 12)
    arctangent = series(lambda z: (mp.atan(mp.sqrt(z)) / mp.sqrt(z) - 1) / z, -mp.mpf(1) / 3)
    show("kAtan", arctangent, lambda z: z + mp.mpf("1e-6"), 0, (root2 - 1) ** 2 * mp.mpf("1.001"), 10)

    # erfc(x) = exp(-x^2) E(t) / (1 + 2 x), t = (x - 3.75) / (x + 3.75), for x from 1/2 to 28.
    def scaled_erfc(t):
        x = mp.mpf("3.75") * (1 + t) / (1 - t)
        return (1 + 2 * x) * mp.exp(x * x) * mp.erfc(x)

    show("kErfc", scaled_erfc, lambda t: 1 / scaled_erfc(t), mp.mpf("-0.765"), mp.mpf("0.764"), 20)
    erf_over_x = series(lambda z: mp.erf(mp.sqrt(z)) / mp.sqrt(z), 2 / mp.sqrt(mp.pi))
    show("kErf", erf_over_x, lambda z: mp.sqrt(z) + mp.mpf("1e-3"), 0, mp.mpf("0.2501"), 8)

    split("ln 2", mp.log(2), 2)
    split("pi / 2", mp.pi / 2, 3)
    split("pi / 4", mp.pi / 4, 2)
    split("2 / pi", 2 / mp.pi, 1)
    split("1 / ln 2", 1 / mp.log(2), 1)
    split("2 / 3", mp.mpf(2) / 3, 2)


if __name__ == "__main__":
    main()
