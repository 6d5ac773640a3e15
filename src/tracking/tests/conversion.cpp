#include "tracking/conversion.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tracking/symmetric3.hpp"
#include "tracking/tests/scene.hpp"

namespace cupola::testing {
namespace {

LocalFrame somewhere() { return LocalFrame::at({0.67, 0.47, 300.0}); }

Plot plot_at(double range_m, double azimuth_rad, double elevation_rad, double range_sd_m,
             double azimuth_sd_rad, double elevation_sd_rad) {
  Plot p;
  p.range_m = range_m;
  p.azimuth_rad = azimuth_rad;
  p.elevation_rad = elevation_rad;
  p.range_sd_m = range_sd_m;
  p.azimuth_sd_rad = azimuth_sd_rad;
  p.elevation_sd_rad = elevation_sd_rad;
  return p;
}

TEST(Conversion, FindsThePlaceOfAnExactPlot) {
  const LocalFrame radar = somewhere();
  for (const double azimuth : {0.0, 0.5, 1.6, 3.2, 4.7, 6.28})
    for (const double elevation : {-0.02, 0.0, 0.3, 1.5}) {
      const Plot p = plot_at(123'456.0, azimuth, elevation, 1.0, 1e-9, 1e-9);
      const Vec3 expected = radar.ecef_from_enu(enu_from_polar({p.range_m, azimuth, elevation}));
      EXPECT_NEAR(norm(to_position(p, radar).z_ecef_m - expected), 0.0, 1e-6);
    }
}

TEST(Conversion, ShrinksTheArcByTheFactorOfTheTextbook) {
  // exp(-s^2/2) for 1, 2 and 5 degrees: the mean cosine of the error.
  const LocalFrame radar = somewhere();
  const std::pair<double, double> factors[] = {{1.0, 0.999848}, {2.0, 0.999391}, {5.0, 0.996200}};
  for (const auto& [degrees, factor] : factors) {
    const auto shrunk = [&](double azimuth_sd, double elevation_sd) {
      const Plot p = plot_at(200'000.0, 1.0, 0.0, 100.0, azimuth_sd, elevation_sd);
      return norm(radar.enu_from_ecef(to_position(p, radar).z_ecef_m)) / p.range_m;
    };
    EXPECT_NEAR(shrunk(degrees * kDegree, 0.0), factor, 6e-7);
    EXPECT_NEAR(shrunk(0.0, degrees * kDegree), factor, 6e-7);
    EXPECT_NEAR(shrunk(degrees * kDegree, degrees * kDegree), factor * factor, 1.2e-6);
  }
}

/// Average over places that may lie behind a plot, with its errors drawn: of the error, and of it normalised.
struct Errors {
  Vec3 mean_m;
  double normalised = 0.0;
};

Errors errors_given(const Plot& measured, const PositionMeasurement& z, const LocalFrame& radar, int n) {
  Matrix<3, 3> inverse;
  EXPECT_TRUE(invert_spd(full(z.covariance_m2), inverse));
  Errors errors;
  for (int i = 0; i < n; ++i) {
    Draws d(ReplicateKey{3}, stream_key(Purpose::measurement_noise, 2), static_cast<std::uint64_t>(i));
    const double n_range = d.normal(), n_azimuth = d.normal(), n_elevation = d.normal();
    const Polar truth = {measured.range_m - measured.range_sd_m * n_range,
                         measured.azimuth_rad - measured.azimuth_sd_rad * n_azimuth,
                         measured.elevation_rad - measured.elevation_sd_rad * n_elevation};
    const Vec3 e = radar.ecef_from_enu(enu_from_polar(truth)) - z.z_ecef_m;
    errors.mean_m = errors.mean_m + (1.0 / n) * e;
    errors.normalised += dot(e, inverse * e) / n;
  }
  return errors;
}

TEST(Conversion, IsUnbiasedAndConsistentGivenThePlot) {
  const LocalFrame radar = somewhere();
  constexpr int n = 200'000;
  for (const double sd_rad : {0.1 * kDegree, 1.0 * kDegree, 0.05}) {
    const Plot p = plot_at(200'000.0, 2.0, 0.2, 100.0, sd_rad, sd_rad);
    const PositionMeasurement z = to_position(p, radar);
    const Errors errors = errors_given(p, z, radar, n);
    const Vec3 along = unit(z.z_ecef_m - radar.origin_ecef_m);
    const double along_sd_m = std::sqrt(dot(along, z.covariance_m2 * along));
    EXPECT_NEAR(dot(errors.mean_m, along), 0.0, 4.0 * along_sd_m / std::sqrt(n));
    EXPECT_NEAR(errors.normalised, 3.0, 0.03);
  }
}

TEST(Conversion, WithoutTheFactorAWidePlotIsFarBehindItsArc) {
  // What the factor is for: 200 km, 1 degree, 100 m. The naive place lies r s^2 = 61 m out along the line of
  // sight.
  const LocalFrame radar = somewhere();
  const Plot p = plot_at(200'000.0, 2.0, 0.0, 100.0, kDegree, kDegree);
  PositionMeasurement naive = to_position(p, radar);
  naive.z_ecef_m = radar.ecef_from_enu(enu_from_polar({p.range_m, p.azimuth_rad, p.elevation_rad}));
  const Errors errors = errors_given(p, naive, radar, 20'000);
  const double bias_m = dot(errors.mean_m, unit(naive.z_ecef_m - radar.origin_ecef_m));
  EXPECT_NEAR(bias_m, -p.range_m * kDegree * kDegree, 5.0);
}

/// Mean normalised error, and error along the line of sight, of a filter fed with many plots of one resting
/// place.
std::pair<double, double> filtered(bool with_factor, int runs) {
  const LocalFrame radar = somewhere();
  const Polar truth{200'000.0, 1.0, 0.0};
  const Vec3 p_true = radar.ecef_from_enu(enu_from_polar(truth));
  double nees = 0.0, along_m = 0.0;
  for (int run = 0; run < runs; ++run) {
    Draws d(ReplicateKey{4}, stream_key(Purpose::measurement_noise, 3), static_cast<std::uint64_t>(run));
    Symmetric3 information;
    Vec3 pull;
    for (int look = 0; look < 30; ++look) {
      const double n_range = d.normal(), n_azimuth = d.normal(), n_elevation = d.normal();
      const Plot p = plot_at(truth.range_m + 100.0 * n_range, truth.azimuth_rad + kDegree * n_azimuth,
                             truth.elevation_rad + kDegree * n_elevation, 100.0, kDegree, kDegree);
      PositionMeasurement z = to_position(p, radar);
      if (!with_factor)
        z.z_ecef_m = radar.ecef_from_enu(enu_from_polar({p.range_m, p.azimuth_rad, p.elevation_rad}));
      const Symmetric3 of_look = invert(z.covariance_m2).inverse;
      information = information + of_look;
      pull = pull + of_look * (z.z_ecef_m - p_true);
    }
    const Vec3 e = invert(information).inverse * pull;
    nees += dot(e, information * e) / runs;
    along_m += dot(e, unit(p_true - radar.origin_ecef_m)) / runs;
  }
  return {nees, along_m};
}

TEST(Conversion, KeepsAFilterConsistentWhereTheArcIsWide) {
  const auto [nees, along_m] = filtered(true, 50);
  EXPECT_GT(nees, 2.360);  // 95 % of the mean of 50 draws of chi-square with 3 degrees of freedom
  EXPECT_LT(nees, 3.716);
  EXPECT_LT(std::fabs(along_m), 15.0);
  const auto [naive_nees, naive_along_m] = filtered(false, 50);
  EXPECT_GT(naive_nees, 3.716);
  EXPECT_GT(naive_along_m, 30.0);
}

TEST(Conversion, ColumnsHoldTheSameBits) {
  const LocalFrame radar = somewhere();
  std::vector<Plot> plots;
  std::vector<int> order;
  for (int i = 0; i < 11; ++i) {
    Draws d(ReplicateKey{6}, stream_key(Purpose::measurement_noise, 4), static_cast<std::uint64_t>(i));
    const double range = d.uniform(), azimuth = d.uniform(), elevation = d.uniform();
    plots.push_back(plot_at(4e5 * range, 6.0 * azimuth, elevation, 50.0, 0.002, 0.003));
    plots.back().time = Time{i * 123'456'789LL};
    order.insert(order.begin(), i);
  }
  MeasurementColumns columns;
  to_positions(plots, order, radar, Time{1'000'000'000}, columns);
  ASSERT_EQ(columns.size, plots.size());
  for (std::size_t i = 0; i < plots.size(); ++i) {
    const Plot& p = plots[static_cast<std::size_t>(order[i])];
    const PositionMeasurement one = to_position(p, radar), many = columns.at(i);
    EXPECT_EQ(one.z_ecef_m, many.z_ecef_m);
    EXPECT_EQ(one.covariance_m2, many.covariance_m2);
    EXPECT_EQ(columns.time[i], p.time);
    EXPECT_EQ(columns.time_s[i], (p.time - Time{1'000'000'000}).seconds());
  }
}

TEST(Conversion, APerfectPlotStillHasACovarianceThatCanBeInverted) {
  const PositionMeasurement z = to_position(plot_at(5e4, 1.0, 0.1, 0.0, 0.0, 0.0), somewhere());
  Matrix<3, 3> lower;
  EXPECT_TRUE(cholesky(full(z.covariance_m2), lower));
  EXPECT_NEAR(trace(z.covariance_m2), 3.0, 1e-9);
}

}  // namespace
}  // namespace cupola::testing
