#pragma once

#include <utility>
#include <vector>

namespace cupola {

/// Does an area hold a place?
/// Model      even-odd rule; between the corners, latitude and longitude (rad) in turn, straight lines in both
/// Returns    false without corners. On an edge it may be either
/// Holds for  areas that span less than half the earth and do not cross the date line
/// Random     none
/// Checked by tests/corners.cpp
bool within_corners(const std::vector<std::pair<double, double>>& corners_rad, double latitude_rad,
                    double longitude_rad);

}  // namespace cupola
