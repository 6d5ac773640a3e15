#!/usr/bin/env python3
"""Cupola's tracker beside Stone Soup's: the same plots, the same run, the same scores. Prints Markdown.

Usage: build/peers/bin/python benchmarks/peers/compare.py --sets FOLDER [NAME...] [--kind cartesian polar]
       build/peers/bin/python benchmarks/peers/compare.py --seeds 101-120 [--targets 100] [--dense] [--kind ...]

The first takes the sets NAME_cartesian.csv, NAME_polar.csv and NAME_truth.csv of a folder (all of them where none is
named); the second makes new ones (generate.py) and adds what the pairs say together: by how much Cupola's GOSPA
is below each peer's on the same data, with the 95 % interval of the mean over the seeds (t distribution).

With --manoeuvre FOLDER the set manoeuvre_analytic of that folder is tracked, too, and stands beside the baseline that it
brings (a plain GNN and CV Kalman tracker; GOSPA alone, c = 2000 m, p = 2, from 64 s on).

Scored by `cupola score --skip 5` (scans 5 to 59): OSPA c = 1000 m, p = 1; GOSPA c = 1000 m, p = 2, alpha = 2. The
time is the CPU time of the tracker's thread, ms a scan, as each program takes it itself, reading and writing left out.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
from scipy.stats import t as student

import generate
from sets import read_rows

HERE = Path(__file__).resolve().parent
CARTESIAN_PEERS = (("Stone Soup GNN, KD-tree", ["--tracker", "kdtree"]), ("Stone Soup GNN", ["--tracker", "gnn"]))
POLAR_PEERS = (("Stone Soup GNN, EKF", ["--filter", "ekf"]),)
FIGURES = ("ospa_m", "gospa_m", "missed_per_scan", "false_per_scan", "identity_switches")


def run_json(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\nended with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout)


def trackers_of(o, kind):
    """(name, command without plots and --out): Cupola first."""
    cupola = [("Cupola" + (" " + " ".join(options) if options else ""), [o.cupola, "track", "--json", "--quiet", *options])
              for options in ([[]] + [extra.split() for extra in o.also])]
    peers = POLAR_PEERS if kind == "polar" else CARTESIAN_PEERS
    return cupola + [(name, [sys.executable, HERE / "stone_soup_track.py", *options])
                     for name, options in peers if o.all_peers or options == peers[0][1]]


def scored(o, folder, name, kind, tracker, command):
    tracks = o.work / f"{name}_{kind}_{''.join(c if c.isalnum() else '_' for c in tracker)}.csv"
    tracks.unlink(missing_ok=True)
    sensors = ["--sensors", folder / "sensors.csv"] if kind == "polar" else []
    tracking = run_json([*command, folder / f"{name}_{kind}.csv", *sensors, "--out", tracks])
    score = run_json([o.cupola, "score", folder / f"{name}_truth.csv", tracks, "--skip", 5, "--json", "--quiet"])
    return {"set": name, "kind": kind, "tracker": tracker, "ms": tracking["cpu_ms_per_scan"],
            **{figure: score[figure] for figure in FIGURES}}


def row_text(row, own):
    against = "" if row is own else f"{row['gospa_m'] / own['gospa_m']:.3f} | {row['ms'] / own['ms']:.0f}"
    return (f"| {row['set']} {row['kind']} | {row['tracker']} | {row['ospa_m']:.1f} | {row['gospa_m']:.0f} | "
            f"{row['missed_per_scan']:.2f} / {row['false_per_scan']:.2f} | {row['identity_switches']} | "
            f"{row['ms']:.4g} | {against or '1 | 1'} |")


def manoeuvre_text(o):
    tracks = o.work / "manoeuvre.csv"
    tracks.unlink(missing_ok=True)
    tracking = run_json([o.cupola, "track", "--json", "--quiet", o.manoeuvre / "detections_A.csv.gz", "--out", tracks])
    s = run_json([o.cupola, "score", o.manoeuvre / "truth_ecef_1s.csv.gz", tracks, "--cutoff", "2 km", "--from", "64 s",
                  "--json", "--quiet"])
    baseline = read_rows(o.manoeuvre / "baseline_A.csv")
    mean = {name: np.mean([float(row[name]) for row in baseline]) for name in ("gospa", "missed", "false")}
    return (f"manoeuvre_analytic: Cupola GOSPA {s['gospa_m']:.0f} m, missed / false a scan {s['missed_per_scan']:.2f} / "
            f"{s['false_per_scan']:.2f}, purity {s['purity']:.3f}, {s['identity_switches']} switches, "
            f"{tracking['cpu_ms_per_scan']:.3g} ms a scan; baseline GOSPA {mean['gospa']:.0f} m, {mean['missed']:.2f} / "
            f"{mean['false']:.2f}")


def paired(rows):
    """Text on the relative difference of GOSPA, set by set, of each tracker to Cupola."""
    lines = []
    for kind in dict.fromkeys(row["kind"] for row in rows):
        of_kind = [row for row in rows if row["kind"] == kind]
        names = list(dict.fromkeys(row["tracker"] for row in of_kind))
        gospa = {name: np.array([row["gospa_m"] for row in of_kind if row["tracker"] == name]) for name in names}
        for own in (name for name in names if name.startswith("Cupola")):
            for peer in (name for name in names if not name.startswith("Cupola")):
                below = 100.0 * (1.0 - gospa[own] / gospa[peer])
                n = len(below)
                interval = "one set: no interval"
                if n > 1:
                    half = student.ppf(0.975, n - 1) * below.std(ddof=1) / np.sqrt(n)
                    interval = (f"95 % interval {below.mean() - half:.1f} to {below.mean() + half:.1f}, {n} sets, least "
                                f"{below.min():.1f}")
                lines.append(f"{kind}, {own} against {peer}: GOSPA lower by {below.mean():.1f} % ({interval}), mean "
                             f"{gospa[own].mean():.0f} m against {gospa[peer].mean():.0f} m")
    return "\n".join(lines)


def sets_of(o):
    if o.sets:
        folder = Path(o.sets[0])
        names = o.sets[1:] or sorted(path.name[:-len("_truth.csv")] for path in folder.glob("*_truth.csv"))
        return folder, names
    folder = o.work / "sets"
    folder.mkdir(parents=True, exist_ok=True)
    for seed in o.seeds:
        generate.write_set(folder, generate.set_name(o.targets, o.dense, seed), seed, o.targets, o.dense)
    return folder, [generate.set_name(o.targets, o.dense, seed) for seed in o.seeds]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", nargs="+", metavar=("FOLDER", "NAME"))
    parser.add_argument("--seeds", type=generate.seeds_of)
    parser.add_argument("--targets", type=int, default=100)
    parser.add_argument("--dense", action="store_true")
    parser.add_argument("--kind", nargs="+", choices=("cartesian", "polar"), default=["cartesian"])
    parser.add_argument("--cupola", type=Path, default=Path("build/release/bin/cupola"))
    parser.add_argument("--also", action="append", default=[], metavar="OPTIONS",
                        help="Cupola once more with these options, as one word: --also='--association bp'")
    parser.add_argument("--all-peers", action="store_true", help="Stone Soup without KD-tree, too")
    parser.add_argument("--manoeuvre", type=Path, metavar="FOLDER")
    parser.add_argument("--work", type=Path, default=Path("build/peers/runs"))
    o = parser.parse_args()
    if not o.sets and not o.seeds and not o.manoeuvre:
        parser.error("say --sets, --seeds or --manoeuvre")
    o.work.mkdir(parents=True, exist_ok=True)
    if o.manoeuvre:
        print(manoeuvre_text(o) + "\n", flush=True)
    if not o.sets and not o.seeds:
        return
    folder, names = sets_of(o)
    print("| set | tracker | OSPA m | GOSPA m | missed / false a scan | id switches | ms a scan | GOSPA ratio | time ratio |")
    print("|---|---|---|---|---|---|---|---|---|")
    rows = []
    for name in names:
        for kind in o.kind:
            of_set = []
            for tracker, command in trackers_of(o, kind):
                of_set.append(scored(o, folder, name, kind, tracker, command))
                print(row_text(of_set[-1], of_set[0]), flush=True)
            rows += of_set
    print("\n" + paired(rows))


if __name__ == "__main__":
    main()
