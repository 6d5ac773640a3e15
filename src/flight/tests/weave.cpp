#include "flight/weave.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "earth/geodetic.hpp"
#include "flight/ballistic.hpp"
#include "flight/route.hpp"

namespace cupola {
namespace {

constexpr double kDegree = M_PI / 180.0;

Path straight() {
  return fly_route(
             {},
             {{{40 * kDegree, 33 * kDegree, 5000.0}, 250.0}, {{41 * kDegree, 33 * kDegree, 5000.0}, 250.0}},
             {})
      .path;
}

/// How far east of the same moment of another path, in the frame of its place there.
double beside_m(const Path& path, const Path& other, Time t) {
  const Vec3 p = other.at(t).p_ecef_m;
  return LocalFrame::at(to_geodetic(p)).enu_from_ecef(path.at(t).p_ecef_m).x;
}

// Away from its ends the weave is a sine: amplitude a / w^2 to both sides, a period apart.
TEST(Weave, IsASineAcrossTheWay) {
  const Path way = straight();
  const Weave how{5.0 * 9.80665, 4.0};
  const Time from{100'000'000'000}, until{200'000'000'000};
  const Path woven = weave(way, from, until, how);
  const double w = 2.0 * M_PI / how.period_s;
  // Northbound: right is east. The ramps have a little more acceleration than the sine between them.
  double most_m = 0.0;
  for (int i = 0; i < 4000; ++i) {
    const Time t = from + Duration::seconds(20.0 + i * 0.01);
    most_m = std::max(most_m, std::fabs(beside_m(woven, way, t)));
  }
  const double sine_m = how.acceleration_m_s2 / (w * w);
  EXPECT_LT(most_m, sine_m);
  EXPECT_GT(most_m, 0.75 * sine_m);
  for (int i = 0; i < 400; ++i) {
    const double t_s = 20.0 + i * 0.1;
    EXPECT_NEAR(beside_m(woven, way, from + Duration::seconds(t_s)), most_m * std::sin(w * t_s), 0.01) << t_s;
  }
}

TEST(Weave, NeverNeedsMoreThanItMay) {
  const Path way = straight();
  const Weave how{30.0, 6.0};
  const Path woven = weave(way, {50'000'000'000}, {90'000'000'000}, how);
  double most = 0.0;
  for (double t_s = 45.0; t_s < 95.0; t_s += 0.01) {
    const Time t = Time{} + Duration::seconds(t_s);
    const double h_s = 0.02;
    const double bend = beside_m(woven, way, t + Duration::seconds(h_s)) - 2.0 * beside_m(woven, way, t) +
                        beside_m(woven, way, t - Duration::seconds(h_s));
    most = std::max(most, std::fabs(bend) / (h_s * h_s));
  }
  EXPECT_LT(most, 30.0 * 1.01);
  EXPECT_GT(most, 30.0 * 0.97);
}

TEST(Weave, LeavesAndJoinsTheWayWithoutAStep) {
  const Path way = straight();
  const Time from{100'000'000'000}, until{131'234'567'891};
  const Path woven = weave(way, from, until, {20.0, 7.0});
  EXPECT_EQ(woven.begin(), way.begin());
  EXPECT_EQ(woven.end(), way.end());
  for (const Time t :
       {way.begin(), from - Duration{1}, from, until, until + Duration{1'000'000'000}, way.end()}) {
    EXPECT_LT(norm(woven.at(t).p_ecef_m - way.at(t).p_ecef_m), 1e-3) << t.ns;
    EXPECT_LT(norm(woven.at(t).v_ecef_m_s - way.at(t).v_ecef_m_s), 1e-3) << t.ns;
  }
  EXPECT_GT(norm(woven.at(from + Duration{10'000'000'000}).p_ecef_m -
                 way.at(from + Duration{10'000'000'000}).p_ecef_m),
            1.0);
}

TEST(Weave, OfNoTimeOrNoAccelerationIsTheWayItself) {
  const Path way = straight();
  const std::size_t knots = way.segments().size();
  EXPECT_EQ(weave(way, {5}, {5}, {20.0, 7.0}).segments().size(), knots);
  EXPECT_EQ(weave(way, {0}, {90'000'000'000}, {0.0, 7.0}).segments().size(), knots);
  EXPECT_EQ(weave(way, way.end(), way.end() + Duration{9'000'000'000}, {20.0, 7.0}).segments().size(), knots);
}

TEST(Weave, OfABodyThatReEntersStillHits) {
  BallisticShot shot;
  shot.from = {42.2 * kDegree, 34.6 * kDegree, 0.0};
  shot.to = {40.08 * kDegree, 32.57 * kDegree, 840.0};
  BallisticField field;
  field.ballistic_coefficient_kg_m2 = 8000.0;
  const BallisticFlight thrown = fly_ballistic(shot, field);
  const Time from = thrown.path.end() - Duration{20'000'000'000};
  const Path woven = weave(thrown.path, from, thrown.path.end(), {100.0, 4.0});
  EXPECT_LT(norm(woven.at(woven.end()).p_ecef_m - thrown.path.at(thrown.path.end()).p_ecef_m), 1e-3);
  double most_m = 0.0;
  for (Time t = from; t < woven.end(); t = t + Duration{10'000'000})
    most_m = std::max(most_m, norm(woven.at(t).p_ecef_m - thrown.path.at(t).p_ecef_m));
  EXPECT_NEAR(most_m, 100.0 / std::pow(2.0 * M_PI / 4.0, 2.0), 0.25 * most_m);  // 40 m
}

}  // namespace
}  // namespace cupola
