#pragma once

#include <cstdint>
#include <vector>

#include "sensing/echo.hpp"
#include "sensing/resolution.hpp"

namespace cupola {

/// The cells whose mean sets the threshold for an echo: so many on each side of it, in one beam.
struct MaskingWindow {
  double cell_m = 0.0;       ///< one of them
  int guard = 0, cells = 0;  ///< next to the echo, left out, on each side; averaged, both sides together
  double azimuth_rad = 0.0, elevation_rad = 0.0;  ///< echoes that differ by more are not in the beam
};

/// Who lies in whose window?
/// Model      an echo counts for another if it stands farther off in range than the guard cells and half a
///            cell, not beyond the window, and in the same beam (Richards 2e, 6.5: masking in cell
///            averaging)
/// Returns    sum of S/N of the others in the window of each echo, in the order of the echoes; 0 for nobody
/// Leaves out echoes that were not detected; the edges of clutter
/// Random     none
/// Checked by tests/masking_test.cpp
class Masking {
 public:
  const std::vector<double>& others(const std::vector<Echo>& echoes, const MaskingWindow& window);

 private:
  std::vector<std::uint32_t> by_range_;
  std::vector<double> others_;
};

}  // namespace cupola
