#include "earth/horizon.hpp"

namespace cupola {
namespace {

/// Nothing from on or below the ground.
double leg_m(double height_agl_m, double k_factor) {
  return height_agl_m > 0.0 ? horizon_leg_m(height_agl_m, k_factor) : 0.0;
}

}  // namespace

double horizon_range_m(double antenna_agl_m, double target_agl_m, double k_factor) {
  return leg_m(antenna_agl_m, k_factor) + leg_m(target_agl_m, k_factor);
}

bool line_of_sight(double antenna_agl_m, double target_agl_m, double ground_range_m, double k_factor) {
  return ground_range_m <= horizon_range_m(antenna_agl_m, target_agl_m, k_factor);
}

}  // namespace cupola
