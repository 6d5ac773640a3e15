#include "earth/horizon_profile.hpp"

#include <cmath>
#include <limits>

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/horizon.hpp"

namespace cupola {
namespace {

HorizonPoint along(const Terrain& terrain, const SightPoint& eye, double azimuth_rad, double range_m,
                   const SightSettings& settings) {
  const GreatCircle way(eye.place, azimuth_rad, range_m);
  const double per_drop = 1.0 / (2.0 * settings.k_factor * kMeanEarthRadius_m);
  const int steps = static_cast<int>(range_m / settings.step_m);
  double steepest = -std::numeric_limits<double>::max(), distance_m = 0.0;
  for (int i = 1; i <= steps; ++i) {
    const double d_m = i * settings.step_m;
    const GroundPlace place = way.at(d_m);
    const auto ground_m = terrain.height_msl_m(place.latitude_rad, place.longitude_rad);
    if (!ground_m) continue;
    const double slope = (*ground_m - eye.height_msl_m) / d_m - d_m * per_drop;
    if (slope > steepest) {
      steepest = slope;
      distance_m = d_m;
    }
  }
  return {azimuth_rad, distance_m > 0.0 ? math::atan(steepest) : -0.5 * math::kPi, distance_m};
}

}  // namespace

std::vector<HorizonPoint> horizon_profile(const Terrain& terrain, const SightPoint& eye, int azimuths,
                                          double range_m, const SightSettings& settings) {
  CUPOLA_CHECK(azimuths > 0 && range_m > 0.0 && settings.step_m > 0.0 && settings.k_factor > 0.0);
  std::vector<HorizonPoint> profile;
  for (int i = 0; i < azimuths; ++i)
    profile.push_back(along(terrain, eye, 2.0 * math::kPi * i / azimuths, range_m, settings));
  return profile;
}

}  // namespace cupola
