#include "analysis/coverage_reach.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "analysis/tests/coverage_scene.hpp"
#include "flight/table_cache.hpp"

namespace cupola {
namespace {

using testing::kDegree;

class Reach : public ::testing::Test {
 protected:
  Reach() : scenario_(testing::shipped_scenario("03-murted-mixed-raid")) {
    for (const InterceptorType& weapon : scenario_.weapons_true)
      tables_.push_back(cached_table(weapon, 840.0));
  }
  bool meets(double range_m, double azimuth_deg, double agl_m, double speed_m_s = 250.0) const {
    const CoverageReach reach(scenario_, tables_);
    const RadarSite& radar = scenario_.radars[scenario_.fire_units[0].guidance.index()];
    CoveragePoint point;
    point.p_ecef_m = point_over_ground_ecef_m(LocalFrame::at(radar.antenna), math::sin(azimuth_deg * kDegree),
                                              math::cos(azimuth_deg * kDegree), range_m,
                                              scenario_.earth.ground_hae_m + agl_m);
    point.height_agl_m = agl_m;
    point.height_msl_m = 840.0 + agl_m;
    return reach.meets(radar.id, point, false, speed_m_s);
  }
  Scenario scenario_;
  std::vector<FlyoutTable> tables_;
};

TEST_F(Reach, ends_with_the_zone) {
  double farthest_m = 0.0;
  for (const InterceptorType& weapon : scenario_.weapons_true)
    farthest_m = std::max<double>(farthest_m, weapon.range_max_m);
  EXPECT_TRUE(meets(100e3, 0.0, 9000.0));
  EXPECT_TRUE(meets(100e3, 180.0, 9000.0)) << "the sector turns";
  EXPECT_FALSE(meets(1.01 * farthest_m, 0.0, 12000.0));
  EXPECT_FALSE(meets(2e3, 0.0, 500.0)) << "inside the keep-out";
  EXPECT_FALSE(meets(20e3, 0.0, 40e3)) << "above every zone and elevation";
  EXPECT_FALSE(meets(100e3, 0.0, 9000.0, 9000.0)) << "too fast for any round";
}

TEST_F(Reach, ends_with_the_horizon_of_the_guidance_radar) {
  const RadarSite& radar = scenario_.radars[scenario_.fire_units[0].guidance.index()];
  const double horizon_m = horizon_range_m(radar.antenna_agl_m, 60.0, scenario_.earth.k_factor);
  EXPECT_TRUE(meets(0.98 * horizon_m, 90.0, 60.0));
  EXPECT_FALSE(meets(1.02 * horizon_m, 90.0, 60.0));
}

TEST_F(Reach, needs_something_loaded) {
  for (LauncherSite& launcher : scenario_.launchers) launcher.load.clear();
  EXPECT_FALSE(meets(50e3, 0.0, 9000.0));
  EXPECT_FALSE(can_engage(scenario_));
}

}  // namespace
}  // namespace cupola
