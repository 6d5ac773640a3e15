#!/usr/bin/env python3
"""Variants of the tracker on the same sets: what does a setting cost or bring, with an interval? Prints Markdown.

Usage: python3 benchmarks/tracking_variants.py STUDY [--seeds 1-20] [--cupola build/release/bin/cupola]
       python3 benchmarks/tracking_variants.py --write FOLDER STUDY [--seeds 1]

Studies: measurement (converted, decorrelated, extended and unscented, at several azimuth errors), initiation (existence,
sprt, counting), late (reports in order, late, without the late ones). Sets are made here by the recipes below, a seed
each, from Python's own generator: the same wherever this runs. Differences are paired by seed; intervals are 95 %, by
Student's t.
"""

import argparse
import json
import math
import random
import subprocess
import tempfile
from pathlib import Path

T_975 = [0, 12.71, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
         2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042]


def interval(values):
    """Mean and half of its 95 % interval."""
    n = len(values)
    mean = sum(values) / n
    if n < 2:
        return mean, math.inf
    sd = math.sqrt(sum((v - mean) ** 2 for v in values) / (n - 1))
    return mean, T_975[min(n - 1, 30)] * sd / math.sqrt(n)


def polar_rows(chance, scans, step_s, targets, clutter, sigma, reach_m, seen=0.9):
    """Truth and plots: targets that keep their velocity, a radar at the origin, clutter even in range and azimuth."""
    sd_range_m, sd_azimuth_deg = sigma
    truth, plots = [], []
    states = []
    for i in range(targets):
        bearing = math.radians(360.0 * i / targets + chance.uniform(-3.0, 3.0))
        distance_m, heading = chance.uniform(*reach_m), chance.uniform(0.0, 2.0 * math.pi)
        speed = chance.uniform(150.0, 250.0)
        states.append((distance_m * math.sin(bearing), distance_m * math.cos(bearing),
                       speed * math.sin(heading), speed * math.cos(heading)))
    for scan in range(scans):
        t = scan * step_s
        rows = []
        for i, (east, north, v_east, v_north) in enumerate(states):
            e, n = east + v_east * t, north + v_north * t
            truth.append((t, i, e, n, v_east, v_north))
            lucky = chance.random() < seen
            d_range, d_azimuth = chance.gauss(0.0, sd_range_m), chance.gauss(0.0, sd_azimuth_deg)
            if lucky:
                rows.append((math.hypot(e, n) + d_range, (math.degrees(math.atan2(e, n)) + d_azimuth) % 360.0))
        for _ in range(clutter):
            rows.append((chance.uniform(0.7 * reach_m[0], 1.3 * reach_m[1]), chance.uniform(0.0, 360.0)))
        chance.shuffle(rows)
        plots += [(t, *row) for row in rows]
    return truth, plots


def write_truth(path, truth):
    with open(path, "w", encoding="utf-8") as file:
        file.write("time_s,target,east_m,north_m,v_east_mps,v_north_mps\n")
        for t, i, *x in truth:
            file.write(f"{t:.1f},{i}," + ",".join(f"{value:.4f}" for value in x) + "\n")


def write_polar(path, plots, sigma, received=None):
    with open(path, "w", encoding="utf-8") as file:
        file.write("time_s,sensor,range_m,azimuth_deg,sigma_range_m,sigma_azimuth_deg"
                   + (",received_s" if received else "") + "\n")
        for row, (t, a, b) in enumerate(plots):
            late = f",{received[row]:.3f}" if received else ""
            file.write(f"{t:.3f},radar,{a:.3f},{b:.6f},{sigma[0]:g},{sigma[1]:g}{late}\n")


def run(o, *arguments):
    done = subprocess.run([o.cupola, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, arguments))}: {done.stderr}")
    return done.stdout


def errors_of(tracks, truth, from_s, near_m):
    """Of each row of a track against the nearest truth: squared error and NEES of the position, means."""
    places = {}
    for t, _, east, north, *_ in truth:
        places.setdefault(round(t, 3), []).append((east, north))
    square, nees, count = 0.0, 0.0, 0
    with open(tracks, encoding="utf-8") as file:
        names = file.readline().strip().split(",")
        at = {name: i for i, name in enumerate(names)}
        for line in file:
            f = [float(x) for x in line.split(",")]
            if f[0] < from_s or round(f[0], 3) not in places:
                continue
            e, n = min(((f[at["east_m"]] - a, f[at["north_m"]] - b) for a, b in places[round(f[0], 3)]),
                       key=lambda d: d[0] ** 2 + d[1] ** 2)
            if e * e + n * n > near_m ** 2:
                continue
            ee, en, nn = f[at["cov_east_east"]], f[at["cov_east_north"]], f[at["cov_north_north"]]
            square += e * e + n * n
            nees += (nn * e * e - 2 * en * e * n + ee * n * n) / (ee * nn - en * en)
            count += 1
    return (math.sqrt(square / count), nees / count) if count else (math.nan, math.nan)


def scored(o, folder, plots, truth_file, truth, options, cutoff_m, from_s):
    tracks = folder / "tracks.csv"
    run(o, "track", plots, "--out", tracks, "--quiet", *options)
    score = json.loads(run(o, "score", truth_file, tracks, "--cutoff", f"{cutoff_m} m", "--from", f"{from_s} s", "--json",
                           "--quiet"))
    rmse_m, nees = errors_of(tracks, truth, from_s, cutoff_m)
    return {"gospa": score["gospa_m"], "rmse": rmse_m, "nees": nees, "false": score["false_per_scan"],
            "missed": score["missed_per_scan"]}


def cell(values, digits=0):
    mean, half = interval(values)
    return f"{mean:.{digits}f} ± {half:.{digits}f}"


def measurement(o, folder):
    """Twelve targets that fly straight, 150 to 250 km away, a scan in 4 s; 60 scans."""
    variants = ["converted", "decorrelated", "extended", "iterated", "unscented"]
    print("| azimuth, range error | R s²/s_R at 200 km | figure |", " | ".join(variants), "|")
    print("|" + "---|" * (3 + len(variants)))
    for sigma in [(50.0, 0.1), (100.0, 0.7), (100.0, 1.0), (50.0, 1.0), (30.0, 1.0), (100.0, 2.0), (50.0, 2.0), (30.0, 2.0)]:
        found = {v: [] for v in variants}
        for seed in o.seeds:
            chance = random.Random(seed)
            truth, plots = polar_rows(chance, 60, 4.0, 12, 10, sigma, (150e3, 250e3))
            write_truth(folder / "truth.csv", truth)
            write_polar(folder / "plots.csv", plots, sigma)
            for v in variants:
                found[v].append(scored(o, folder, folder / "plots.csv", folder / "truth.csv", truth,
                                       ["--measurement", v, *o.options], 10000, 80))
        bend = 200e3 * math.radians(sigma[1]) ** 2 / sigma[0]
        for name, digits in (("gospa", 0), ("rmse", 0), ("nees", 2)):
            print(f"| {sigma[1]:g} deg, {sigma[0]:g} m | {bend:.2f} | {name} |",
                  " | ".join(cell([f[name] for f in found[v]], digits) for v in variants), "|")
        print("| | | GOSPA over converted's |", " | ".join(
            cell([100.0 * (f["gospa"] / c["gospa"] - 1.0) for f, c in zip(found[v], found["converted"])], 1) + " %"
            for v in variants), "|", flush=True)


def seeds_of(text):
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


STUDIES = {"measurement": measurement}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("study", choices=STUDIES)
    parser.add_argument("--seeds", type=seeds_of, default=seeds_of("1-20"))
    parser.add_argument("--cupola", default="build/release/bin/cupola")
    parser.add_argument("options", nargs="*", help="for `cupola track`, behind a --")
    o = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        STUDIES[o.study](o, Path(folder))


if __name__ == "__main__":
    main()
