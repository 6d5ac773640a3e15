#!/usr/bin/env python3
"""Writes what SALib and SciPy say of designs and sensitivities:
tools/sensitivity_tables.py > src/study/tests/sensitivity_tables.csv

Needs numpy, scipy and SALib, which nothing else here does; the tests read the table.
"""
from importlib.metadata import version

import numpy as np
from SALib.analyze import morris as morris_analyze
from SALib.analyze import sobol as sobol_analyze
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample
from scipy import stats


def row(what, told, numbers):
    print(",".join([what, *(" ".join(repr(float(x)) for x in np.ravel(part)) for part in (told, numbers))]))


def ishigami(x):
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def problem(k, low=0.0, high=1.0):
    return {"num_vars": k, "names": [f"x{i}" for i in range(k)], "bounds": [[low, high]] * k}


def sobol_points():
    """Unscrambled, in units of 2^-30: index, then the coordinates."""
    sequence = stats.qmc.Sobol(256, scramble=False)
    points = sequence.random(8192)
    for index in (0, 1, 2, 3, 7, 100, 1023, 8191):
        row("sobol point", [index], points[index] * 2.0**30)


def sobol_indices():
    """Inputs; first and total; values in SALib's order, which is ours."""
    for k, rows, f in ((3, 64, ishigami), (2, 32, lambda x: 3.0 + x[:, 0] + 2 * x[:, 1] * x[:, 0])):
        task = problem(k, -np.pi, np.pi)
        y = f(sobol_sample.sample(task, rows, calc_second_order=False, scramble=True, seed=1))
        si = sobol_analyze.analyze(task, y, calc_second_order=False, num_resamples=2, seed=1)
        row("sobol indices", [*si["S1"], *si["ST"]], [k, *y])


def elementary_effects():
    """mu, mu*, sigma; inputs, then a row of X and Y for each point."""
    for k, trajectories in ((3, 6), (5, 10)):
        task = problem(k)
        x = morris_sample.sample(task, trajectories, num_levels=4, seed=1)
        y = np.exp(x[:, 0]) + 4 * x[:, 1] * x[:, 2] - np.sum(x, axis=1) ** 2
        si = morris_analyze.analyze(task, x, y, num_levels=4, num_resamples=2, seed=1)
        row("elementary effects", [*si["mu"], *si["mu_star"], *si["sigma"]], [k, *np.column_stack([x, y]).ravel()])


def ranks(rng):
    for n, whole in ((9, False), (30, True), (64, True)):
        x, y = rng.normal(size=n), rng.normal(size=n)
        y = x + y
        if whole:
            x, y = np.round(2 * x), np.round(y)
        row("rank correlation", [stats.spearmanr(x, y).statistic], [*x, *y])


print(f"# SALib {version('SALib')}, SciPy {version('scipy')}, by tools/sensitivity_tables.py")
print("what,told,numbers")
sobol_points()
sobol_indices()
elementary_effects()
ranks(np.random.default_rng(1))
