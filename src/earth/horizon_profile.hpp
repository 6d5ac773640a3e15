#pragma once

#include <vector>

#include "earth/line_of_sight.hpp"

namespace cupola {

/// What masks a site in one direction: the highest elevation at which the ground stands, and how far away.
struct HorizonPoint {
  double azimuth_rad = 0.0, elevation_rad = 0.0, distance_m = 0.0;
};

/// How high does the ground stand around a site?
/// Model      great circles from the site at even azimuths from north, ground as in march_sight; elevation
///            as it appears over the sphere stretched by k
/// Returns    one point an azimuth, clockwise; elevation (-pi/2, pi/2). Where there is no ground within
///            range_m, the elevation is -pi/2 and the distance 0
/// Accurate   as march_sight along each azimuth; nothing is said of what stands between two of them
/// Random     none
/// Checked by tests/horizon_profile.cpp
std::vector<HorizonPoint> horizon_profile(const Terrain& terrain, const SightPoint& eye, int azimuths,
                                          double range_m, const SightSettings& settings = {});

}  // namespace cupola
