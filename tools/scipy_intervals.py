#!/usr/bin/env python3
"""Writes what SciPy says of the intervals of src/study: tools/scipy_intervals.py > src/study/tests/scipy_intervals.csv

Needs numpy and scipy, which nothing else here does; the tests read the table.
"""
import numpy as np
import scipy
from scipy import stats


def row(what, estimate, low, high, numbers):
    print(",".join([what, *(repr(float(x)) for x in (estimate, low, high)), " ".join(repr(float(x)) for x in numbers)]))


def proportions():
    for confidence in (0.9, 0.95, 0.99):
        for hits, trials in ((0, 1), (0, 100), (1, 3), (7, 67), (13, 13), (300, 1000), (999, 1000), (2, 9604), (48_211, 100_000)):
            test = stats.binomtest(hits, trials)
            for what, method in (("wilson", "wilson"), ("clopper_pearson", "exact")):
                ci = test.proportion_ci(confidence, method)
                row(what, hits / trials, ci.low, ci.high, (confidence, hits, trials))


def means(rng):
    for n in (2, 3, 10, 100, 5000):
        x = rng.exponential(size=n)
        t = stats.t.interval(0.95, n - 1, np.mean(x), stats.sem(x))
        if n <= 100:
            row("mean", np.mean(x), *t, x)
        row("student_t", stats.t.ppf(0.975, n - 1), 0, 0, (n,))


def paired_counts():
    for first, second in ((0, 0), (0, 1), (0, 7), (3, 11), (25, 25), (40, 71), (900, 1000)):
        p = stats.binomtest(first, first + second, 0.5).pvalue if first + second else 1.0
        row("mcnemar", p, 0, 0, (first, second))


def quantiles(rng):
    for n in (5, 30, 101):
        x = np.sort(rng.exponential(size=n))
        for share in (0.05, 0.5, 0.9):
            ci = stats.quantile_test(x, p=share, q=0).confidence_interval(0.95)
            low = -np.inf if np.isnan(ci.low) else ci.low
            high = np.inf if np.isnan(ci.high) else ci.high
            row("quantile", np.quantile(x, share), low, high, (share, *x))


class Resampled:
    def __init__(self, distribution):
        self.bootstrap_distribution = distribution


def bootstraps(rng):
    """SciPy takes resamples that are there; these are of a small sample, so that the table stays short."""
    for n in (8, 25):
        x = rng.lognormal(sigma=1.0, size=n)
        told = np.array([np.mean(rng.choice(x, n)) for _ in range(200)])
        ci = stats.bootstrap((x,), np.mean, n_resamples=0, confidence_level=0.95, method="BCa",
                             bootstrap_result=Resampled(told)).confidence_interval
        row("bca", np.mean(x), ci.low, ci.high, (n, *x, *np.sort(told)))


if __name__ == "__main__":
    luck = np.random.default_rng(20260601)
    print(f"# SciPy {scipy.__version__}, by tools/scipy_intervals.py")
    print("what,estimate,low,high,numbers")
    proportions()
    means(luck)
    paired_counts()
    quantiles(luck)
    bootstraps(luck)
