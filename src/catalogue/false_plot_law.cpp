#include "catalogue/false_plot_law.hpp"

#include <algorithm>

#include "core/math.hpp"

namespace cupola {

FalsePlotLaw FalsePlotLaw::of(const RadarType& type) {
  constexpr double turn_rad = 2.0 * math::kPi, band_rad = 0.1;
  FalsePlotLaw law;
  law.mean = type.false_plots_per_scan;
  law.azimuth_width_rad =
      type.scan == ScanKind::rotating ? turn_rad : std::min<double>(type.sector_width_rad, turn_rad);
  law.range_least_m = type.minimum_range_m;
  law.range_most_m = type.instrumented_range_m;
  law.elevation_lowest_rad = std::max<double>(type.elevation_min_rad, 0.0);
  law.elevation_highest_rad =
      std::max(std::min<double>(type.elevation_max_rad, law.elevation_lowest_rad + band_rad),
               law.elevation_lowest_rad);
  return law;
}

double FalsePlotLaw::per_m3(double range_m, double elevation_rad) const {
  const bool inside = range_m >= range_least_m && range_m <= range_most_m &&
                      elevation_rad >= elevation_lowest_rad && elevation_rad <= elevation_highest_rad;
  const double spread =
      azimuth_width_rad * (range_most_m - range_least_m) * (elevation_highest_rad - elevation_lowest_rad);
  // A cubic metre at this range and elevation holds 1 / (r^2 cos el) of range times azimuth times elevation.
  const double metric_m2 = range_m * range_m * math::cos(elevation_rad);
  return inside && spread > 0.0 && metric_m2 > 0.0 ? mean / (spread * metric_m2) : 0.0;
}

}  // namespace cupola
