#pragma once

namespace cupola {

/// How long is the step that a round makes next in midcourse, `time_s` after its launch?
/// Returns    0.05 s in its first 0.4 s, while it leaves its canister; 0.08 s until it has turned over, at 4 s; then
///            0.5 s: finer ones gain little there
/// Accurate   time of flight to 0.03 s of the example against steps a tenth as long; 0.06 s of the 48N6E3 and
///            0.03 s of the 9M96E2, to 150 km
/// Checked by tests/flyout_table.cpp, weapons/tests/guided_flight.cpp
constexpr double guided_step_s(double time_s) {
  if (time_s < 0.4 - 1e-9) return 0.05;
  return time_s < 4.0 - 1e-9 ? 0.08 : 0.5;
}

}  // namespace cupola
