#!/usr/bin/env python3
"""Makes the set of this folder: two radars whose azimuths are wrong by 0.15 degrees, one to either side.

Usage: make_set.py [SEED [FOLDER]] (1, beside itself)   writes plots.csv and truth.csv

Targets as in the other tracking sets: in a box of 200 x 200 km, half at constant velocity, half in a coordinated turn of
0.3 to 1.5 deg/s, 150 to 300 m/s, one in five born or gone during the run. Each radar turns once in 4 s, the second 2 s
after the first; a plot of each target with probability 0.9, and 15 false plots a scan over 240 x 240 km.
"""

import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from luck import Luck  # noqa: E402

HERE = Path(__file__).parent
TARGETS, SCANS, PERIOD_S = 30, 60, 4.0
RADARS = [("west", -110e3, -60e3, 0.15, 0.0), ("east", 110e3, -60e3, -0.15, 2.0)]  # bias deg, first scan s
SIGMA_RANGE_M, SIGMA_AZIMUTH_DEG, PD, FALSE = 50.0, 0.1, 0.9, 15.0


class Target:
    def __init__(self, luck, number):
        self.x, self.y = luck.between(-100e3, 100e3), luck.between(-100e3, 100e3)
        self.speed, self.heading = luck.between(150.0, 300.0), luck.between(0.0, 2.0 * math.pi)
        rate = math.radians(luck.between(0.3, 1.5)) * (1.0 if luck.uniform() < 0.5 else -1.0)
        self.rate = rate if number % 2 else 0.0
        end = SCANS * PERIOD_S
        self.begin, self.end = 0.0, end
        if number % 5 == 0:
            moment = luck.between(0.2 * end, 0.8 * end)
            if luck.uniform() < 0.5:
                self.begin = moment
            else:
                self.end = moment

    def at(self, t):
        """East, north and their rates."""
        turned = self.heading + self.rate * t
        v = self.speed
        if self.rate == 0.0:
            x, y = self.x + v * t * math.cos(self.heading), self.y + v * t * math.sin(self.heading)
        else:
            radius = v / self.rate
            x = self.x + radius * (math.sin(turned) - math.sin(self.heading))
            y = self.y - radius * (math.cos(turned) - math.cos(self.heading))
        return x, y, v * math.cos(turned), v * math.sin(turned)


def scan(luck, radar, t, targets):
    """Rows of one scan, in random order."""
    name, east, north, bias_deg, _ = radar
    rows = []

    def add(x, y, noise):
        azimuth = math.degrees(math.atan2(x - east, y - north)) + bias_deg + noise * SIGMA_AZIMUTH_DEG * luck.normal()
        distance = math.hypot(x - east, y - north) + noise * SIGMA_RANGE_M * luck.normal()
        rows.append(f"{t:.1f},{name},{distance:.4f},{azimuth % 360.0:.8f},{SIGMA_RANGE_M:g},{SIGMA_AZIMUTH_DEG:g}\n")

    for target in targets:
        if target.begin <= t <= target.end and luck.uniform() < PD:
            x, y, _, _ = target.at(t)
            add(x, y, 1.0)
    for _ in range(luck.poisson(FALSE)):
        x = luck.between(-120e3, 120e3)
        add(x, luck.between(-120e3, 120e3), 0.0)
    for i in range(len(rows), 1, -1):
        k = int(luck.uniform() * i)
        rows[i - 1], rows[k] = rows[k], rows[i - 1]
    return rows


def make(seed, folder):
    luck = Luck(seed)
    targets = [Target(luck, number) for number in range(TARGETS)]
    scans = sorted((radar[4] + PERIOD_S * i, k) for k, radar in enumerate(RADARS) for i in range(SCANS))
    with open(folder / "plots.csv", "w", encoding="utf-8") as plots, open(folder / "truth.csv", "w", encoding="utf-8") as truth:
        plots.write("time_s,sensor,range_m,azimuth_deg,sigma_range_m,sigma_azimuth_deg\n")
        truth.write("time_s,target,east_m,north_m,v_east_mps,v_north_mps\n")
        for t, k in scans:
            plots.writelines(scan(luck, RADARS[k], t, targets))
            for number, target in enumerate(targets):
                if target.begin <= t <= target.end:
                    x, y, vx, vy = target.at(t)
                    truth.write(f"{t:.1f},{number},{x:.3f},{y:.3f},{vx:.4f},{vy:.4f}\n")


if __name__ == "__main__":
    make(int(sys.argv[1]) if len(sys.argv) > 1 else 1, Path(sys.argv[2]) if len(sys.argv) > 2 else HERE)
