#pragma once

#include <vector>

#include "flight/route.hpp"

namespace cupola {

/// Where does a member of a group fly that keeps its place beside the others?
/// Model      every leg shifted to the right by the same distance, corners mitred (at most twice the
///            distance)
/// Returns    the waypoints, with their heights and speeds; the last one unshifted where the group closes up
/// Holds for  shifts that are small beside the legs
/// Random     none
/// Checked by tests/formation.cpp
std::vector<Waypoint> beside(const std::vector<Waypoint>& route, double right_m, bool closes_up);

/// The place so far to the right of the way to another one.
Geodetic right_of_way(const Geodetic& from, const Geodetic& to, double right_m);

}  // namespace cupola
