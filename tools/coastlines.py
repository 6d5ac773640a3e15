#!/usr/bin/env python3
"""Makes catalogue/coastlines.txt from Natural Earth's land, which is in the public domain.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz package/land-10m.json
    tools/coastlines.py package/land-10m.json > catalogue/coastlines.txt

Rings are kept whole, so that land and sea can be told apart. About the eastern Mediterranean and the Black Sea
they keep what 1:10 million has; elsewhere they are thinned (Douglas and Peucker 1973) and small islands go.
Numbers are thousandths of a degree: the first point of a ring, then steps.
"""

import json
import math
import sys

CLOSE = (2.0, 50.0, 25.0, 50.0)  # west, east, south, north: what the scenarios are about
THIN_CLOSE_DEG, THIN_FAR_DEG = 0.001, 0.015
SMALL_CLOSE_DEG, SMALL_FAR_DEG = 0.0, 0.15  # islands narrower than this go


def close(point):
    west, east, south, north = CLOSE
    return west <= point[0] <= east and south <= point[1] <= north


def read_rings(topology):
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)

    def ring(indices):
        points = []
        for index in indices:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += arc[1:] if points else arc
        return points

    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for indices in polygon:
                yield ring(indices)


def distance_deg(point, a, b):
    """From a point to a stretch of the ring, longitudes shrunk to what they are there."""
    shrink = math.cos(math.radians(point[1]))
    px, py = (point[0] - a[0]) * shrink, point[1] - a[1]
    bx, by = (b[0] - a[0]) * shrink, b[1] - a[1]
    length2 = bx * bx + by * by
    t = max(0.0, min(1.0, (px * bx + py * by) / length2)) if length2 > 0.0 else 0.0
    return math.hypot(px - t * bx, py - t * by)


def thinned(points):
    """Douglas and Peucker; how far a point may lie off depends on where it is."""
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    middle = max(range(len(points)), key=lambda i: math.hypot(points[i][0] - points[0][0],
                                                              points[i][1] - points[0][1]))
    keep[middle] = True
    open_spans = [(0, middle), (middle, len(points) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        worst, at = 1.0, -1
        for i in range(first + 1, last):
            allowed = THIN_CLOSE_DEG if close(points[i]) else THIN_FAR_DEG
            off = distance_deg(points[i], points[first], points[last]) / allowed
            if off > worst:
                worst, at = off, i
        if at >= 0:
            keep[at] = True
            open_spans += [(first, at), (at, last)]
    return [point for point, kept in zip(points, keep) if kept]


def width_deg(points):
    longitudes, latitudes = [p[0] for p in points], [p[1] for p in points]
    return max(max(longitudes) - min(longitudes), max(latitudes) - min(latitudes))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        topology = json.load(file)
    lines = []
    for points in read_rings(topology):
        near = any(close(point) for point in points)
        if width_deg(points) < (SMALL_CLOSE_DEG if near else SMALL_FAR_DEG):
            continue
        whole = []
        for x, y in thinned(points):
            point = (round(x * 1000), round(y * 1000))
            if not whole or point != whole[-1]:
                whole.append(point)
        if len(whole) < 4:
            continue
        numbers = list(whole[0])
        for before, now in zip(whole, whole[1:-1]):
            numbers += [now[0] - before[0], now[1] - before[1]]
        lines.append(" ".join(map(str, numbers)))
    print("# Coastlines: Natural Earth 4.1.0, land, 1:10 000 000, public domain; by tools/coastlines.py from the")
    print("# npm package world-atlas 2.0.2. A line a ring: thousandths of a degree east and north, then steps.")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
