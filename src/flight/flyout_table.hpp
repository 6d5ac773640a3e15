#pragma once

#include <vector>

#include "catalogue/interceptor_type.hpp"

namespace cupola {

/// How long does an interceptor take to a point, and how fast is it there?
/// Model      flyouts integrated with the same dynamics and midcourse law as in flight (flight/flyout.hpp), on a grid of
///            ground range by height of the point above mean sea level; bilinear between
/// Holds for  launch at `launch_msl_m`, points inside the grid; unreachable cells are negative
/// Accurate   see tests
struct FlyoutTable {
  double range_step_m = 0.0, height_step_m = 0.0;
  int range_count = 0, height_count = 0;
  std::vector<float> time_s, speed_m_s;  ///< [height * range_count + range]; < 0: cannot get there

  /// Seconds from launch to the point, or a negative number where it cannot get there.
  double time_of_flight_s(double ground_range_m, double height_msl_m) const;
  double speed_at_m_s(double ground_range_m, double height_msl_m) const;
};

/// Computes the table by flying (slow: read it through the cache of flight/table_cache.hpp).
FlyoutTable fly_table(const InterceptorType& type, double launch_msl_m);

}  // namespace cupola
