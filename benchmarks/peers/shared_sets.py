#!/usr/bin/env python3
"""Cupola's tracker on the shared sets, beside the figures of peers that the sets bring. Prints Markdown.

Usage: python3 benchmarks/peers/shared_sets.py [FOLDER] [--cupola FILE] [--options "--turn-share 0.3"]

FOLDER (by default ../shared/data/tracking) holds NAME_cartesian.csv, NAME_polar.csv and NAME_truth.csv, sensors.csv, the
set manoeuvre_analytic, and a README.md with the peers' table: of each set the least GOSPA there is the one to beat.

Scored by `cupola score --skip 5` (scans 5 to 59): GOSPA c = 1000 m, p = 2, alpha = 2; manoeuvre_analytic with c = 2000 m
from 64 s on, beside the mean of its baseline. Needs nothing but Python: no peer is run (compare.py runs one).
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ASSOCIATIONS = ("gnn", "bp")


def run_json(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\nended with {done.returncode}:\n{done.stderr}")
    return json.loads(done.stdout)


def best_peers(readme):
    """{(set, kind): (tracker, GOSPA)} of the table `| set kind | tracker | OSPA | GOSPA | ...`."""
    best = {}
    for line in readme.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) < 4 or len(cells[0].split()) != 2 or not cells[3].isdigit():
            continue
        key = tuple(cells[0].split())
        if key not in best or int(cells[3]) < best[key][1]:
            best[key] = (cells[1], int(cells[3]))
    return best


def gospa(o, plots, truth, track_options, score_options):
    with tempfile.TemporaryDirectory() as work:
        tracks = Path(work) / "tracks.csv"
        run_json([o.cupola, "track", "--json", "--quiet", plots, "--out", tracks, *track_options, *o.options.split()])
        score = run_json([o.cupola, "score", "--json", "--quiet", truth, tracks, *score_options])
    return score


def row(name, peer, least, scores):
    mine = [round(score["gospa_m"]) for score in scores]
    less = f"{100 * (1 - scores[0]['gospa_m'] / least):.0f} %" if least else "-"
    print(f"| {name} | {peer} | {least or '-'} | {mine[0]} | {less} | {mine[1]} | "
          f"{100 * (scores[1]['gospa_m'] / scores[0]['gospa_m'] - 1):+.1f} % |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/data/tracking"))
    parser.add_argument("--cupola", type=Path, default=Path("build/release/bin/cupola"))
    parser.add_argument("--options", default="", help="further options of `cupola track`")
    o = parser.parse_args()
    if not (o.folder / "README.md").is_file():
        print(f"shared_sets.py: no sets in {o.folder}: left out", file=sys.stderr)
        return

    best = best_peers(o.folder / "README.md")
    print("| set | best peer | its GOSPA | `gnn` | less by | `bp` | against `gnn` |\n|---|---|---|---|---|---|---|")
    for kind in ("cartesian", "polar"):
        for plots in sorted(o.folder.glob(f"*_s1_{kind}.csv"), key=lambda path: (path.name.startswith("dense"), path.name)):
            name = plots.name.removesuffix(f"_s1_{kind}.csv")
            sensors = ["--sensors", o.folder / "sensors.csv"] if kind == "polar" else []
            scores = [gospa(o, plots, o.folder / f"{name}_s1_truth.csv", ["--association", a, *sensors], ["--skip", 5])
                      for a in ASSOCIATIONS]
            row(f"{name} {kind}", *best.get((name, kind), ("none", None)), scores)
    fighters = o.folder / "manoeuvre_analytic"
    if fighters.is_dir():
        with open(fighters / "baseline_A.csv", encoding="utf-8") as file:
            baseline = [float(line["gospa"]) for line in csv.DictReader(file)]
        scores = [gospa(o, fighters / "detections_A.csv.gz", fighters / "truth_ecef_1s.csv.gz", ["--association", a],
                        ["--cutoff", "2 km", "--from", "64 s"]) for a in ASSOCIATIONS]
        row("fighters (`manoeuvre_analytic`)", "the baseline of the set", round(sum(baseline) / len(baseline)), scores)
        for a, s in zip(ASSOCIATIONS, scores):
            print(f"\nfighters, `{a}`: {s['false_per_scan']:.2f} false a scan, purity {s['purity']:.3f}, "
                  f"{s['identity_switches']} identity switches")


if __name__ == "__main__":
    main()
