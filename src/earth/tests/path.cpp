#include "earth/path.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

Time at_s(double s) { return Time{} + Duration::seconds(s); }

/// A circle in the equatorial plane, through (radius, 0, 0) at t = 0.
Motion on_circle(double radius_m, double rate_rad_s, double t_s) {
  const double c = std::cos(rate_rad_s * t_s), s = std::sin(rate_rad_s * t_s);
  return {{radius_m * c, radius_m * s, 0.0}, {-radius_m * rate_rad_s * s, radius_m * rate_rad_s * c, 0.0}};
}

double worst_miss_on_circle(double radius_m, double rate_rad_s, double spacing_s) {
  Path path;
  for (int k = 0; k <= 8; ++k)
    path.add_knot(at_s(k * spacing_s), on_circle(radius_m, rate_rad_s, k * spacing_s));
  double worst = 0.0;
  for (int i = 0; i <= 800; ++i) {
    const double t_s = 0.01 * i * spacing_s;
    const Motion truth = on_circle(radius_m, rate_rad_s, t_s);
    worst = std::max(worst, norm(path.at(at_s(t_s)).p_ecef_m - truth.p_ecef_m));
  }
  return worst;
}

TEST(Path, GivesACubicBackExactly) {
  // p = (t^3 - 2 t^2 + 3 t - 4, 5 t, -t^2), knots at uneven times.
  auto truth = [](double t) {
    return Motion{{((t - 2.0) * t + 3.0) * t - 4.0, 5.0 * t, -t * t},
                  {(3.0 * t - 4.0) * t + 3.0, 5.0, -2.0 * t}};
  };
  Path path;
  for (double t : {0.0, 0.5, 2.0, 7.0}) path.add_knot(at_s(t), truth(t));
  for (double t = 0.0; t <= 7.0; t += 0.25) {
    const Motion got = path.at(at_s(t)), want = truth(t);
    EXPECT_NEAR(norm(got.p_ecef_m - want.p_ecef_m), 0.0, 1e-11) << t;
    EXPECT_NEAR(norm(got.v_ecef_m_s - want.v_ecef_m_s), 0.0, 1e-11) << t;
  }
}

TEST(Path, IsNeverFasterThanItSays) {
  // A kink of the velocity, over which the cubic must swing out, and a circle, where the bound is near.
  Path swing;
  swing.add_knot(at_s(0.0), {{}, {100.0, 0.0, 0.0}});
  swing.add_knot(at_s(10.0), {{3000.0, 500.0, 0.0}, {-50.0, 200.0, 0.0}});
  swing.add_knot(at_s(11.0), {{3000.0, 600.0, 0.0}, {0.0, 0.0, 20.0}});
  Path circle;
  for (int k = 0; k <= 8; ++k) circle.add_knot(at_s(k), on_circle(1500.0, 0.16, k));
  const auto fastest = [](const Path& path) {
    double speed_m_s = 0.0;
    for (Time t = path.begin(); t < path.end(); t = t + Duration::seconds(0.001))
      speed_m_s = std::max(speed_m_s, norm(path.at(t).v_ecef_m_s));
    return speed_m_s;
  };
  EXPECT_GT(fastest(swing), 400.0);  // far above the velocities of its knots
  EXPECT_LE(fastest(swing), swing.most_speed_m_s());
  EXPECT_LE(fastest(circle), circle.most_speed_m_s());
  EXPECT_LT(circle.most_speed_m_s(), 1.01 * 240.0);
}

TEST(Path, ErrorOnACircleObeysTheBoundOfTheHeaderAndItsOrder) {
  // A 4-g turn at 250 m/s: fourth derivative r w^4.
  const double rate = 0.16, radius = 250.0 / rate;
  for (double spacing_s : {0.25, 0.5, 1.0}) {
    const double bound = std::pow(spacing_s, 4) / 384.0 * radius * std::pow(rate, 4);
    const double worst = worst_miss_on_circle(radius, rate, spacing_s);
    EXPECT_LT(worst, 1.001 * bound + 1e-9);
    EXPECT_GT(worst, 0.5 * bound) << "the bound is attained near the middle of a segment";
  }
}

TEST(Path, VelocityIsTheDerivativeOfPosition) {
  Path path;
  for (int k = 0; k < 4; ++k) path.add_knot(at_s(k), on_circle(1e4, 0.05, k));
  for (double t : {0.3, 1.7, 2.5}) {
    const Vec3 ahead = path.at(at_s(t + 1e-3)).p_ecef_m, behind = path.at(at_s(t - 1e-3)).p_ecef_m;
    EXPECT_NEAR(norm((ahead - behind) / 2e-3 - path.at(at_s(t)).v_ecef_m_s), 0.0, 1e-6);
  }
}

TEST(Path, StaysWhereItIsOutsideItsTime) {
  Path path;
  path.add_knot(at_s(10), {{1.0, 2.0, 3.0}, {1.0, 0.0, 0.0}});
  path.add_knot(at_s(12), {{3.0, 2.0, 3.0}, {1.0, 0.0, 0.0}});
  EXPECT_EQ(path.at(at_s(0)).p_ecef_m, (Vec3{1.0, 2.0, 3.0}));
  EXPECT_EQ(path.at(at_s(99)).p_ecef_m, (Vec3{3.0, 2.0, 3.0}));
  EXPECT_EQ(path.begin(), at_s(10));
  EXPECT_EQ(path.end(), at_s(12));
}

TEST(Path, CursorNeverChangesTheAnswer) {
  Path path;
  for (int k = 0; k <= 20; ++k) path.add_knot(at_s(k * (k + 1) / 2), on_circle(5e3, 0.01, k * (k + 1) / 2));
  for (std::size_t start : {std::size_t{0}, std::size_t{7}, std::size_t{19}, std::size_t{500}}) {
    for (double t = -3.0; t < 215.0; t += 0.5) {
      std::size_t cursor = start;
      const Motion got = path.at(at_s(t), cursor);
      EXPECT_EQ(got.p_ecef_m, path.at(at_s(t)).p_ecef_m);
      const Path::Segment& s = path.segments()[cursor];
      EXPECT_TRUE(t < 0.0 || t >= 210.0 || (s.begin <= at_s(t) && at_s(t) < s.end));
    }
  }
}

TEST(PathReader, SaysWhatThePathSaysWhateverWasAskedBefore) {
  Path path;
  for (int k = 0; k < 5; ++k) path.add_knot(at_s(2.0 * k), on_circle(5e3, 0.01, 2.0 * k));
  const double times_s[] = {-1.0, 0.0, 0.5, 2.0, 3.9, 4.0, 5.0, 6.0, 7.9, 8.0, 9.0};
  for (const double before_s : times_s)
    for (const double t_s : times_s) {
      PathReader reader(path);
      reader.motion(at_s(before_s));
      const Motion got = reader.motion(at_s(t_s)), want = path.at(at_s(t_s));
      EXPECT_EQ(got.p_ecef_m, want.p_ecef_m) << before_s << " " << t_s;
      EXPECT_EQ(got.v_ecef_m_s, want.v_ecef_m_s) << before_s << " " << t_s;
      EXPECT_EQ(&reader.segment(at_s(t_s)), &path.segments()[path.find(at_s(t_s), 0)])
          << before_s << " " << t_s;
    }
}

TEST(Path, OneKnotIsNoPathYet) {
  Path path;
  EXPECT_TRUE(path.empty());
  path.add_knot(at_s(1), {});
  EXPECT_TRUE(path.empty());
  EXPECT_DEATH(path.add_knot(at_s(1), {}), "last_time_");
}

}  // namespace
}  // namespace cupola
