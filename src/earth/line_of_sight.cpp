#include "earth/line_of_sight.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/check.hpp"
#include "earth/horizon.hpp"

namespace cupola {

Sight march_sight(const Terrain& terrain, const SightPoint& eye, const SightPoint& target,
                  const SightSettings& settings) {
  CUPOLA_CHECK(settings.step_m > 0.0 && settings.k_factor > 0.0);
  const GreatCircle way(eye.place, target.place);
  const double length_m = way.length_m();
  const double per_drop = 1.0 / (2.0 * settings.k_factor * kMeanEarthRadius_m);
  Sight sight;

  // The steepest line from the eye that clears everything before the target.
  const int steps = static_cast<int>(std::ceil(length_m / settings.step_m));
  double steepest = -std::numeric_limits<double>::max();
  for (int i = 1; i < steps; ++i) {
    const double d_m = length_m * i / steps;
    const GroundPlace place = way.at(d_m);
    const auto ground_m = terrain.height_msl_m(place.latitude_rad, place.longitude_rad);
    if (!ground_m) {
      sight.complete = false;
      continue;
    }
    const double slope = (*ground_m - eye.height_msl_m - d_m * d_m * per_drop) / d_m;
    if (slope > steepest) {
      steepest = slope;
      sight.mask_distance_m = d_m;
    }
  }

  const auto ground_m = terrain.height_msl_m(target.place.latitude_rad, target.place.longitude_rad);
  sight.complete = sight.complete && ground_m.has_value();
  const double own_m = ground_m.value_or(-std::numeric_limits<double>::max());
  const double over_mask_m = steepest * length_m + eye.height_msl_m + length_m * length_m * per_drop;
  const bool own_ground = steps <= 1 || !(over_mask_m > own_m);
  sight.minimum_msl_m = own_ground ? own_m : over_mask_m;
  sight.minimum_agl_m = ground_m ? sight.minimum_msl_m - own_m : 0.0;
  if (own_ground) sight.mask_distance_m = length_m;
  sight.mask = own_ground ? target.place : way.at(sight.mask_distance_m);
  sight.visible = target.height_msl_m >= sight.minimum_msl_m;
  return sight;
}

}  // namespace cupola
