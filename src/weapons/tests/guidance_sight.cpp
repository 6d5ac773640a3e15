#include "weapons/guidance_sight.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "earth/horizon.hpp"
#include "weapons/tests/small_fight.hpp"

namespace cupola {
namespace {

using testing::at;
using testing::SmallFight;

struct Sight {
  explicit Sight(const SmallFight& f) : world(f.s, ReplicateKey::of(1, 1)), sight(f.s), frame(f.frame) {}
  bool sees(double azimuth_rad, double range_m, double height_m, double s = 0.0) const {
    const Vec3 p =
        point_over_ground_ecef_m(frame, std::sin(azimuth_rad), std::cos(azimuth_rad), range_m, height_m);
    return sight.sees(world, {0}, p, at(s));
  }
  World world;
  GuidanceSight sight;
  LocalFrame frame;
};

TEST(GuidanceSight, EndsAtTheSectorsEdges) {
  const SmallFight f;
  const Sight s(f);
  for (const double azimuth : {-0.88, 0.0, 0.88}) EXPECT_TRUE(s.sees(azimuth, 50e3, 9e3)) << azimuth;
  for (const double azimuth : {-0.92, 0.92, 3.0}) EXPECT_FALSE(s.sees(azimuth, 50e3, 9e3)) << azimuth;
}

TEST(GuidanceSight, EndsAtTheHorizon) {
  const SmallFight f;
  const Sight s(f);
  for (const double height : {20.0, 300.0, 3000.0}) {
    const double horizon = horizon_range_m(20.0, height, 4.0 / 3.0);
    EXPECT_TRUE(s.sees(0.1, 0.998 * horizon, height)) << height;
    EXPECT_FALSE(s.sees(0.1, 1.002 * horizon, height)) << height;
  }
}

TEST(GuidanceSight, EndsAtRangeAndElevation) {
  const SmallFight f;
  const Sight s(f);
  EXPECT_TRUE(s.sees(0.0, 395e3, 20e3));
  EXPECT_FALSE(s.sees(0.0, 405e3, 20e3));
  EXPECT_FALSE(s.sees(0.0, 2e3, 9e3));
}

TEST(GuidanceSight, NeedsARadiatingRadarThatIsNotTurning) {
  SmallFight f;
  Sight s(f);
  s.world.turn_sector({0}, 0.5, at(10.0));
  EXPECT_FALSE(s.sees(0.0, 50e3, 9e3, 10.5));
  EXPECT_TRUE(s.sees(0.0, 50e3, 9e3, 12.0));
  EXPECT_TRUE(s.sees(1.3, 50e3, 9e3, 12.0));
  s.world.set_readiness({0}, Readiness::standby, at(20.0));
  EXPECT_FALSE(s.sees(0.0, 50e3, 9e3, 21.0));
}

TEST(GuidanceSight, AFlatEarthHidesNobody) {
  SmallFight f;
  f.s.earth.k_factor = 1e9;
  EXPECT_TRUE(Sight(f).sees(0.0, 150e3, 50.0));
}

}  // namespace
}  // namespace cupola
