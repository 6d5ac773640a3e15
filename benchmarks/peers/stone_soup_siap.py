#!/usr/bin/env python3
"""The SIAP metrics of Stone Soup on a truth and a track file in a plane, as one JSON object.

Usage: build/peers/bin/python benchmarks/peers/stone_soup_siap.py TRUTH.csv TRACKS.csv [--threshold 1000]
           [--confirm 3] [--end 2]
"""

import argparse
import datetime
import json

import numpy as np
import stonesoup
from stonesoup.dataassociator.tracktotrack import TrackToTruth
from stonesoup.measures import Euclidean
from stonesoup.metricgenerator.manager import MultiManager
from stonesoup.metricgenerator.tracktotruthmetrics import SIAPMetrics
from stonesoup.types.groundtruth import GroundTruthPath, GroundTruthState
from stonesoup.types.state import State
from stonesoup.types.track import Track

from sets import read_paths

START = datetime.datetime(2000, 1, 1)
NAMES = {"SIAP Completeness": "completeness", "SIAP Ambiguity": "ambiguity", "SIAP Spuriousness": "spuriousness",
         "SIAP Position Accuracy": "position_accuracy_m", "SIAP Velocity Accuracy": "velocity_accuracy_mps",
         "SIAP Rate of Track Number Change": "track_changes_per_s", "SIAP Longest Track Segment": "longest_segment"}


def paths_of(path, who, kind, state):
    """East, north, v_east, v_north a state; one path a name."""
    return [kind([state(np.array(values, dtype=float).reshape(-1, 1), timestamp=START + datetime.timedelta(seconds=t))
                  for t, *values in sorted(rows)])
            for _, rows in sorted(read_paths(path, who).items())]


def siap(truth, tracks, threshold_m, confirm, end):
    generator = SIAPMetrics(position_measure=Euclidean((0, 1)), velocity_measure=Euclidean((2, 3)))
    associator = TrackToTruth(association_threshold=threshold_m, consec_pairs_confirm=confirm, consec_misses_end=end,
                              measure=Euclidean((0, 1)))
    manager = MultiManager([generator], associator)
    manager.add_data({"groundtruth_paths": paths_of(truth, "target", GroundTruthPath, GroundTruthState),
                      "tracks": paths_of(tracks, "track", Track, State)})
    metrics = manager.generate_metrics()["siap_generator"]
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
