// The density of false plots by which a post's tracker reckons is that of the plots which its radar makes.

#include <gtest/gtest.h>

#include <cmath>

#include "chain/ledger_defence.hpp"
#include "engine/order_of_battle.hpp"

namespace cupola {
namespace {

using namespace testing;

/// A part of what a radar covers: all round, or its whole sector.
struct Shell {
  double range_from_m, range_to_m, elevation_from_rad, elevation_to_rad;

  bool holds(const PlotRow& p) const {
    return p.range_m >= range_from_m && p.range_m < range_to_m && p.elevation_rad >= elevation_from_rad &&
           p.elevation_rad < elevation_to_rad;
  }
  /// Integral of the tracker's density over it, midpoint by midpoint.
  double expected(const FalsePlotLaw& law, double width_rad) const {
    constexpr int n = 100;
    const double dr = (range_to_m - range_from_m) / n, de = (elevation_to_rad - elevation_from_rad) / n;
    double sum = 0.0;
    for (int i = 0; i < n; ++i)
      for (int k = 0; k < n; ++k) {
        const double r = range_from_m + (i + 0.5) * dr, e = elevation_from_rad + (k + 0.5) * de;
        sum += law.per_m3(r, e) * r * r * std::cos(e) * dr * de * width_rad;
      }
    return sum;
  }
};

void expect_as_reckoned(ScanKind scan, double looks_per_s) {
  LayDown l{LayDown::Empty{}};
  const PostId post = l.add_post("post", LayDown::place(0.0, 0.0));
  RadarType type = LayDown::radar("noisy", scan);
  type.false_plots_per_scan = 20.0;
  type.sector_width_rad = 1.5;
  type.faces = 2;
  l.add_radar("radar", LayDown::place(0.0, 0.0), type, post);
  const auto plan = make_plan(l.scenario);
  Log log(names_of(*plan), scenario_of(*plan).start, true);
  play(*plan, 1, 0, log);

  const FalsePlotLaw& law = order_of_battle(l.scenario, post, {}).radars[0].book.false_plots;
  const double looks = 900.0 * looks_per_s, width_rad = scan == ScanKind::rotating ? 2.0 * math::kPi : 1.5;
  for (const Shell& shell : {Shell{20e3, 60e3, 0.0, 0.05}, Shell{180e3, 220e3, 0.03, 0.08},
                             Shell{300e3, 400e3, 0.05, 0.1}, Shell{1e3, 400e3, 0.0, 0.1}}) {
    const double expected = looks * shell.expected(law, width_rad);
    int found = 0;
    for (const PlotRow& row : log.plots) found += shell.holds(row);
    EXPECT_GT(expected, 200.0);
    EXPECT_NEAR(found, expected, 4.0 * std::sqrt(expected)) << shell.range_from_m;
  }
  for (const PlotRow& row : log.plots) EXPECT_GT(law.per_m3(row.range_m, row.elevation_rad), 0.0);
}

TEST(FalsePlots, of_a_turning_radar_are_as_dense_as_its_tracker_reckons) {
  expect_as_reckoned(ScanKind::rotating, 2 / 5.0);
}

TEST(FalsePlots, of_a_staring_radar_are_as_dense_as_its_tracker_reckons) {
  expect_as_reckoned(ScanKind::sector, 1 / 2.0);
}

}  // namespace
}  // namespace cupola
