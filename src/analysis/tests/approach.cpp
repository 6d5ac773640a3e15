#include "analysis/approach.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "analysis/tests/coverage_scene.hpp"
#include "flight/flyout_table.hpp"

namespace cupola {
namespace {

using testing::kDegree;

class Approaching : public ::testing::Test {
 protected:
  Approaching()
      : scenario_(testing::shipped_scenario("02-one-fire-unit-one-target")), ground_(scenario_, nullptr) {}
  double ground_msl_m() const { return scenario_.earth.ground_hae_m - scenario_.earth.geoid_undulation_m; }
  Approach to(const GroundPlace& place) const {
    return Approach(scenario_, ground_, law_, place, ground_msl_m());
  }
  Vec3 on_ground(const GroundPlace& place) const {
    return to_ecef({place.latitude_rad, place.longitude_rad, scenario_.earth.ground_hae_m});
  }
  Scenario scenario_;
  CoverageGround ground_;
  ApproachLaw law_;
  const GroundPlace place_{40.0 * kDegree, 32.0 * kDegree};
};

TEST_F(Approaching, LevelAtOneSpeedAndHeightUntilItIsOverThePlace) {
  law_.from_rad = 70.0 * kDegree;
  law_.height = {300.0, Datum::agl};
  law_.speed_m_s = 250.0;
  law_.way_m = 200e3;
  const Approach approach = to(place_);
  EXPECT_DOUBLE_EQ(approach.longest_s(), 800.0);
  EXPECT_NEAR(norm(approach.at(0.0).motion.p_ecef_m - on_ground(place_)), 300.0, 0.01);
  for (const double to_go_s : {1.0, 60.0, 400.0, 790.0}) {
    const ApproachPoint here = approach.at(to_go_s), next = approach.at(to_go_s - 1.0);
    EXPECT_NEAR(here.at.height_agl_m, 300.0, 1e-9);
    EXPECT_NEAR(height_hae_m(here.motion.p_ecef_m), scenario_.earth.ground_hae_m + 300.0, 0.1);
    EXPECT_NEAR(norm(here.motion.v_ecef_m_s), 250.0, 1e-9);
    EXPECT_LT(norm(here.motion.p_ecef_m + here.motion.v_ecef_m_s - next.motion.p_ecef_m), 0.5) << to_go_s;
    const LocalFrame frame = LocalFrame::at({place_.latitude_rad, place_.longitude_rad, 0.0});
    const Vec3 enu_m = frame.enu_from_ecef(here.motion.p_ecef_m);
    EXPECT_NEAR(std::atan2(enu_m.x, enu_m.y), law_.from_rad, 1e-9);
    EXPECT_NEAR(ground_range_m(enu_m), 250.0 * to_go_s, 1e-3 * 250.0 * to_go_s);
  }
}

/// An arc that is carried to another place against one that is thrown there.
TEST_F(Approaching, AnArcCarriedToAnotherPlaceIsNearlyTheOneThrownThere) {
  PlatformType rocket;
  rocket.target_class = TargetClass::ballistic_missile;
  rocket.ballistic_coefficient_kg_m2 = 8000.0;
  law_.from_rad = 120.0 * kDegree;
  const Geodetic middle{place_.latitude_rad, place_.longitude_rad, scenario_.earth.ground_hae_m};
  ASSERT_TRUE(throw_arc(scenario_, rocket, middle, 300e3, law_));
  const GroundPlace other{41.0 * kDegree, 33.0 * kDegree};  // 140 km off
  ApproachLaw thrown = law_;
  ASSERT_TRUE(throw_arc(scenario_, rocket, {other.latitude_rad, other.longitude_rad, middle.height_hae_m},
                        300e3, thrown));
  const Approach carried = to(other);
  const Approach direct(scenario_, ground_, thrown, other, ground_msl_m());
  EXPECT_NEAR(norm(carried.at(0.0).motion.p_ecef_m - on_ground(other)), 0.0, 5.0);
  for (double to_go_s = 0.0; to_go_s < 200.0; to_go_s += 20.0) {
    const ApproachPoint a = carried.at(to_go_s), b = direct.at(to_go_s);
    EXPECT_LT(norm(a.motion.p_ecef_m - b.motion.p_ecef_m), 3e3) << to_go_s;
    EXPECT_LT(norm(a.motion.v_ecef_m_s - b.motion.v_ecef_m_s), 15.0) << to_go_s;
  }
  EXPECT_FALSE(throw_arc(scenario_, rocket, middle, 5e3, thrown));
}

}  // namespace
}  // namespace cupola
