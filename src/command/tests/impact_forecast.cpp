#include "command/impact_forecast.hpp"

#include <gtest/gtest.h>

#include "command/kinematics.hpp"
#include "command/tests/proving_ground.hpp"
#include "command/threat.hpp"
#include "core/random.hpp"
#include "flight/ballistic.hpp"

namespace cupola {
namespace {

constexpr double kContent = 0.95, kSquared = 5.991464547;  // of chi-square with two degrees of freedom

/// A missile on its way to the site, and what a tracker would know of it: good in range, poor across it.
struct Missile {
  Motion here;
  Matrix<6, 6> covariance;
  double falls_s;
};
Missile missile(double range_m, double flown, double beta, double scale) {
  BallisticField field;
  field.ballistic_coefficient_kg_m2 = beta;
  BallisticShot shot;
  shot.to = testing::site();
  shot.from = {shot.to.latitude_rad + range_m / 6371e3, shot.to.longitude_rad, 0.0};
  const BallisticFlight flight = fly_ballistic(shot, field);
  const double free_s = (flight.path.end() - flight.burnout).seconds();
  Missile m{flight.path.at(flight.burnout + Duration::seconds(flown * free_s)), {}, (1.0 - flown) * free_s};
  // Along the line of sight from the site, and across it twice; velocities go with the places.
  const Vec3 along = unit(m.here.p_ecef_m - to_ecef(testing::site()));
  const Vec3 right = unit(cross(along, {0.0, 0.0, 1.0})), down = cross(along, right);
  const double sd_m[3] = {60.0 * scale, 500.0 * scale, 400.0 * scale};
  const double sd_m_s[3] = {6.0 * scale, 30.0 * scale, 20.0 * scale};
  const Vec3 axes[3] = {along, right, down};
  for (int a = 0; a < 3; ++a) {
    const double u[3] = {axes[a].x, axes[a].y, axes[a].z};
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j < 3; ++j) {
        m.covariance(i, j) += sd_m[a] * sd_m[a] * u[i] * u[j];
        m.covariance(i + 3, j + 3) += sd_m_s[a] * sd_m_s[a] * u[i] * u[j];
        m.covariance(i, j + 3) += 0.5 * sd_m[a] * sd_m_s[a] * u[i] * u[j];
        m.covariance(i + 3, j) += 0.5 * sd_m[a] * sd_m_s[a] * u[i] * u[j];
      }
  }
  return m;
}

/// Another integration: Runge-Kutta of flight/ballistic.hpp at its own steps.
Vec3 flown_to_the_ground(const BallisticField& field, Motion body, double ground_hae_m) {
  double height_m = height_hae_m(body.p_ecef_m) - ground_hae_m;
  for (;;) {
    const double step_s = height_m > 50e3 ? 5.0 : 0.5;
    const Motion next = field.step(body, step_s);
    const double next_m = height_hae_m(next.p_ecef_m) - ground_hae_m;
    if (next_m <= 0.0) {
      const Motion last = field.step(body, step_s * height_m / (height_m - next_m));
      const double sink_m_s = -dot(last.v_ecef_m_s, vertical_at(last.p_ecef_m));
      return last.p_ecef_m + ((height_hae_m(last.p_ecef_m) - ground_hae_m) / sink_m_s) * last.v_ecef_m_s;
    }
    body = next;
    height_m = next_m;
  }
}

double coverage(const Missile& m, const FallBook& book, int truths) {
  const ImpactForecast impact = forecast_impact(m.here.p_ecef_m, m.here.v_ecef_m_s, m.covariance, book);
  EXPECT_TRUE(impact.comes_down);
  Matrix<6, 6> lower;
  EXPECT_TRUE(cholesky(m.covariance, lower));
  int inside = 0;
  for (int k = 0; k < truths; ++k) {
    Draws draws({31}, 7, static_cast<std::uint64_t>(k));
    double z[7], off[6] = {};
    for (double& one : z) one = draws.normal();
    for (int i = 0; i < 6; ++i)
      for (int j = 0; j <= i; ++j) off[i] += lower(i, j) * z[j];
    BallisticField field;
    field.ballistic_coefficient_kg_m2 =
        book.drag_area_m2_kg > 0.0 ? std::exp(book.drag_spread * z[6]) / book.drag_area_m2_kg : 0.0;
    const Motion truth{m.here.p_ecef_m + Vec3{off[0], off[1], off[2]},
                       m.here.v_ecef_m_s + Vec3{off[3], off[4], off[5]}};
    const Vec3 end = flown_to_the_ground(field, truth, book.ground_hae_m);
    inside += squared_deviations_to(impact, end, 0.0) <= kSquared;
  }
  return static_cast<double>(inside) / truths;
}

TEST(ImpactForecast, TheEllipseHoldsItsShareOfTruths) {
  // In vacuum, with drag known, with drag in doubt: 1e4 truths drawn from the covariance and flown otherwise.
  const FallBook vacuum{}, known{0.0, 0.0, 1.0 / 3000.0, 0.0}, doubted{0.0, 0.0, 1.0 / 6000.0, 0.4};
  EXPECT_NEAR(coverage(missile(300e3, 0.5, 0.0, 1.0), vacuum, 10'000), kContent, 0.02);
  EXPECT_NEAR(coverage(missile(300e3, 0.4, 3000.0, 1.0), known, 10'000), kContent, 0.02);
  EXPECT_NEAR(coverage(missile(300e3, 0.6, 6000.0, 0.3), doubted, 10'000), kContent, 0.02);
}

TEST(ImpactForecast, WithoutDragItIsTheArcInVacuum) {
  // The arcs of least energy over the turning earth, hit to 1 m: an oracle without drag.
  for (const double range_m : {120e3, 300e3, 600e3, 1000e3})
    for (const double flown : {0.0, 0.5, 0.9}) {
      const Missile m = missile(range_m, flown, 0.0, 1e-3);
      const ImpactForecast nominal = nominal_impact(m.here.p_ecef_m, m.here.v_ecef_m_s, {});
      EXPECT_LT(norm(nominal.p_ecef_m - to_ecef(testing::site())), 10.0) << range_m << ' ' << flown;
      EXPECT_NEAR(nominal.time_s, m.falls_s, 0.02);
      const ImpactForecast impact = forecast_impact(m.here.p_ecef_m, m.here.v_ecef_m_s, m.covariance, {});
      EXPECT_LT(norm(impact.p_ecef_m - nominal.p_ecef_m), 10.0) << range_m << ' ' << flown;
    }
}

TEST(ImpactForecast, TheDragOfTheDoctrineShortensTheFall) {
  const Missile m = missile(300e3, 0.3, 3000.0, 0.1);
  const Vec3 site = to_ecef(testing::site());
  const double with_m =
      norm(nominal_impact(m.here.p_ecef_m, m.here.v_ecef_m_s, {0.0, 0.0, 1.0 / 3000.0}).p_ecef_m - site);
  const double without_m = norm(nominal_impact(m.here.p_ecef_m, m.here.v_ecef_m_s, {}).p_ecef_m - site);
  EXPECT_LT(with_m, 20.0);
  EXPECT_GT(without_m, 1'000.0);
}

TEST(ImpactForecast, NoEllipseWithoutACovariance) {
  const Missile m = missile(300e3, 0.5, 0.0, 1.0);
  EXPECT_FALSE(forecast_impact(m.here.p_ecef_m, m.here.v_ecef_m_s, {}, {}).comes_down);
}

TEST(ImpactForecast, NearestPointOfACircleAgainstASearchAlongIt) {
  ImpactForecast impact;
  impact.p_ecef_m = to_ecef(testing::site());
  impact.east_ecef = transpose(testing::site_frame().ecef_to_enu) * Vec3{1.0, 0.0, 0.0};
  impact.north_ecef = transpose(testing::site_frame().ecef_to_enu) * Vec3{0.0, 1.0, 0.0};
  for (const double bend : {-0.95, 0.0, 0.6})
    for (const double angle : {0.1, 1.3, 2.9, 4.4}) {
      impact.east_m2 = 9e6;
      impact.north_m2 = 1e6;
      impact.east_north_m2 = bend * 3e6;
      const double e = 5'000.0 * std::cos(angle), n = 5'000.0 * std::sin(angle), radius_m = 1'500.0;
      const double det = impact.east_m2 * impact.north_m2 - impact.east_north_m2 * impact.east_north_m2;
      double least = 1e9;
      for (double a = 0.0; a < 6.2832; a += 1e-4) {
        const double x = e + radius_m * std::cos(a), y = n + radius_m * std::sin(a);
        least = std::min(
            least,
            (impact.north_m2 * x * x - 2.0 * impact.east_north_m2 * x * y + impact.east_m2 * y * y) / det);
      }
      const Vec3 asset = impact.p_ecef_m + e * impact.east_ecef + n * impact.north_ecef;
      EXPECT_NEAR(squared_deviations_to(impact, asset, radius_m) / least, 1.0, 1e-5) << bend << ' ' << angle;
    }
  EXPECT_EQ(squared_deviations_to(impact, impact.p_ecef_m, 10.0), 0.0);
}

TEST(Threat, AFallingTrackThreatensWhatItsEllipseTouches) {
  const Missile near = missile(300e3, 0.7, 8000.0, 0.05), vague = missile(300e3, 0.7, 8000.0, 2.0);
  const auto threatens = [](const Missile& m, double east_m) {
    const ThreatEvaluation evaluation({}, SmoothEarth{},
                                      {{AssetId{0}, testing::over_ground(east_m, 0.0, 0.0), 500.0, 1.0}});
    return evaluation.evaluate({m.here.p_ecef_m, m.here.v_ecef_m_s, m.covariance, true}).threatens;
  };
  EXPECT_TRUE(threatens(near, 0.0));
  EXPECT_FALSE(threatens(near, 8'000.0));  // within 10 km, but known to come down elsewhere
  EXPECT_TRUE(threatens(vague, 8'000.0));
}

}  // namespace
}  // namespace cupola
