#include "catalogue/false_plot_law.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

RadarType noisy(ScanKind scan) {
  RadarType type;
  type.scan = scan;
  type.false_plots_per_scan = 3.0;
  type.minimum_range_m = 5e3;
  type.instrumented_range_m = 600e3;
  type.elevation_min_rad = -0.02;
  type.elevation_max_rad = 0.9;
  type.sector_width_rad = 1.6;
  return type;
}

TEST(FalsePlotLaw, integrates_to_the_mean_number) {
  for (const ScanKind scan : {ScanKind::rotating, ScanKind::sector}) {
    const FalsePlotLaw law = FalsePlotLaw::of(noisy(scan));
    const double width_rad = scan == ScanKind::rotating ? 2.0 * M_PI : 1.6;
    // Over shells and cones, by the midpoint rule, well past the limits.
    double sum = 0.0;
    constexpr int kRanges = 1400, kElevations = 300;
    const double dr = 700e3 / kRanges, de = 0.3 / kElevations;
    for (int i = 0; i < kRanges; ++i)
      for (int k = 0; k < kElevations; ++k) {
        const double r = (i + 0.5) * dr, e = -0.1 + (k + 0.5) * de;
        sum += law.per_m3(r, e) * r * r * std::cos(e) * dr * de * width_rad;
      }
    EXPECT_NEAR(sum, 3.0, 1e-9);
  }
}

TEST(FalsePlotLaw, is_zero_outside_and_without_a_band) {
  const FalsePlotLaw law = FalsePlotLaw::of(noisy(ScanKind::rotating));
  EXPECT_GT(law.per_m3(300e3, 0.05), 0.0);
  EXPECT_EQ(law.per_m3(300e3, 0.11), 0.0);
  EXPECT_EQ(law.per_m3(300e3, -0.01), 0.0);
  EXPECT_EQ(law.per_m3(4e3, 0.05), 0.0);
  EXPECT_EQ(law.per_m3(601e3, 0.05), 0.0);
  EXPECT_NEAR(law.per_m3(30e3, 0.05) / law.per_m3(300e3, 0.05), 100.0, 1e-9);
  RadarType down = noisy(ScanKind::rotating);
  down.elevation_max_rad = -0.01;
  EXPECT_EQ(FalsePlotLaw::of(down).per_m3(300e3, 0.0), 0.0);
}

}  // namespace
}  // namespace cupola
