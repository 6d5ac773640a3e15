#include "tracking/free_fall.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "earth/geodetic.hpp"

namespace cupola {
namespace {

constexpr double kMu_m3_s2 = 3.986004418e14, kTurn_rad_s = 7.292115e-5;

Vec3 turned(const Vec3& p, double angle_rad) {
  const double c = std::cos(angle_rad), s = std::sin(angle_rad);
  return {c * p.x + s * p.y, -s * p.x + c * p.y, p.z};
}

Vec3 position_after(const Vec3& p, const Vec3& v, const Vec3& a, double t_s) {
  return p + t_s * (v + (0.5 * t_s) * a);
}

/// Where a body that falls freely is `t_s` later: integrated in the frame that does not turn, and turned
/// back.
Vec3 fallen(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, double t_s) {
  Vec3 p = p_ecef_m, v = v_ecef_m_s + cross({0.0, 0.0, kTurn_rad_s}, p_ecef_m);
  const int steps = 1000;
  const double h = t_s / steps;
  const auto pull = [](const Vec3& x) { return (-kMu_m3_s2 / (norm(x) * norm(x) * norm(x))) * x; };
  for (int i = 0; i < steps; ++i) {
    v = v + (0.5 * h) * pull(p);
    p = p + h * v;
    v = v + (0.5 * h) * pull(p);
  }
  return turned(p, kTurn_rad_s * t_s);
}

TEST(FreeFall, PredictsABallisticBodyBetweenTwoLooks) {
  const LocalFrame here = LocalFrame::at({0.67, 0.47, 60'000.0});
  const Vec3 directions_enu[] = {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, 0, -1}, {0.6, 0.0, -0.8}};
  for (const Vec3& direction : directions_enu) {
    const Vec3 p = here.origin_ecef_m, v = transpose(here.ecef_to_enu) * (2000.0 * direction);
    const Vec3 predicted = position_after(p, v, track_free_fall_ecef_m_s2(p, v), 10.0);
    EXPECT_LT(norm(predicted - fallen(p, v, 10.0)), 1.5);
    // The test can tell: without the turning of the earth the same prediction is far off.
    const Vec3 gravity_alone = (-kMu_m3_s2 / (norm(p) * norm(p) * norm(p))) * p;
    if (direction.z == 0.0) {
      EXPECT_GT(norm(position_after(p, v, gravity_alone, 10.0) - fallen(p, v, 10.0)), 5.0);
    }
  }
}

TEST(FreeFall, RestsOnTheEquatorWithTheWeightOfTheTextbook) {
  const Vec3 a = track_free_fall_ecef_m_s2({6378137.0, 0.0, 0.0}, {});
  EXPECT_NEAR(a.x, -9.7803, 0.02);  // normal gravity at the equator; the flattening is left out
  EXPECT_EQ(a.y, 0.0);
  EXPECT_EQ(a.z, 0.0);
}

TEST(FreeFall, TakesHighAndFastForFalling) {
  for (const double latitude_rad : {-1.4, 0.0, 0.7, 1.5}) {
    const LocalFrame low = LocalFrame::at({latitude_rad, 1.0, 19'900.0}),
                     high = LocalFrame::at({latitude_rad, 1.0, 20'100.0});
    EXPECT_FALSE(falls_freely(low.origin_ecef_m, {}));
    EXPECT_TRUE(falls_freely(high.origin_ecef_m, {}));
  }
  const Vec3 ground = to_ecef({0.7, 1.0, 100.0});
  EXPECT_FALSE(falls_freely(ground, {0.0, 1499.0, 0.0}));
  EXPECT_TRUE(falls_freely(ground, {0.0, 1501.0, 0.0}));
}

}  // namespace
}  // namespace cupola
