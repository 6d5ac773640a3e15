#pragma once

#include <string_view>

#include "core/math.hpp"
#include "formats/read_detections.hpp"

namespace cupola {

inline constexpr double kDegree_rad = math::kPi / 180.0;

/// A quantity of a plot, as it stands in a column: least and most in the unit of the column.
struct PlotColumn {
  std::string_view name;
  double unit, least, most;
  bool least_counts;  ///< the least value is itself allowed
};

/// The columns of a layout of plots.
struct PlotColumns {
  DetectionsLayout layout;
  Measures measures;
  std::size_t components;
  PlotColumn time, z[3], sd[3];
  bool sd_in_each_row;  ///< otherwise the file of sensors may give it
};

inline constexpr double kFarthest_m = 1e8;
inline constexpr double kLatest_s = 4e9;  // so that differences of times fit, too
inline constexpr PlotColumn kSdRange{"sigma_range_m", 1.0, 0.0, kFarthest_m, false};
inline constexpr PlotColumn kSdAzimuth{"sigma_azimuth_deg", kDegree_rad, 0.0, 180.0, false};
inline constexpr PlotColumn kReceived{"received_s", 1.0, -kLatest_s, kLatest_s, true};
inline constexpr double kLatestDelay_s = 3600.0;
inline constexpr PlotColumn kRange{"range_m", 1.0, 0.0, kFarthest_m, false};

inline constexpr PlotColumns kPlotColumns[] = {
    {DetectionsLayout::plots_east_north,
     Measures::east_north,
     2,
     {"time_s", 1.0, -kLatest_s, kLatest_s, true},
     {{"east_m", 1.0, -kFarthest_m, kFarthest_m, true},
      {"north_m", 1.0, -kFarthest_m, kFarthest_m, true},
      {}},
     {{"sigma_east_m", 1.0, 0.0, kFarthest_m, false}, {"sigma_north_m", 1.0, 0.0, kFarthest_m, false}, {}},
     true},
    {DetectionsLayout::plots_polar,
     Measures::range_azimuth,
     2,
     {"time_s", 1.0, -kLatest_s, kLatest_s, true},
     {kRange, {"azimuth_deg", kDegree_rad, -360.0, 360.0, true}, {}},
     {kSdRange, kSdAzimuth, {}},
     true},
    {DetectionsLayout::plots_over_ground,
     Measures::range_azimuth_elevation,
     3,
     {"t_s", 1.0, -kLatest_s, kLatest_s, true},
     {kRange, {"az_deg", kDegree_rad, -360.0, 360.0, true}, {"el_deg", kDegree_rad, -90.0, 90.0, true}},
     {kSdRange, kSdAzimuth, {"sigma_elevation_deg", kDegree_rad, 0.0, 180.0, false}},
     false}};

}  // namespace cupola
