#pragma once

#include "earth/geodetic.hpp"
#include "earth/path.hpp"

namespace cupola {

/// How far, along the ground, is a point from a place?
/// Model      arc of the mean sphere under the angle in the vertical plane of the place
/// Returns    m
/// Holds for  a quarter of the way round, heights below 1000 km
/// Accurate   1e-5 of the range and 1 m below 100 km (GeographicLib)
/// Random     none
/// Checked by tests/objective.cpp
double ground_range_m(const LocalFrame& place, const Vec3& p_ecef_m);

/// When does a path first come within a ground range of a place? kNever: it does not.
/// Accurate   to the nanosecond; a visit within one segment of the path is found too
Time first_within(const Path& path, const LocalFrame& place, double range_m);

}  // namespace cupola
