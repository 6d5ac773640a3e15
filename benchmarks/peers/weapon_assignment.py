#!/usr/bin/env python3
"""`cupola assign` and HiGHS, through SciPy, on the same weapon assignment problems in one run.

Usage: weapon_assignment.py [--cupola build/bench/bin/cupola] [--sizes 20 50] [--seeds 1] [--gap 0.001]

HiGHS gets the usual mixed-integer form: x_ij whole, y_j = sum x_ij ln(1 - p_ij), and t_j not below the tangents of
exp(y_j), close enough together that they are wrong by a tenth of the gap at most; least sum V_j t_j. Its value is that of its
plan, its bound its own. Both sides are single-threaded; times are processor times of solving alone, reading and model building
left out.
"""

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix

from assignment import LinearCongruence


def problem(seed, size):
    """As in benchmarks/weapon_assignment.cpp."""
    luck = LinearCongruence(seed)
    value = np.array([luck.between(25.0, 100.0) for _ in range(size)])
    kill = np.array([luck.between(0.6, 0.9) for _ in range(size * size)]).reshape(size, size)
    return value, kill


def highs(value, kill, gap, limit_s):
    """Variables: x by weapon and target, then y, then t by target."""
    weapons, targets = kill.shape
    pairs = weapons * targets
    least_y = -8.0
    step = math.sqrt(8.0 * 0.1 * gap)  # half a step from a tangent's point it is low by step^2 / 8 of exp(y)
    points = np.arange(0.0, least_y, -step)
    row, column, entry, low, high = [], [], [], [], []
    n = 0

    def add(columns, entries, least, most):
        nonlocal n
        row.extend([n] * len(columns))
        column.extend(columns)
        entry.extend(entries)
        low.append(least)
        high.append(most)
        n += 1

    for i in range(weapons):
        add([i * targets + j for j in range(targets)], [1.0] * targets, -np.inf, 1.0)
    for j in range(targets):
        add([i * targets + j for i in range(weapons)] + [pairs + j], list(np.log(1.0 - kill[:, j])) + [-1.0], 0.0, 0.0)
        for a in points:
            add([pairs + targets + j, pairs + j], [1.0, -math.exp(a)], math.exp(a) * (1.0 - a), np.inf)
    matrix = coo_matrix((entry, (row, column)), shape=(n, pairs + 2 * targets)).tocsc()
    cost = np.concatenate([np.zeros(pairs + targets), value])
    bounds = Bounds(np.concatenate([np.zeros(pairs), np.full(targets, -np.inf), np.zeros(targets)]),
                    np.concatenate([np.ones(pairs), np.zeros(targets), np.ones(targets)]))
    integer = np.concatenate([np.ones(pairs), np.zeros(2 * targets)])
    begin = resource.getrusage(resource.RUSAGE_SELF)
    answer = milp(cost, constraints=LinearConstraint(matrix, low, high), integrality=integer, bounds=bounds,
                  options={"mip_rel_gap": 0.9 * gap, "time_limit": limit_s})
    end = resource.getrusage(resource.RUSAGE_SELF)
    seconds = end.ru_utime + end.ru_stime - begin.ru_utime - begin.ru_stime
    if answer.x is None:
        return seconds, math.nan, answer.mip_dual_bound
    x = np.round(answer.x[:pairs]).reshape(weapons, targets)
    return seconds, float((value * np.prod((1.0 - kill) ** x, axis=0)).sum()), answer.mip_dual_bound


def cupola(command, value, kill, gap, runs):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "instance.txt"
        numbers = [len(value), *value, *kill.ravel()]
        path.write_text("\n".join(repr(float(x)) if k else str(x) for k, x in enumerate(numbers)) + "\n")
        answers = []
        for _ in range(runs):
            text = subprocess.run([command, "assign", str(path), "--gap", str(gap), "--json"], check=True,
                                  capture_output=True, text=True).stdout
            answers.append(json.loads(text))
    return min(answers, key=lambda answer: answer["cpu_s"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cupola", default="build/bench/bin/cupola")
    parser.add_argument("--sizes", type=int, nargs="+", default=[20, 50])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--gap", type=float, default=1e-3)
    parser.add_argument("--limit", type=float, default=300.0, help="of HiGHS, seconds")
    options = parser.parse_args()
    print("| problem | HiGHS: s | value | gap | cupola assign: s | value | gap | ratio of times |")
    print("|---|---|---|---|---|---|---|---|")
    for size in options.sizes:
        for seed in options.seeds:
            value, kill = problem(seed, size)
            seconds, peer_value, peer_bound = highs(value, kill, options.gap, options.limit)
            ours = cupola(options.cupola, value, kill, options.gap, 5)
            peer_gap = (peer_value - peer_bound) / peer_value
            print(f"| {size} x {size}, seed {seed} | {seconds:.3f} | {peer_value:.4f} | {100 * peer_gap:.3f} % | "
                  f"{ours['cpu_s']:.5f} | {ours['value']:.4f} | {100 * ours['gap']:.3f} % | {seconds / ours['cpu_s']:.0f} |",
                  flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
