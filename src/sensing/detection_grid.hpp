#pragma once

namespace cupola {

// The grid that all detection tables share, so that one kernel reads any of them.
inline constexpr double kTableFirst_db = -40.0, kTableStepsPerDb = 10.0;
inline constexpr int kTableSamples = 1201;

}  // namespace cupola
