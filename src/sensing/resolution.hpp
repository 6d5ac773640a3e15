#pragma once

#include <cstdint>
#include <vector>

#include "messages/plot.hpp"
#include "sensing/echo.hpp"

namespace cupola {

/// Two echoes that differ by less in range, azimuth (across the beam) and elevation are one.
struct ResolutionCell {
  double range_m = 0.0, azimuth_rad = 0.0, elevation_rad = 0.0;
};

/// Which echoes of one look run into one plot?
/// Model      the strongest echo takes every echo in its cell; the strongest left over takes those left in
///            its own, and so on, equals by PlatformId. A long stream is thus several plots, not one chain
///            from end to end
/// Returns    groups of indices into the echoes, the strongest first in each
/// Leaves out two echoes on either side of a slice's border, which are never compared; partial resolution
///            (a hard limit at one cell); Doppler
/// Random     none
/// Checked by tests/resolution_test.cpp
class Resolver {
 public:
  void group(const std::vector<Echo>& echoes, const ResolutionCell& cell);

  std::size_t groups() const { return begins_.size() - 1; }
  const std::uint32_t* begin(std::size_t g) const { return members_.data() + begins_[g]; }
  const std::uint32_t* end(std::size_t g) const { return members_.data() + begins_[g + 1]; }

 private:
  /// An echo, and by what it is ordered.
  struct Ranked {
    double key;
    PlatformId platform;
    std::uint32_t echo;
  };
  static void sort(std::vector<Ranked>& ranked);
  void leave_alone(std::uint32_t echoes);
  void take_cell_of(std::uint32_t strongest, const std::vector<Echo>& echoes, const ResolutionCell& cell);

  std::vector<Ranked> by_strength_, by_range_;
  std::vector<std::uint32_t> place_in_range_, members_, begins_{0};
  std::vector<std::uint8_t> taken_;
};

/// What does the radar report of echoes that ran into one?
/// Model      centroid of the measured places weighted with the SNR, at the time of the strongest; sds
///            those of the strongest and the spread of the measured places in quadrature: what is not
///            measured widens nothing
/// Returns    position, sds and time; the rest of the plot is the caller's
/// Checked by tests/resolution_test.cpp
Plot centroid(const std::vector<Echo>& echoes, const std::uint32_t* begin, const std::uint32_t* end);

}  // namespace cupola
