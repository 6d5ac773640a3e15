#include "earth/corners.hpp"

#include <cmath>

namespace cupola {

bool within_corners(const std::vector<std::pair<double, double>>& corners_rad, double latitude_rad,
                    double longitude_rad) {
  bool inside = false;
  for (std::size_t i = 0, j = corners_rad.size() - 1; i < corners_rad.size(); j = i++) {
    const auto& [lat_a, lon_a] = corners_rad[i];
    const auto& [lat_b, lon_b] = corners_rad[j];
    const bool spans = (lat_a > latitude_rad) != (lat_b > latitude_rad);
    if (!spans) continue;
    const double share = (latitude_rad - lat_a) / (lat_b - lat_a);
    if (longitude_rad < std::fma(share, lon_b - lon_a, lon_a)) inside = !inside;
  }
  return inside;
}

}  // namespace cupola
