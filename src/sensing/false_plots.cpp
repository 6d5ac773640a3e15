#include "sensing/false_plots.hpp"

#include <cmath>

#include "catalogue/false_plot_law.hpp"

namespace cupola {
namespace {

Plot false_plot(const RadarModel& radar, const FalsePlotLaw& law, const Sweep& sweep, Draws& draws) {
  const double u_azimuth = draws.uniform();
  const double u_face = draws.uniform();
  const double u_range = draws.uniform();
  const double u_elevation = draws.uniform();

  const auto length_ns = static_cast<double>((sweep.end - sweep.begin).ns);
  const Time t = sweep.begin + Duration{static_cast<std::int64_t>(length_ns * u_azimuth)};
  Polar place;
  place.range_m = law.range_least_m + u_range * (law.range_most_m - law.range_least_m);
  place.azimuth_rad =
      sweep.begin_rad + u_azimuth * sweep.width_rad + std::floor(u_face * sweep.faces) * sweep.spacing_rad;
  place.elevation_rad =
      law.elevation_lowest_rad + u_elevation * (law.elevation_highest_rad - law.elevation_lowest_rad);
  return radar.faint_plot(place, t);
}

}  // namespace

void add_false_plots(const RadarModel& radar, const Sweep& sweep, double mean, std::vector<Plot>& plots) {
  if (!(mean > 0.0)) return;
  const std::uint64_t stream = stream_key(Purpose::false_alarm, name_key(radar.site->name));
  Draws draws(ReplicateKey{radar.constants.key}, stream, sweep.ordinal);
  const FalsePlotLaw law = FalsePlotLaw::of(radar.site->type);
  const int count = draws.poisson(mean);
  for (int i = 0; i < count; ++i) plots.push_back(false_plot(radar, law, sweep, draws));
}

}  // namespace cupola
