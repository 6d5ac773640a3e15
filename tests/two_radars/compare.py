#!/usr/bin/env python3
"""What registration is worth over many seeds of the recipe of this folder, with 95 % intervals.

Usage: compare.py [SEEDS (20)] [CUPOLA (cupola)]   the sets go to a temporary folder

Student's t over seeds; the biases' errors are held against the standard deviations that Cupola claims of them.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from make_set import HERE, RADARS, make

WAYS = {"west alone": ["--only", "west"], "east alone": ["--only", "east"], "both": [], "both, registered": ["--register"]}
STUDENT = {4: 2.776, 9: 2.262, 19: 2.093, 39: 2.023, 99: 1.984}  # 97.5 %, by degrees of freedom


def run(cupola, *arguments):
    return json.loads(subprocess.run([cupola, *map(str, arguments)], check=True, capture_output=True, text=True).stdout)


def with_interval(values):
    n = len(values)
    mean = sum(values) / n
    sd = (sum((v - mean) ** 2 for v in values) / (n - 1)) ** 0.5
    half = STUDENT.get(n - 1, 2.0) * sd / n**0.5
    return f"{mean:.3g} ({mean - half:.3g} to {mean + half:.3g})"


def main():
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    cupola = sys.argv[2] if len(sys.argv) > 2 else "cupola"
    gospa = {way: [] for way in WAYS}
    normalised, errors_deg = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for seed in range(1, seeds + 1):
            make(seed, folder)
            (folder / "sensors.csv").write_text((HERE / "sensors.csv").read_text())
            for way, options in WAYS.items():
                told = run(cupola, "track", "--json", "--quiet", *options, "--out", folder / "tracks.csv", folder / "plots.csv")
                gospa[way].append(run(cupola, "score", "--json", folder / "truth.csv", folder / "tracks.csv")["gospa_m"])
            for radar, sensor in zip(RADARS, sorted(told["registration"], key=lambda s: s["sensor"], reverse=True)):
                azimuth = sensor["azimuth_deg"]
                errors_deg.append(azimuth["bias"] - radar[3])
                normalised.append((errors_deg[-1] / azimuth["sd"]) ** 2)
    for way, values in gospa.items():
        print(f"GOSPA, {way}: {with_interval(values)} m")
    better = [min(w, e) for w, e in zip(gospa["west alone"], gospa["east alone"])]
    for other, values in (("the better one alone", better), ("both unregistered", gospa["both"])):
        less = [100.0 * (1.0 - r / v) for r, v in zip(gospa["both, registered"], values)]
        print(f"registered below {other} by {with_interval(less)} %, at the least {min(less):.1f} %")
    rms = (sum(e * e for e in errors_deg) / len(errors_deg)) ** 0.5
    print(f"azimuth biases: error {rms:.4f} deg (rms); squared, over what is claimed: {with_interval(normalised)}, 1 is right")


if __name__ == "__main__":
    main()
