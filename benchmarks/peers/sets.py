"""Truths, plots and tracks as CSV, in the layouts of `cupola track` and `cupola score`."""

import csv
from collections import defaultdict


def read_rows(path):
    """The rows of a file as dictionaries of text."""
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def read_scans(path):
    """Plots by time: [(time_s, [row, ...]), ...]."""
    scans = defaultdict(list)
    for row in read_rows(path):
        scans[float(row["time_s"])].append(row)
    return sorted(scans.items())


def read_sensor(path, name):
    """East and north of the sensor of this name, m."""
    for row in read_rows(path):
        if row["sensor"] == name:
            return float(row["east_m"]), float(row["north_m"])
    raise SystemExit(f"{path}: no sensor called {name}")


def read_paths(path, who):
    """{name: [(time_s, east_m, north_m, v_east_mps, v_north_mps), ...]} of a truth or track file in a plane."""
    paths = defaultdict(list)
    columns = ("time_s", "east_m", "north_m", "v_east_mps", "v_north_mps")
    for row in read_rows(path):
        paths[row[who]].append(tuple(float(row[column]) for column in columns))
    return paths


def write_tracks(path, rows):
    """Writes (time_s, track, east, north, v_east, v_north) by time, then by track."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("time_s,track,east_m,north_m,v_east_mps,v_north_mps\n")
        for time_s, track, *state in sorted(rows):
            file.write(f"{time_s:g},{track}," + ",".join(f"{value:.6f}" for value in state) + "\n")
