#!/usr/bin/env python3
"""The SIAP metrics of Stone Soup on a truth and a track file in a plane, as one JSON object.

Usage: build/peers/bin/python benchmarks/peers/stone_soup_siap.py TRUTH.csv TRACKS.csv [--threshold 1000]
           [--confirm 3] [--end 2]
"""

import argparse
import datetime
import json
from collections import defaultdict

import numpy as np
import stonesoup
from stonesoup.dataassociator.tracktotrack import TrackToTruth
from stonesoup.measures import Euclidean
from stonesoup.metricgenerator.manager import MultiManager
from stonesoup.metricgenerator.tracktotruthmetrics import IDSIAPMetrics
from stonesoup.types.groundtruth import GroundTruthPath, GroundTruthState
from stonesoup.types.state import State
from stonesoup.types.track import Track

from sets import read_rows

START = datetime.datetime(2000, 1, 1)
NAMES = {"SIAP Completeness": "completeness", "SIAP Ambiguity": "ambiguity", "SIAP Spuriousness": "spuriousness",
         "SIAP Position Accuracy": "position_accuracy_m", "SIAP Velocity Accuracy": "velocity_accuracy_mps",
         "SIAP Rate of Track Number Change": "track_changes_per_s", "SIAP Longest Track Segment": "longest_segment",
         "SIAP ID Completeness": "id_completeness", "SIAP ID Correctness": "id_correctness",
         "SIAP ID Ambiguity": "id_ambiguity"}


def rows_by_name(path, who):
    """{name: [(datetime, state vector of east, north, v_east, v_north; identity as metadata), ...]}."""
    columns = ("east_m", "north_m", "v_east_mps", "v_north_mps")
    paths = defaultdict(list)
    for row in read_rows(path):
        state = np.array([[float(row[column])] for column in columns])
        named = {"identity": row["identity"]} if row.get("identity") else {}
        paths[row[who]].append((START + datetime.timedelta(seconds=float(row["time_s"])), state, named))
    return {name: sorted(rows, key=lambda row: row[0]) for name, rows in sorted(paths.items())}


def truths_of(path):
    return [GroundTruthPath([GroundTruthState(state, timestamp=when, metadata=named) for when, state, named in rows])
            for rows in rows_by_name(path, "target").values()]


def tracks_of(path):
    tracks = []
    for rows in rows_by_name(path, "track").values():
        tracks.append(Track([State(state, timestamp=when) for when, state, _ in rows]))
        tracks[-1].metadatas = [named for _, _, named in rows]
    return tracks


def siap(truth, tracks, threshold_m, confirm, end):
    generator = IDSIAPMetrics(position_measure=Euclidean((0, 1)), velocity_measure=Euclidean((2, 3)),
                              truth_id="identity", track_id="identity")
    associator = TrackToTruth(association_threshold=threshold_m, consec_pairs_confirm=confirm, consec_misses_end=end,
                              measure=Euclidean((0, 1)))
    manager = MultiManager([generator], associator)
    manager.add_data({"groundtruth_paths": truths_of(truth), "tracks": tracks_of(tracks)})
    metrics = manager.generate_metrics()[generator.generator_name]
    return {ours: float(metrics[theirs].value) for theirs, ours in NAMES.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("truth")
    parser.add_argument("tracks")
    parser.add_argument("--threshold", type=float, default=1000.0, help="m")
    parser.add_argument("--confirm", type=int, default=3)
    parser.add_argument("--end", type=int, default=2)
    o = parser.parse_args()
    found = siap(o.truth, o.tracks, o.threshold, o.confirm, o.end)
    print(json.dumps({"program": "Stone Soup " + stonesoup.__version__, "threshold_m": o.threshold,
                      "pairs_to_confirm": o.confirm, "misses_to_end": o.end, **found}, indent=1))


if __name__ == "__main__":
    main()
