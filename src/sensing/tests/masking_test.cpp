#include "sensing/masking.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sensing/tests/scene.hpp"

namespace cupola {
namespace {

using testing::radians;
using testing::Replay;
using testing::Scene;

constexpr std::uint32_t kTurns = 350;
constexpr MaskingWindow kWindow{100.0, 2, 16, 0.02, 0.03};  // 250 m to 1050 m off

Echo echo(std::uint32_t id, double range_m, double snr, double azimuth_rad = 1.0,
          double elevation_rad = 0.0) {
  Echo e;
  e.platform = PlatformId{id};
  e.range_m = range_m;
  e.azimuth_rad = azimuth_rad;
  e.elevation_rad = elevation_rad;
  e.snr = snr;
  return e;
}

std::vector<double> others(const std::vector<Echo>& echoes) {
  Masking masking;
  return masking.others(echoes, kWindow);
}

TEST(Masking, counts_who_is_in_the_window_and_in_the_beam) {
  using Sums = std::vector<double>;
  EXPECT_EQ(others({echo(0, 50e3, 10), echo(1, 50.2e3, 99)}), (Sums{0, 0}));  // guarded
  EXPECT_EQ(others({echo(0, 50e3, 10), echo(1, 50.3e3, 99)}), (Sums{99, 10}));
  EXPECT_EQ(others({echo(0, 50e3, 10), echo(1, 51.1e3, 99)}), (Sums{0, 0}));  // beyond
  EXPECT_EQ(others({echo(0, 50e3, 10), echo(1, 50.5e3, 99, 1.021)}), (Sums{0, 0}));
  EXPECT_EQ(others({echo(0, 50e3, 10), echo(1, 50.5e3, 99, 1.0, 0.031)}), (Sums{0, 0}));
  EXPECT_EQ(others({echo(0, 50e3, 10), echo(1, 50.5e3, 99), echo(2, 49.5e3, 7)}), (Sums{106, 17, 109}));
}

TEST(Masking, does_not_depend_on_the_order_of_the_echoes) {
  std::vector<Echo> echoes;
  for (std::uint32_t i = 0; i < 30; ++i) echoes.push_back(echo(i, 50e3 + 170.0 * (i * 11 % 30), 1.1 * i));
  const std::vector<double> forward = others(echoes);
  std::reverse(echoes.begin(), echoes.end());
  std::vector<double> backward = others(echoes);
  std::reverse(backward.begin(), backward.end());
  EXPECT_EQ(backward, forward);
}

/// A weak steady target behind a strong one, and the share of looks that give a plot of the weak one.
struct Pair {
  double share_seen = 0.0, share_masked = 0.0;
};

Pair weak_behind_strong(double apart_m, double cells, double strong_m2, int swerling = 1,
                        double least = 0.0) {
  Scene scene;
  RadarType type = testing::search_radar();
  type.pulses = 1;
  if (cells > 0) {
    type.cfar.cells = cells;
    type.cfar.cells.reason = "of the test";
  }
  scene.add_radar("radar", type);
  scene.scenario.seeing.detection_least = least;
  // Steady and strong; the other as strong as at the reference.
  Platform& strong = scene.add_still("strong", 200e3, 40.0, 4.0);
  strong.type.swerling = 0;
  for (RcsByAspect& rcs : strong.type.rcs) rcs = {strong_m2, strong_m2, strong_m2};
  Platform& weak = scene.add_still("weak", 200e3 + apart_m, 40.0, 4.0);
  weak.type.swerling = swerling;
  Replay replay(scene.scenario, 0);
  replay.turn_slices(RadarId{0}, 0, 16 * kTurns);
  Pair pair;
  for (const LookTruth& look : replay.looks)
    if (look.platform == PlatformId{1}) pair.share_masked += look.merged_away / double{kTurns};
  for (const PlotTruth& truth : replay.truth)
    pair.share_seen += (truth.platform == PlatformId{1}) / double{kTurns};
  return pair;
}

TEST(Masking, hides_the_weaker_of_two_by_the_law_of_the_raised_threshold) {
  // One pulse, Swerling 1, Pfa 1e-6: 0.8 at 260 km needs 1 + S = ln Pfa / ln 0.8.
  const double one_plus = std::log(1e-6) / std::log(0.8), at_200 = (one_plus - 1) * std::pow(1.3, 4.0);
  const double strong = 3.0 * at_200;
  const double alone = std::exp(std::log(1e-6) / (1 + at_200));
  const double beside = std::exp(std::log(1e-6) * (1 + strong / 16) / (1 + at_200));
  ASSERT_LT(beside, alone - 0.2);

  const double sd = std::sqrt(0.25 / kTurns);
  EXPECT_NEAR(weak_behind_strong(1000.0, 0, 3.0).share_seen, alone, 4 * sd);
  const Pair hidden = weak_behind_strong(1000.0, 16, 3.0);
  EXPECT_NEAR(hidden.share_seen, beside, 4 * sd);
  EXPECT_NEAR(hidden.share_masked, alone - beside, 5 * sd);
  EXPECT_NEAR(weak_behind_strong(3000.0, 16, 3.0).share_seen, alone, 4 * sd);  // out of the window
}

TEST(Masking, takes_plots_away_and_adds_none_under_the_same_luck) {
  double last = 1.0;
  for (const double strong_m2 : {0.5, 2.0, 8.0, 32.0, 1e4}) {
    const double seen = weak_behind_strong(1000.0, 16, strong_m2).share_seen;
    EXPECT_LE(seen, last) << strong_m2;
    last = seen;
  }
  EXPECT_EQ(last, 0.0);
  EXPECT_NEAR(weak_behind_strong(1000.0, 16, 1e4, 1, 1.0).share_seen, 1.0,
              1e-9);  // detection declared perfect
}

}  // namespace
}  // namespace cupola
