#!/usr/bin/env python3
"""Tracks a set of plots with Stone Soup, and says what it took.

Usage: build/peers/bin/python benchmarks/peers/stone_soup_track.py PLOTS.csv --out TRACKS.csv
           [--sensors sensors.csv] [--tracker kdtree|gnn] [--filter ekf|ukf]

The configuration is the one a user of Stone Soup would take for these sets: constant velocity with q = 50 m2/s3,
Mahalanobis distance with a gate, global nearest neighbour by two-dimensional assignment, three updates to confirm,
deletion after four scans without an update. `kdtree` looks for plots near a track with a KD-tree first (Cartesian
plots alone), `gnn` measures every plot against every track. The tracks are written at the end of every scan; prints one
JSON object with the CPU time of the thread, ms a scan.
"""

import argparse
import datetime
import json
import math
import os
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # before numpy comes in: the figure is of one thread

import numpy as np
import stonesoup
from stonesoup.dataassociator.neighbour import GNNWith2DAssignment
from stonesoup.dataassociator.tree import DetectionKDTreeGNN2D
from stonesoup.deleter.time import UpdateTimeStepsDeleter
from stonesoup.hypothesiser.distance import DistanceHypothesiser
from stonesoup.initiator.simple import MultiMeasurementInitiator
from stonesoup.measures import Mahalanobis
from stonesoup.models.measurement.linear import LinearGaussian
from stonesoup.models.measurement.nonlinear import CartesianToBearingRange
from stonesoup.models.transition.linear import CombinedLinearGaussianTransitionModel, ConstantVelocity
from stonesoup.predictor.kalman import ExtendedKalmanPredictor, KalmanPredictor, UnscentedKalmanPredictor
from stonesoup.tracker.simple import MultiTargetTracker
from stonesoup.types.detection import Detection
from stonesoup.types.state import GaussianState
from stonesoup.updater.kalman import ExtendedKalmanUpdater, KalmanUpdater, UnscentedKalmanUpdater

from sets import read_scans, read_sensor, write_tracks

START = datetime.datetime(2000, 1, 1)
Q_M2_S3 = 50.0
PRIOR_SPEED_MPS = 100.0  # of these the best for the peer on the shipped sets
GATE = 4.0  # Mahalanobis distance, also the price of a missed detection
POSITIONS = (0, 2)


def detections_of(path, sensors):
    """[(time, {Detection, ...}), ...]; plots in polar coordinates stay polar."""
    scans, models = [], {}
    for time_s, rows in read_scans(path):
        when = START + datetime.timedelta(seconds=time_s)
        scans.append((when, {detection_of(row, when, sensors, models) for row in rows}))
    return scans


def detection_of(row, when, sensors, models):
    polar = "range_m" in row
    sigmas = ("sigma_azimuth_deg", "sigma_range_m") if polar else ("sigma_east_m", "sigma_north_m")
    key = (row["sensor"], *(row[sigma] for sigma in sigmas))
    if key not in models:
        models[key] = polar_model(*key, sensors) if polar else cartesian_model(*key[1:])
    if polar:  # bearings of Stone Soup turn from east to north
        bearing_rad = math.pi / 2 - math.radians(float(row["azimuth_deg"]))
        state = [[stonesoup.types.angle.Bearing(bearing_rad)], [float(row["range_m"])]]
        return Detection(np.array(state, dtype=object), timestamp=when, measurement_model=models[key])
    state = np.array([[float(row["east_m"])], [float(row["north_m"])]])
    return Detection(state, timestamp=when, measurement_model=models[key])


def cartesian_model(sigma_east_m, sigma_north_m):
    covariance = np.diag([float(sigma_east_m) ** 2, float(sigma_north_m) ** 2])
    return LinearGaussian(ndim_state=4, mapping=POSITIONS, noise_covar=covariance)


def polar_model(sensor, sigma_azimuth_deg, sigma_range_m, sensors):
    place = read_sensor(sensors, sensor)
    covariance = np.diag([math.radians(float(sigma_azimuth_deg)) ** 2, float(sigma_range_m) ** 2])
    return CartesianToBearingRange(ndim_state=4, mapping=POSITIONS, noise_covar=covariance,
                                   translation_offset=np.array([[place[0]], [place[1]]]))


def filter_of(kind):
    motion = CombinedLinearGaussianTransitionModel([ConstantVelocity(Q_M2_S3), ConstantVelocity(Q_M2_S3)])
    predictor, updater = {"kf": (KalmanPredictor, KalmanUpdater),
                          "ekf": (ExtendedKalmanPredictor, ExtendedKalmanUpdater),
                          "ukf": (UnscentedKalmanPredictor, UnscentedKalmanUpdater)}[kind]
    return predictor(motion), updater()


def tracker_of(scans, kind, filter_kind):
    predictor, updater = filter_of(filter_kind)
    hypothesiser = DistanceHypothesiser(predictor, updater, Mahalanobis(), missed_distance=GATE)

    def associator():
        if kind == "kdtree":
            return DetectionKDTreeGNN2D(hypothesiser, predictor, updater, max_distance=5000.0)
        return GNNWith2DAssignment(hypothesiser)

    prior = GaussianState([[0.0]] * 4, np.diag([0.0, PRIOR_SPEED_MPS**2, 0.0, PRIOR_SPEED_MPS**2]), timestamp=START)
    deleter = UpdateTimeStepsDeleter(4)
    initiator = MultiMeasurementInitiator(prior_state=prior, deleter=deleter, data_associator=associator(),
                                          updater=updater, min_points=3)
    return MultiTargetTracker(initiator=initiator, deleter=deleter, detector=scans, data_associator=associator(),
                              updater=updater)


def track(scans, kind, filter_kind):
    """Rows of the track file, and the CPU seconds of the tracker alone."""
    rows, numbers, spent_s = [], {}, 0.0
    steps = iter(tracker_of(scans, kind, filter_kind))
    while True:
        begin_s = time.thread_time()
        step = next(steps, None)
        spent_s += time.thread_time() - begin_s
        if step is None:
            return rows, spent_s
        when, tracks = step
        time_s = (when - START).total_seconds()
        for one in sorted(tracks, key=lambda t: tuple(float(x) for x in t.state.mean[:, 0])):
            east, v_east, north, v_north = (float(x) for x in one.state.mean[:, 0])
            rows.append((time_s, numbers.setdefault(one.id, len(numbers)), east, north, v_east, v_north))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("plots")
    parser.add_argument("--out", required=True)
    parser.add_argument("--sensors")
    parser.add_argument("--tracker", choices=("kdtree", "gnn"), default="kdtree")
    parser.add_argument("--filter", choices=("ekf", "ukf"), default="ekf", help="of polar plots")
    options = parser.parse_args()
    polar = options.sensors is not None
    scans = detections_of(options.plots, options.sensors)
    kind = "gnn" if polar else options.tracker
    rows, spent_s = track(scans, kind, options.filter if polar else "kf")
    write_tracks(options.out, rows)
    print(json.dumps({"program": "Stone Soup " + stonesoup.__version__, "tracker": kind,
                      "filter": options.filter if polar else "kf", "scans": len(scans),
                      "cpu_ms_per_scan": 1e3 * spent_s / max(1, len(scans))}))


if __name__ == "__main__":
    main()
