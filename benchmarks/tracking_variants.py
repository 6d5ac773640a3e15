#!/usr/bin/env python3
"""Variants of the tracker on the same sets: what does a setting cost or bring, with an interval? Prints Markdown.

Usage: python3 benchmarks/tracking_variants.py STUDY [--seeds 1-20] [--cupola build/release/bin/cupola]

Studies: measurement (how range and azimuth enter the filter, at several errors), initiation (existence,
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


def write_polar(path, plots, sigma):
    with open(path, "w", encoding="utf-8") as file:
        file.write("time_s,sensor,range_m,azimuth_deg,sigma_range_m,sigma_azimuth_deg\n")
        for t, a, b in plots:
            file.write(f"{t:.3f},radar,{a:.3f},{b:.6f},{sigma[0]:g},{sigma[1]:g}\n")


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
    score = json.loads(run(o, "score", truth_file, tracks, "--cutoff", f"{cutoff_m} m", "--from", f"{from_s} s", "--until",
                           "236 s", "--json", "--quiet"))
    rmse_m, nees = errors_of(tracks, truth, from_s, cutoff_m)
    return {"gospa": score["gospa_m"], "rmse": rmse_m, "nees": nees, "false": score["false_per_scan"],
            "missed": score["missed_per_scan"]}


def cell(values, digits=0):
    mean, half = interval(values)
    return f"{mean:.{digits}f} ± {half:.{digits}f}"


def measurement(o, folder):
    """Twelve targets that fly straight, 150 to 250 km away, a scan in 4 s; 60 scans."""
    variants = ["converted", "decorrelated", "extended", "iterated", "unscented", "automatic"]
    print("| azimuth, range error | R s²/s_R at 200 km | figure |", " | ".join(variants), "|")
    print("|" + "---|" * (3 + len(variants)))
    for sigma in [(50.0, 0.1), (100.0, 0.7), (100.0, 1.0), (50.0, 1.0), (30.0, 1.0), (100.0, 2.0), (50.0, 2.0),
                  (30.0, 2.0)]:
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


def crossing_field(chance, targets, clutter, box_m):
    """Targets of which half turn at a rate of their own for a minute, within 60 scans of 4 s; births and ends."""
    truth, scans = [], [[] for _ in range(60)]
    for i in range(targets):
        east, north = chance.uniform(-box_m, box_m), chance.uniform(-box_m, box_m)
        speed, heading = chance.uniform(150.0, 300.0), chance.uniform(0.0, 2.0 * math.pi)
        rate = math.radians(chance.uniform(1.0, 3.0)) * chance.choice([-1, 1]) if i % 2 else 0.0
        begin, born, last = chance.uniform(60.0, 140.0), 0, 59
        if chance.random() < 0.3:
            born, last = chance.randrange(0, 21), chance.randrange(40, 60)
        for scan in range(60):
            if born <= scan <= last:
                truth.append((4.0 * scan, i, east, north, speed * math.cos(heading), speed * math.sin(heading)))
                lucky = chance.random() < 0.9
                d_east, d_north = chance.gauss(0.0, 100.0), chance.gauss(0.0, 100.0)
                if lucky:
                    scans[scan].append((east + d_east, north + d_north))
            for step in range(40):
                heading += 0.1 * rate * (begin <= 4.0 * scan + 0.1 * step < begin + 60.0)
                east += 0.1 * speed * math.cos(heading)
                north += 0.1 * speed * math.sin(heading)
    plots = []
    for scan, rows in enumerate(scans):
        rows += [(chance.uniform(-1.2 * box_m, 1.2 * box_m), chance.uniform(-1.2 * box_m, 1.2 * box_m))
                 for _ in range(clutter)]
        chance.shuffle(rows)
        plots += [(4.0 * scan, *row) for row in rows]
    truth.sort()
    return truth, plots


def write_cartesian(path, plots, delays_s=None):
    with open(path, "w", encoding="utf-8") as file:
        file.write("time_s,sensor,east_m,north_m,sigma_east_m,sigma_north_m" + (",received_s" if delays_s else "") + "\n")
        for row, (t, a, b) in enumerate(plots):
            file.write(f"{t:.1f},radar,{a:.3f},{b:.3f},100,100" + (f",{t + delays_s[row]:.3f}" if delays_s else "") + "\n")


def initiation(o, folder):
    """The three rules at their defaults, in little, much and very much clutter."""
    rules = {"existence": [], "sprt": ["--initiation", "sprt"], "counting 2/3": ["--initiation", "counting"],
             "counting 3/5": ["--initiation", "counting", "--initiation-hits", "3", "--initiation-looks", "5"]}
    print("| targets, clutter a scan, box | figure |", " | ".join(rules), "|")
    print("|" + "---|" * (2 + len(rules)))
    for targets, clutter, box_m in [(50, 10, 50e3), (50, 100, 50e3), (50, 300, 50e3)]:
        found = {rule: [] for rule in rules}
        for seed in o.seeds:
            truth, plots = crossing_field(random.Random(seed), targets, clutter, box_m)
            write_truth(folder / "truth.csv", truth)
            write_cartesian(folder / "plots.csv", plots)
            for rule, options in rules.items():
                found[rule].append(scored(o, folder, folder / "plots.csv", folder / "truth.csv", truth,
                                          [*options, *o.options], 1000, 0))
        for name, digits in (("gospa", 0), ("missed", 2), ("false", 2)):
            print(f"| {targets}, {clutter}, {2e-3 * box_m:g} km | {name} |",
                  " | ".join(cell([f[name] for f in found[rule]], digits) for rule in rules), "|", flush=True)


def late(o, folder):
    """Half of the plots late by up to the scans given; in order, late, and without those that are late."""
    print("| late by up to | figure | all in order | late | without the late ones |")
    print("|---|---|---|---|---|")
    for most_scans in (1, 2, 3):
        ways = ["in order", "late", "without"]
        found = {way: [] for way in ways}
        for seed in o.seeds:
            chance = random.Random(1000 * most_scans + seed)
            truth, plots = crossing_field(chance, 50, 20, 100e3)
            delays = [chance.uniform(0.0, 4.0 * most_scans) if chance.random() < 0.5 else 0.0 for _ in plots]
            write_truth(folder / "truth.csv", truth)
            for way in ways:
                kept = [i for i in range(len(plots)) if way != "without" or delays[i] <= 2.0]
                write_cartesian(folder / "plots.csv", [plots[i] for i in kept],
                                [delays[i] for i in kept] if way == "late" else None)
                found[way].append(scored(o, folder, folder / "plots.csv", folder / "truth.csv", truth, o.options, 1000, 20))
        for name, digits in (("gospa", 0), ("rmse", 1), ("nees", 2), ("missed", 2)):
            print(f"| {most_scans} scans | {name} |", " | ".join(cell([f[name] for f in found[w]], digits) for w in ways), "|",
                  flush=True)


def seeds_of(text):
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


STUDIES = {"measurement": measurement, "initiation": initiation, "late": late}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("study", choices=STUDIES)
    parser.add_argument("--seeds", type=seeds_of, default=seeds_of("1-20"))
    parser.add_argument("--cupola", default="build/release/bin/cupola")
    parser.add_argument("--options", type=str.split, default=[], help='for `cupola track`: --options="--turn-share 0.5"')
    o = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        STUDIES[o.study](o, Path(folder))


if __name__ == "__main__":
    main()
