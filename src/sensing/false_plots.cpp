#include "sensing/false_plots.hpp"

#include <algorithm>
#include <cmath>
namespace cupola {
namespace {

constexpr double kBandOfElevation_rad = 0.1;

Plot false_plot(const RadarModel& radar, const Sweep& sweep, Draws& draws) {
  const RadarType& type = radar.site->type;
  const double u_azimuth = draws.uniform();
  const double u_face = draws.uniform();
  const double u_range = draws.uniform();
  const double u_elevation = draws.uniform();

  const auto length_ns = static_cast<double>((sweep.end - sweep.begin).ns);
  const Time t = sweep.begin + Duration{static_cast<std::int64_t>(length_ns * u_azimuth)};
  const double lowest_rad = std::max<double>(type.elevation_min_rad, 0.0);
  const double highest_rad = std::min<double>(type.elevation_max_rad, lowest_rad + kBandOfElevation_rad);
  Polar place;
  place.range_m = type.minimum_range_m + u_range * (type.instrumented_range_m - type.minimum_range_m);
  place.azimuth_rad =
      sweep.begin_rad + u_azimuth * sweep.width_rad + std::floor(u_face * sweep.faces) * sweep.spacing_rad;
  place.elevation_rad = lowest_rad + u_elevation * std::max(highest_rad - lowest_rad, 0.0);
  return radar.faint_plot(place, t);
}

}  // namespace

void add_false_plots(const RadarModel& radar, const Sweep& sweep, double mean, std::vector<Plot>& plots) {
  if (!(mean > 0.0)) return;
  const std::uint64_t stream = stream_key(Purpose::false_alarm, name_key(radar.site->name));
  Draws draws(ReplicateKey{radar.constants.key}, stream, sweep.ordinal);
  const int count = draws.poisson(mean);
  for (int i = 0; i < count; ++i) plots.push_back(false_plot(radar, sweep, draws));
}

}  // namespace cupola
