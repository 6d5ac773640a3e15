#!/usr/bin/env python3
"""Makes multi-target sets by the recipe of the shipped ones, with other seeds; or describes sets, to hold them against.

Usage: build/peers/bin/python benchmarks/peers/generate.py FOLDER --seeds 101-120 [--targets 100] [--dense]
       build/peers/bin/python benchmarks/peers/generate.py --describe TRUTH.csv...

The recipe: a local plane, a scan every 4 s, 60 scans. At the start N targets lie evenly in a box of 200 x 200 km (dense:
40 x 40 km), headings even, 150 to 300 m/s; half of them keep their velocity, half turn at one rate of 0.3 to 1.5 deg/s to
either side for life. One in five is born at scan 0 to 20 and gone after scan 40 to 59. Each is detected with
probability 0.9, wherever it is; Poisson clutter of mean 30 a scan lies evenly in 240 x 240 km (dense: 120 x 120 km).
Within a scan plots come in random order. `polar` is measured from east 0, north -150 km with 50 m and 0.1 deg,
`cartesian` with 100 m in each axis, by independent noise on the same detections. Each seed is one numpy stream; a set
is the same wherever numpy is the same.
"""

import argparse
import math
from pathlib import Path

import numpy as np

from sets import read_paths

SCANS, STEP_S, PD, CLUTTER = 60, 4.0, 0.9, 30.0
SENSOR_NORTH_M = -150e3


def truths_of(chance, targets, half_box_m):
    """By target: states (east, north, v_east, v_north) by scan, and the scans of its life."""
    turning = chance.permutation(targets) < targets // 2
    times = STEP_S * np.arange(SCANS)
    truths = []
    for target in range(targets):
        place = chance.uniform(-half_box_m, half_box_m, 2)
        speed, heading = chance.uniform(150.0, 300.0), chance.uniform(0.0, 2 * math.pi)
        rate = math.radians(chance.uniform(0.3, 1.5)) * chance.choice([-1.0, 1.0])
        born, last = (int(chance.integers(0, 21)), int(chance.integers(40, 60))) if chance.uniform() < 0.2 \
            else (0, SCANS - 1)
        angles = heading + (rate * times if turning[target] else 0.0 * times)
        velocity = speed * np.stack([np.cos(angles), np.sin(angles)], axis=1)
        if turning[target]:
            offset = speed / rate * np.stack([np.sin(angles) - math.sin(heading),
                                              math.cos(heading) - np.cos(angles)], axis=1)
        else:
            offset = velocity * times[:, None]
        truths.append((np.hstack([place + offset, velocity]), born, last))
    return truths


def plots_of(chance, truths, half_clutter_m):
    """True places of the plots by scan, in random order: what every sensor of the set then measures with noise."""
    scans = []
    for scan in range(SCANS):
        seen = [states[scan, :2] for states, born, last in truths
                if born <= scan <= last and chance.uniform() < PD]
        false = chance.uniform(-half_clutter_m, half_clutter_m, (chance.poisson(CLUTTER), 2))
        places = np.array(seen).reshape(-1, 2)
        everywhere = np.vstack([places, false])
        scans.append((chance.permutation(len(everywhere)), everywhere, len(places)))
    return scans


def noisy(chance, scans, polar):
    """Rows of measurements; clutter has no true place, so it gets no noise."""
    sigma = np.array([50.0, 0.1] if polar else [100.0, 100.0])
    for scan, (order, places, seen) in enumerate(scans):
        z = places.copy()
        if polar:
            east, north = places[:, 0], places[:, 1] - SENSOR_NORTH_M
            z = np.stack([np.hypot(east, north), np.degrees(np.arctan2(east, north))], axis=1)
        z[:seen] += sigma * chance.standard_normal((seen, 2))
        if polar:
            z[:, 1] %= 360.0
        for i in order:
            yield scan * STEP_S, z[i]


def write_set(folder, name, seed, targets, dense):
    chance = np.random.default_rng([seed, targets, int(dense)])
    truths = truths_of(chance, targets, 20e3 if dense else 100e3)
    scans = plots_of(chance, truths, 60e3 if dense else 120e3)
    with open(folder / f"{name}_truth.csv", "w", encoding="utf-8") as file:
        file.write("time_s,target,east_m,north_m,v_east_mps,v_north_mps\n")
        for scan in range(SCANS):
            for target, (states, born, last) in enumerate(truths):
                if born <= scan <= last:
                    e, n, ve, vn = states[scan]
                    file.write(f"{scan * STEP_S:.1f},{target},{e:.4f},{n:.4f},{ve:.5f},{vn:.5f}\n")
    for kind, header, sigmas in (("cartesian", "east_m,north_m,sigma_east_m,sigma_north_m", "100,100"),
                                 ("polar", "range_m,azimuth_deg,sigma_range_m,sigma_azimuth_deg", "50,0.1")):
        with open(folder / f"{name}_{kind}.csv", "w", encoding="utf-8") as file:
            file.write(f"time_s,sensor,{header}\n")
            for time_s, (a, b) in noisy(chance, scans, kind == "polar"):
                file.write(f"{time_s:.1f},radar,{a:.4f},{b:.{8 if kind == 'polar' else 4}f},{sigmas}\n")
    (folder / "sensors.csv").write_text(f"sensor,east_m,north_m,up_m\nradar,0,{SENSOR_NORTH_M:.0f},0\n")


def describe(truth):
    """What the recipe fixes, as found in one set."""
    paths = {name: np.array(rows) for name, rows in read_paths(truth, "target").items()}
    speeds = np.array([math.hypot(rows[0, 3], rows[0, 4]) for rows in paths.values()])
    rates = []
    for rows in paths.values():
        heading = np.unwrap(np.arctan2(rows[:, 4], rows[:, 3]))
        rates.append(math.degrees((heading[-1] - heading[0]) / (rows[-1, 0] - rows[0, 0])))
    turning = np.array([rate for rate in rates if abs(rate) > 0.01])
    lives = [(rows[0, 0] / STEP_S, rows[-1, 0] / STEP_S) for rows in paths.values()]
    partial = [life for life in lives if life != (0, SCANS - 1)]
    plots = Path(str(truth).replace("_truth.csv", "_cartesian.csv"))
    rows = sum(1 for _ in open(plots, encoding="utf-8")) - 1
    seen = PD * sum(len(path) for path in paths.values())
    return (f"{Path(truth).name}: {len(paths)} targets, {len(turning)} turn at {abs(turning).min():.2f} to "
            f"{abs(turning).max():.2f} deg/s (mean {abs(turning).mean():.2f}, {np.mean(turning > 0):.2f} left); "
            f"{speeds.min():.0f} to {speeds.max():.0f} m/s (mean {speeds.mean():.0f}); {len(partial)} in part, born "
            f"{min((b for b, _ in partial), default=0):.0f} to {max((b for b, _ in partial), default=0):.0f}, gone "
            f"{min((d for _, d in partial), default=0):.0f} to {max((d for _, d in partial), default=0):.0f}; plots less "
            f"{PD:g} of the truths a scan {(rows - seen) / SCANS:.2f}")


def seeds_of(text):
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def set_name(targets, dense, seed):
    return f"{'dense' if dense else 'n'}{targets:03d}_s{seed}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--seeds", type=seeds_of, default=seeds_of("101-120"))
    parser.add_argument("--targets", type=int, default=100)
    parser.add_argument("--dense", action="store_true")
    parser.add_argument("--describe", nargs="+", metavar="TRUTH")
    o = parser.parse_args()
    for truth in o.describe or []:
        print(describe(truth))
    if o.folder:
        o.folder.mkdir(parents=True, exist_ok=True)
        for seed in o.seeds:
            write_set(o.folder, set_name(o.targets, o.dense, seed), seed, o.targets, o.dense)


if __name__ == "__main__":
    main()
