#include "sensing/misalignment.hpp"

#include <algorithm>

#include "core/math.hpp"
#include "earth/geodetic.hpp"
#include "sensing/azimuth.hpp"

namespace cupola {

namespace {

constexpr double kUpright_rad = 0.5 * math::kPi, kRangeLeast_m = 1.0;

double tilted(double elevation_rad, double by_rad) {
  return std::clamp(elevation_rad + by_rad, -kUpright_rad, kUpright_rad);
}

}  // namespace

Misalignment drawn_misalignment(const RadarSite& site, ReplicateKey key) {
  const RegistrationErrors& sd = site.type.registration;
  if (!sd.any()) return {};
  Draws draws(key, stream_key(Purpose::registration, name_key(site.name)), 0);
  const double range = draws.normal();
  const double azimuth = draws.normal();
  const double elevation = draws.normal();
  return {sd.range_m * range, sd.azimuth_rad * azimuth, sd.elevation_rad * elevation};
}

void misalign(const Misalignment& error, PlotBatch& told) {
  told.azimuth_begin_rad = full_turn(told.azimuth_begin_rad + error.azimuth_rad);
  for (Plot& plot : told.plots) {
    plot.range_m = std::max(plot.range_m + error.range_m, kRangeLeast_m);
    plot.azimuth_rad = full_turn(plot.azimuth_rad + error.azimuth_rad);
    plot.elevation_rad = tilted(plot.elevation_rad, error.elevation_rad);
  }
  for (Bearing& bearing : told.bearings) {
    bearing.azimuth_rad = full_turn(bearing.azimuth_rad + error.azimuth_rad);
    if (bearing.has_elevation) bearing.elevation_rad = tilted(bearing.elevation_rad, error.elevation_rad);
  }
}

Vec3 pointed_at(const Misalignment& error, const Vec3& p_enu_m) {
  Polar place = polar_from_enu(p_enu_m);
  place.range_m = std::max(place.range_m - error.range_m, kRangeLeast_m);
  place.azimuth_rad -= error.azimuth_rad;
  place.elevation_rad = tilted(place.elevation_rad, -error.elevation_rad);
  return enu_from_polar(place);
}

}  // namespace cupola
