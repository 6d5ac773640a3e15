#!/usr/bin/env python3
"""Makes the set of this folder: pairs of targets that one radar cannot always tell apart.

Usage: make_set.py [SEED] [FOLDER] [SECOND] (1, its own, 0.05)   writes plots.csv, sensors.csv and truth.csv

Of eight pairs one target joins the other, flies beside it for 80 s at 200 to 600 m, and leaves again, at 30 to 60 m/s
sideways; eight pairs cross at 5 to 20 degrees. 150 to 300 m/s, 60 to 130 km from the radar, which turns once in 4 s. Two
targets whose ranges differ by dr and whose azimuths by da give one plot with probability
2^-((dr / 150 m)^2 + (da / 1 deg)^2) (Koch and van Keuk 1997); who is merged with a third is merged with all of its group.
That plot lies anywhere between the two. A group or a single target gives a plot with probability 0.9, and with that one
a second plot nearby with probability SECOND. Eight false plots a scan over 160 x 160 km.
"""

import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from luck import Luck  # noqa: E402

SCANS, PERIOD_S = 60, 4.0
SIGMA_RANGE_M, SIGMA_AZIMUTH_DEG, PD, FALSE = 50.0, 0.1, 0.9, 8.0
CELL_RANGE_M, CELL_AZIMUTH_DEG = 150.0, 1.0
HALF_M = 80e3
HALF_S, BESIDE_S = 0.5 * SCANS * PERIOD_S, 40.0
MIDDLE_NORTH_M = 95e3  # of the box, before the radar at the origin


class Target:
    """Straight on, but for the way aside."""

    def __init__(self, x, y, speed, heading, near_m=0.0, aside_m_s=0.0):
        self.x, self.y = x, y  # at half of the time
        self.ahead = (math.cos(heading), math.sin(heading))
        self.speed, self.near_m, self.aside_m_s = speed, near_m, aside_m_s

    def at(self, t):
        """East, north and their rates."""
        along, across = self.speed * (t - HALF_S), self.near_m + self.aside_m_s * max(abs(t - HALF_S) - BESIDE_S, 0.0)
        sideways = math.copysign(self.aside_m_s, t - HALF_S) if abs(t - HALF_S) > BESIDE_S else 0.0
        (a, b), v = self.ahead, self.speed
        return (self.x + a * along - b * across, self.y + b * along + a * across,
                a * v - b * sideways, b * v + a * sideways)


def pair(luck, number):
    x, y = luck.between(-50e3, 50e3), luck.between(65e3, 125e3)
    speed, heading = luck.between(150.0, 300.0), luck.between(0.0, 2.0 * math.pi)
    first = Target(x, y, speed, heading)
    if number % 2:
        return [first, Target(x, y, speed, heading + math.radians(luck.between(5.0, 20.0)))]
    near, aside = luck.between(200.0, 600.0), luck.between(30.0, 60.0)
    return [first, Target(x, y, speed, heading, near, aside)]


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


def scan(luck, t, targets, second):
    """Rows of one scan, in random order."""
    rows = []

    def add(r, a):
        rows.append(f"{t:.1f},radar,{r:.2f},{a % 360.0:.5f},{SIGMA_RANGE_M:g},{SIGMA_AZIMUTH_DEG:g}\n")

    places = [polar(*target.at(t)[:2]) for target in targets]
    for group in groups_of(luck, places):
        if luck.uniform() >= PD:
            continue
        weights = [luck.uniform() for _ in group]
        r = sum(w * places[i][0] for w, i in zip(weights, group)) / sum(weights) + SIGMA_RANGE_M * luck.normal()
        a = sum(w * places[i][1] for w, i in zip(weights, group)) / sum(weights) + SIGMA_AZIMUTH_DEG * luck.normal()
        add(r, a)
        if luck.uniform() < second:
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
    luck = Luck(int(sys.argv[1]) if len(sys.argv) > 1 else 1, thrown_away=10)
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parent
    second = float(sys.argv[3]) if len(sys.argv) > 3 else 0.05
    targets = [target for number in range(16) for target in pair(luck, number)]
    (folder / "sensors.csv").write_text("sensor,east_m,north_m,up_m\nradar,0,0,0\n", encoding="utf-8")
    with open(folder / "plots.csv", "w", encoding="utf-8") as plots, \
            open(folder / "truth.csv", "w", encoding="utf-8") as truth:
        plots.write("time_s,sensor,range_m,azimuth_deg,sigma_range_m,sigma_azimuth_deg\n")
        truth.write("time_s,target,east_m,north_m,v_east_mps,v_north_mps\n")
        for t in (PERIOD_S * i for i in range(SCANS)):
            plots.writelines(scan(luck, t, targets, second))
            for number, target in enumerate(targets):
                x, y, vx, vy = target.at(t)
                truth.write(f"{t:.1f},{number},{x:.1f},{y:.1f},{vx:.3f},{vy:.3f}\n")


if __name__ == "__main__":
    main()
