#include "earth/horizon.hpp"

#include <cmath>

namespace cupola {
namespace {

/// From a point to where its ray touches the ground; nothing from on or below it.
double leg_m(double height_agl_m, double k_factor) {
  return height_agl_m > 0.0 ? std::sqrt(2.0 * k_factor * kMeanEarthRadius_m * height_agl_m) : 0.0;
}

}  // namespace

double horizon_range_m(double antenna_agl_m, double target_agl_m, double k_factor) {
  return leg_m(antenna_agl_m, k_factor) + leg_m(target_agl_m, k_factor);
}

bool line_of_sight(double antenna_agl_m, double target_agl_m, double ground_range_m, double k_factor) {
  return ground_range_m <= horizon_range_m(antenna_agl_m, target_agl_m, k_factor);
}

}  // namespace cupola
