#!/usr/bin/env python3
"""SciPy's optimal assignment on the problems of Cupola's tests and benchmarks: what it costs, and how long it takes.

Usage: assignment.py fixtures > src/core/tests/assignment_optima.csv
       assignment.py times [TRACKS...]

Both draw their problems as src/core/tests/linear_congruence.hpp does, so that only seeds and costs need to be kept.
`times` prints CSV: solver, tracks, tenths of other targets in a gate, milliseconds (least of several runs), cost.
"""

import math
import sys
import time

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

GATE2 = 9.21034037197618


class LinearCongruence:
    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        self.state = (6364136223846793005 * self.state + 1442695040888963407) % 2**64
        return (self.state >> 11) * 2.0**-53

    def between(self, low, high):
        return low + (high - low) * self.uniform()

    def below(self, count):
        return int(self.uniform() * count)


def sparse_problem(seed):
    """As in src/core/tests/assignment_optimal_test.cpp: rows, columns and how many are allowed, then prices."""
    luck = LinearCongruence(seed)
    rows, columns, density = 20 + luck.below(180), 20 + luck.below(180), luck.between(0.02, 0.5)
    alone, pairs = [], []
    for row in range(rows):
        alone.append(luck.between(-4.0, 10.0))
        for column in range(columns):
            if luck.uniform() < density:
                pairs.append((row, column, luck.between(-4.0, 10.0)))
    return columns, pairs, alone


def with_misses(columns, pairs, alone):
    """The full table: a column of its own for every row that stays alone."""
    table = np.full((len(alone), columns + len(alone)), 1e6)
    for row, column, cost in pairs:
        table[row, column] = cost
    for row, cost in enumerate(alone):
        table[row, columns + row] = cost
    return table


def optimum(table):
    rows, columns = linear_sum_assignment(table)
    return math.fsum(table[rows, columns])


def scene(tracks, others):
    """As in tests/support/association_scene.hpp."""
    luck = LinearCongruence(1)
    side = math.sqrt(tracks * 3.14159265358979 * GATE2 / others)
    most = math.log(0.9 / ((1.0 - 0.9) * 0.1 * (tracks / (side * side)) * 2.0 * 3.14159265358979))
    track, plot = [], []
    for _ in range(tracks):
        x, y = luck.between(0.0, side), luck.between(0.0, side)
        error = [sum(luck.between(-1.0, 1.0) for _ in range(3)) for _ in range(2)]
        track.append((x, y))
        if luck.uniform() <= 0.9:
            plot.append((x + error[0], y + error[1]))
    plot += [(luck.between(0.0, side), luck.between(0.0, side)) for _ in range(tracks // 10)]
    for i in range(len(plot), 1, -1):
        k = luck.below(i)
        plot[i - 1], plot[k] = plot[k], plot[i - 1]
    plot = np.array(plot)
    pairs = []
    for row, at in enumerate(track):
        d2 = ((plot - at) ** 2).sum(axis=1)
        pairs += [(row, int(column), 0.5 * d2[column] - most) for column in np.flatnonzero(d2 <= GATE2)]
    return len(plot), pairs, [0.0] * tracks


def least_ms(solve, runs):
    times = []
    for _ in range(runs):
        begin = time.process_time()
        cost = solve()
        times.append(time.process_time() - begin)
    return 1e3 * min(times), cost


def print_times(tracks, tenths):
    columns, pairs, alone = scene(tracks, 0.1 * tenths)
    # The sparse solver knows no explicit zero, and a whole must be matched: costs above zero, misses as columns.
    up = 1.0 - min(cost for _, _, cost in pairs)
    row = [p[0] for p in pairs] + list(range(tracks))
    column = [p[1] for p in pairs] + list(range(columns, columns + tracks))
    table = csr_matrix(([p[2] + up for p in pairs] + [up] * tracks, (row, column)), shape=(tracks, columns + tracks))

    def sparse():
        rows, cols = min_weight_full_bipartite_matching(table)
        return float(np.asarray(table[rows, cols]).sum()) - up * tracks

    ms, cost = least_ms(sparse, 5)
    print(f"scipy min_weight_full_bipartite_matching,{tracks},{tenths},{ms:.3f},{cost:.4f}")
    if tracks <= 2000:
        dense = with_misses(columns, pairs, alone)
        ms, cost = least_ms(lambda: optimum(dense), 5)
        print(f"scipy linear_sum_assignment,{tracks},{tenths},{ms:.3f},{cost:.4f}")


def main():
    if sys.argv[1:2] == ["fixtures"]:
        print("seed,cost")
        for seed in range(1, 101):
            print(f"{seed},{optimum(with_misses(*sparse_problem(seed)))!r}")
        return 0
    if sys.argv[1:2] == ["times"]:
        print("solver,tracks,tenths_of_others,ms,cost")
        for tracks in [int(n) for n in sys.argv[2:]] or [1000, 10000]:
            for tenths in (5, 20):
                print_times(tracks, tenths)
        return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
