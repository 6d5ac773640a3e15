#!/usr/bin/env python3
"""Makes the set of this folder: pairs of targets that one radar cannot always tell apart.

Usage: make_set.py [SEED] [FOLDER] (1, its own)   writes plots.csv, sensors.csv and truth.csv

Eight pairs fly in formation, one beside the other at 200 to 600 m, or one behind the other at 100 to 300 m; eight pairs
cross at 5 to 20 degrees. 150 to 300 m/s, straight, 60 to 130 km from the radar, which turns once in 4 s. Two targets whose
ranges differ by dr and whose azimuths by da give one plot with probability 2^-((dr / 150 m)^2 + (da / 1 deg)^2) (Koch and
van Keuk 1997); who is merged with a third is merged with all of its group. That plot lies anywhere between the two. A
group or a single target gives a plot with probability 0.9; one plot in twenty comes with a second one within the cell.
Eight false plots a scan over 160 x 160 km.
"""

import math
import sys
from pathlib import Path

SCANS, PERIOD_S = 60, 4.0
SIGMA_RANGE_M, SIGMA_AZIMUTH_DEG, PD, FALSE, SPLIT = 50.0, 0.1, 0.9, 8.0, 0.05
CELL_RANGE_M, CELL_AZIMUTH_DEG = 150.0, 1.0
HALF_M = 80e3
MIDDLE_NORTH_M = 95e3  # of the box, before the radar at the origin


class Luck:
    """Knuth's MMIX generator, as in src/core/tests/linear_congruence.hpp."""

    def __init__(self, seed):
        self.state = seed
        for _ in range(10):
            self.uniform()

    def uniform(self):
        self.state = (6364136223846793005 * self.state + 1442695040888963407) % 2**64
        return (self.state >> 11) * 2.0**-53

    def between(self, low, high):
        return low + (high - low) * self.uniform()

    def normal(self):
        radius = math.sqrt(-2.0 * math.log(1.0 - self.uniform()))
        return radius * math.cos(2.0 * math.pi * self.uniform())

    def poisson(self, mean):
        count, product = 0, self.uniform()
        while product > math.exp(-mean):
            product *= self.uniform()
            count += 1
        return count


def pair(luck, number):
    """Two targets: place at half of the time, velocity."""
    x, y = luck.between(-50e3, 50e3), luck.between(65e3, 125e3)
    speed, heading = luck.between(150.0, 300.0), luck.between(0.0, 2.0 * math.pi)
    ahead = (math.cos(heading), math.sin(heading))
    if number % 2:
        turned = heading + math.radians(luck.between(5.0, 20.0))
        return [(x, y, speed * ahead[0], speed * ahead[1]), (x, y, speed * math.cos(turned), speed * math.sin(turned))]
    beside = number % 4 == 0
    apart = luck.between(200.0, 600.0) if beside else luck.between(100.0, 300.0)
    dx, dy = (-ahead[1], ahead[0]) if beside else ahead
    return [(x, y, speed * ahead[0], speed * ahead[1]),
            (x + apart * dx, y + apart * dy, speed * ahead[0], speed * ahead[1])]


def polar(x, y):
    return math.hypot(x, y), math.degrees(math.atan2(x, y))


def groups_of(luck, places):
    """Lists of targets that give one plot."""
    group = list(range(len(places)))
    for i in range(len(places)):
        for k in range(i):
            dr = (places[i][0] - places[k][0]) / CELL_RANGE_M
            da = (places[i][1] - places[k][1]) / CELL_AZIMUTH_DEG
            drawn = luck.uniform()
            if dr * dr + da * da < 20.0 and drawn < 2.0 ** -(dr * dr + da * da):
                joined, kept = group[i], group[k]
                group = [kept if g == joined else g for g in group]
    return [[i for i, g in enumerate(group) if g == of] for of in sorted(set(group))]


def scan(luck, t, targets):
    """Rows of one scan, in random order."""
    rows = []

    def add(r, a):
        rows.append(f"{t:.1f},radar,{r:.2f},{a % 360.0:.5f},{SIGMA_RANGE_M:g},{SIGMA_AZIMUTH_DEG:g}\n")

    places = [polar(x + vx * t, y + vy * t) for x, y, vx, vy in targets]
    for group in groups_of(luck, places):
        if luck.uniform() >= PD:
            continue
        weights = [luck.uniform() for _ in group]
        r = sum(w * places[i][0] for w, i in zip(weights, group)) / sum(weights) + SIGMA_RANGE_M * luck.normal()
        a = sum(w * places[i][1] for w, i in zip(weights, group)) / sum(weights) + SIGMA_AZIMUTH_DEG * luck.normal()
        add(r, a)
        if luck.uniform() < SPLIT:
            second_r = r + 0.6 * CELL_RANGE_M * luck.normal()
            add(second_r, a + 0.6 * CELL_AZIMUTH_DEG * luck.normal())
    for _ in range(luck.poisson(FALSE)):
        x = luck.between(-HALF_M, HALF_M)
        add(*polar(x, MIDDLE_NORTH_M + luck.between(-HALF_M, HALF_M)))
    for i in range(len(rows), 1, -1):
        k = int(luck.uniform() * i)
        rows[i - 1], rows[k] = rows[k], rows[i - 1]
    return rows


def main():
    luck = Luck(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parent
    half = 0.5 * SCANS * PERIOD_S
    targets = [(x - vx * half, y - vy * half, vx, vy) for number in range(16) for x, y, vx, vy in pair(luck, number)]
    (folder / "sensors.csv").write_text("sensor,east_m,north_m,up_m,resolution_range_m,resolution_azimuth_deg\n"
                                        f"radar,0,0,0,{CELL_RANGE_M:g},{CELL_AZIMUTH_DEG:g}\n", encoding="utf-8")
    with open(folder / "plots.csv", "w", encoding="utf-8") as plots, \
            open(folder / "truth.csv", "w", encoding="utf-8") as truth:
        plots.write("time_s,sensor,range_m,azimuth_deg,sigma_range_m,sigma_azimuth_deg\n")
        truth.write("time_s,target,east_m,north_m,v_east_mps,v_north_mps\n")
        for t in (PERIOD_S * i for i in range(SCANS)):
            plots.writelines(scan(luck, t, targets))
            for number, (x, y, vx, vy) in enumerate(targets):
                truth.write(f"{t:.1f},{number},{x + vx * t:.1f},{y + vy * t:.1f},{vx:.3f},{vy:.3f}\n")


if __name__ == "__main__":
    main()
