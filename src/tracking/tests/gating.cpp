#include "tracking/gating.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tracking/tests/scene.hpp"

namespace cupola::testing {
namespace {

constexpr double kQ = 50.0;

Vec3 normal3(Draws& d, double sd) {
  const double x = d.normal(), y = d.normal(), z = d.normal();
  return {sd * x, sd * y, sd * z};
}

/// Tracks and plots thrown into a box, dense enough for several plots in a gate.
struct Box {
  std::vector<TrackState> tracks;
  TrackColumns columns;
  std::vector<Plot> plots;
  std::vector<int> order;
  MeasurementColumns measurements;
  CoveredSpan span;
  SelectedTracks selected;
};

Box box(std::uint64_t seed, double batch_s, int tracks, int plots, double size_m) {
  const TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  Box b;
  Draws d(ReplicateKey{seed}, stream_key(Purpose::traffic, 1), 0);
  b.columns.grow(static_cast<std::size_t>(tracks));
  for (int i = 0; i < tracks; ++i) {
    TrackState s;
    s.track.p_ecef_m = radar.book.frame.ecef_from_enu(Vec3{1e5, 2e4, 8e3} + normal3(d, size_m));
    s.track.v_ecef_m_s = normal3(d, 300.0);
    const double position_sd = 20.0 + 400.0 * d.uniform(), speed_sd = 5.0 + 100.0 * d.uniform();
    for (int k = 0; k < 6; ++k)
      s.track.covariance(k, k) = k < 3 ? position_sd * position_sd : speed_sd * speed_sd;
    for (int k = 0; k < 3; ++k)
      s.track.covariance(k, k + 3) = s.track.covariance(k + 3, k) = 0.5 * position_sd * speed_sd;
    const double age = d.uniform(), falling = d.uniform();
    s.track.time = Time{} + Duration::seconds(100.0 - 12.0 * age + 4.0);
    if (falling < 0.3) s.free_fall_ecef_m_s2 = normal3(d, 5.0);
    b.tracks.push_back(s);
    b.columns.set(static_cast<std::size_t>(i), s.track.time.ns * 1e-9, s.track, s.free_fall_ecef_m_s2);
  }
  for (int j = 0; j < plots; ++j) {
    const double when = d.uniform();
    const Time t = Time{} + Duration::seconds(100.0 + batch_s * when);
    const Vec3 p = radar.book.frame.ecef_from_enu(Vec3{1e5, 2e4, 8e3} + normal3(d, size_m));
    b.plots.push_back(radar.plot(p, t, d));
    b.order.push_back(j);
  }
  PlotConverter converter;
  converter.convert(b.plots, b.order, radar.book.frame, Time{}, b.measurements);
  b.span.middle_s = 100.0 + 0.5 * batch_s;
  b.span.half_length_s = 0.5 * batch_s;
  for (int i = 0; i < tracks; ++i) b.selected.add(i, b.columns, static_cast<std::size_t>(i), b.span, kQ);
  return b;
}

std::vector<double> everywhere(double odds_per_m3, const Box& b) {
  return std::vector<double>(b.measurements.size, odds_per_m3);
}

/// Every pair by the definitions, without a coarse test.
std::vector<std::pair<int, int>> all_pairs(const Box& b, double chi_square, double odds_per_m3) {
  std::vector<std::pair<int, int>> pairs;
  for (int j = 0; j < static_cast<int>(b.plots.size()); ++j)
    for (int i = 0; i < static_cast<int>(b.tracks.size()); ++i) {
      const TrackState& s = b.tracks[static_cast<std::size_t>(i)];
      const double t = (b.measurements.time[static_cast<std::size_t>(j)] - s.track.time).seconds();
      Matrix<6, 6> f = Matrix<6, 6>::identity();
      for (int k = 0; k < 3; ++k) f(k, k + 3) = t;
      const Matrix<6, 6> p = f * s.track.covariance * transpose(f);
      const PositionMeasurement z = b.measurements.at(static_cast<std::size_t>(j));
      Matrix<3, 3> sum = full(z.covariance_m2), inverse, lower;
      for (int r = 0; r < 3; ++r)
        for (int c = 0; c < 3; ++c) sum(r, c) += p(r, c) + (r == c ? kQ * std::fabs(t * t * t) / 3.0 : 0.0);
      EXPECT_TRUE(invert_spd(sum, inverse) && cholesky(sum, lower));
      const Vec3 d =
          z.z_ecef_m - (s.track.p_ecef_m + t * s.track.v_ecef_m_s + 0.5 * t * t * s.free_fall_ecef_m_s2);
      const double d2 = dot(d, inverse * d), root_det = lower(0, 0) * lower(1, 1) * lower(2, 2);
      const double likelihood = std::exp(-0.5 * d2) / (std::pow(2.0 * math::kPi, 1.5) * root_det);
      if (d2 < chi_square && likelihood > odds_per_m3) pairs.push_back({i, j});
    }
  return pairs;
}

TEST(Gating, HasTheQuantilesOfChiSquareWithThreeDegreesOfFreedom) {
  EXPECT_NEAR(Gate(0.99, kQ).chi_square(), 11.345, 5e-4);
  EXPECT_NEAR(Gate(0.95, kQ).chi_square(), 7.815, 5e-4);
}

TEST(Gating, TheCoarseTestLosesNothing) {
  std::size_t found = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed)
    for (const double batch_s : {0.0, 0.6, 10.0})
      for (const double odds : {1e-17, 1e-10}) {
        const Box b = box(seed, batch_s, 37, 30, 4000.0);
        Gate gate(0.997, kQ);
        std::vector<Candidate> candidates;
        gate.find(b.selected, b.tracks, b.measurements, b.span, everywhere(odds, b), candidates);
        std::vector<std::pair<int, int>> pairs;
        for (const Candidate& c : candidates) pairs.push_back({c.track, c.plot});
        const auto expected = all_pairs(b, gate.chi_square(), odds);
        EXPECT_EQ(pairs, expected);
        found += pairs.size();
      }
  EXPECT_GT(found, 500u);
}

TEST(Gating, CostIsTheLikelihoodRatioAgainstAMissAndAFalsePlot) {
  const Box b = box(1, 0.6, 37, 30, 2000.0);
  Gate gate(0.997, kQ);
  const double odds = 1e-16;
  std::vector<Candidate> candidates;
  gate.find(b.selected, b.tracks, b.measurements, b.span, everywhere(odds, b), candidates);
  ASSERT_FALSE(candidates.empty());
  for (const Candidate& c : candidates) {
    const double density = std::exp(-0.5 * c.innovation.distance2()) /
                           std::sqrt(std::pow(2.0 * math::kPi, 3.0) * c.innovation.determinant);
    EXPECT_NEAR(c.cost, -std::log(density / odds), 1e-9);
  }
}

TEST(Gating, HoldsTheRightPlotAsOftenAsItPromises) {
  constexpr int n = 40'000;
  const double probability = 0.99;
  const Gate gate(probability, kQ);
  const TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  Track track;
  track.p_ecef_m = radar.book.frame.ecef_from_enu({1e5, 2e4, 8e3});
  for (int k = 0; k < 6; ++k) track.covariance(k, k) = k < 3 ? 2e4 : 400.0;
  int inside = 0;
  for (int i = 0; i < n; ++i) {
    Draws d(ReplicateKey{2}, stream_key(Purpose::measurement_noise, 9), static_cast<std::uint64_t>(i));
    const double t = 10.0;
    const Vec3 p = track.p_ecef_m + normal3(d, std::sqrt(2e4)) + t * normal3(d, 20.0) +
                   normal3(d, std::sqrt(kQ * t * t * t / 3.0));
    const PositionMeasurement z = to_position(radar.plot(p, {}, d), radar.book.frame);
    inside += innovation(track, {}, t, kQ, z.z_ecef_m, z.covariance_m2).distance2() < gate.chi_square();
  }
  EXPECT_NEAR(inside, n * probability, 5.0 * std::sqrt(n * probability * (1.0 - probability)));
}

TEST(Gating, AsksNoPlotThatIsTaken) {
  Box b = box(1, 0.6, 37, 30, 2000.0);
  b.measurements.taken.assign(b.plots.size(), 1);
  Gate gate(0.997, kQ);
  std::vector<Candidate> candidates;
  gate.find(b.selected, b.tracks, b.measurements, b.span, everywhere(1e-16, b), candidates);
  EXPECT_TRUE(candidates.empty());
}

}  // namespace
}  // namespace cupola::testing
