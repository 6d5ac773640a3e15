#!/usr/bin/env python3
"""Makes a small truth, tracks that lose it, swap, double and wander, and what Stone Soup's SIAP says of them.

Usage: build/peers/bin/python benchmarks/peers/make_siap_case.py FOLDER NAME SEED [--confirm 3] [--end 2]

Writes FOLDER/NAME_truth.csv, NAME_tracks.csv and NAME_siap.json. Those in src/formats/tests/data are
    siap_a 1; siap_b 2 --confirm 2 --end 3; siap_c 3 --confirm 4 --end 1
"""

import argparse
import json
from pathlib import Path

import numpy as np

from stone_soup_siap import siap

SCANS, STEP_S, THRESHOLD_M = 30, 4, 1000.0


def truths_of(chance, count):
    """Straight ways that come near each other: {target: {scan: state}}."""
    paths = {}
    for target in range(count):
        begin = int(chance.choice([0, 0, 0, chance.integers(1, 10)]))
        end = int(chance.choice([SCANS, SCANS, chance.integers(begin + 5, SCANS + 1)]))
        place, velocity = chance.uniform(-4000, 4000, 2), chance.uniform(-120, 120, 2)
        paths[target] = {k: np.concatenate([place + STEP_S * k * velocity, velocity]) for k in range(begin, end)}
    return paths


def tracks_of(chance, truths, count):
    """Each follows a truth for a while, then perhaps another one, and sometimes strays."""
    tracks = {}
    for track in range(count):
        begin = int(chance.integers(0, SCANS - 8))
        target = int(chance.integers(len(truths)))
        rows, last = {}, None
        for scan in range(begin, int(chance.integers(begin + 4, SCANS + 1))):
            if chance.uniform() < 0.08:
                target = int(chance.integers(len(truths)))
            state = truths[target].get(scan)
            if state is None:
                state = np.concatenate([last[:2] + STEP_S * last[2:], last[2:]]) if last is not None else None
            if state is None:
                break
            far = chance.uniform() < 0.15
            error = np.concatenate([chance.normal(0, 900 if far else 150, 2), chance.normal(0, 15, 2)])
            rows[scan] = last = state + error
        if rows:
            tracks[track] = rows
    return tracks


def identities_of(chance, truths, tracks):
    """A word a truth, and what each track says in each scan: mostly one word, sometimes another, sometimes none."""
    words = ["friend", "hostile", "neutral"]
    of_truth = {target: {scan: words[target % 2] for scan in path} for target, path in truths.items()}
    of_track = {}
    for track, path in tracks.items():
        held = words[int(chance.integers(3))]
        of_track[track] = {scan: chance.choice([held] * 6 + ["", words[0]]) for scan in path}
    return of_truth, of_track


def write(path, who, paths, identities):
    rows = sorted((scan * STEP_S, name, *state, identities[name][scan])
                  for name, path_ in paths.items() for scan, state in path_.items())
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"time_s,{who},east_m,north_m,v_east_mps,v_north_mps,identity\n")
        for time_s, name, *state, identity in rows:
            file.write(f"{time_s},{name}," + ",".join(f"{value:.2f}" for value in state) + f",{identity}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("name")
    parser.add_argument("seed", type=int)
    parser.add_argument("--confirm", type=int, default=3)
    parser.add_argument("--end", type=int, default=2)
    o = parser.parse_args()
    chance = np.random.default_rng(o.seed)
    truths = truths_of(chance, 6)
    files = [o.folder / f"{o.name}_{what}" for what in ("truth.csv", "tracks.csv", "siap.json")]
    tracks = tracks_of(chance, truths, 12)
    of_truth, of_track = identities_of(chance, truths, tracks)
    write(files[0], "target", truths, of_truth)
    write(files[1], "track", tracks, of_track)
    found = siap(files[0], files[1], THRESHOLD_M, o.confirm, o.end)
    rules = {"threshold_m": THRESHOLD_M, "pairs_to_confirm": o.confirm, "misses_to_end": o.end}
    files[2].write_text(json.dumps({**rules, **found}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
