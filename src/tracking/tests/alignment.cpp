#include "tracking/alignment.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tracking/tests/scene.hpp"

namespace cupola {
namespace {

using testing::kDegree;
using testing::TestRadar;

SensorBook book(std::uint32_t id, double longitude_deg, double azimuth_sd_deg) {
  SensorBook b = TestRadar::at(40.0, longitude_deg, id).book;
  b.registration_sd.azimuth_rad = azimuth_sd_deg * kDegree;
  return b;
}

/// One plot, where its radar puts a place, out of line by so much.
PlotBatch batch_of(const SensorBook& radar, const Vec3& p_ecef_m, double time_s, double wrong_deg = 0.0) {
  Polar z = polar_from_enu(radar.frame.enu_from_ecef(p_ecef_m));
  PlotBatch batch;
  batch.radar = radar.id;
  batch.begin = batch.end = Time{static_cast<std::int64_t>(time_s * 1e9)};
  Plot plot;
  plot.radar = radar.id;
  plot.time = batch.begin;
  plot.range_m = z.range_m;
  plot.azimuth_rad = z.azimuth_rad + wrong_deg * kDegree;
  plot.elevation_rad = z.elevation_rad;
  plot.range_sd_m = 30.0;
  plot.azimuth_sd_rad = plot.elevation_sd_rad = 0.05 * kDegree;
  batch.plots = {plot};
  return batch;
}

/// Works a batch as the tracker does; the measurement as it would be filtered.
PositionMeasurement work(Alignment& alignment, const std::vector<SensorBook>& books, std::size_t sensor,
                         const PlotBatch& told, TrackNumber track) {
  const PlotBatch& batch = alignment.corrected(told, sensor);
  const std::vector<int> order = {0};
  MeasurementColumns columns;
  to_positions(batch.plots, order, books[sensor].frame, Time{}, columns);
  alignment.widen(order, books[sensor].frame, sensor, columns);
  alignment.learn({track}, {1});
  return columns.at(0);
}

double largest_sd_m(const PositionMeasurement& z) { return std::sqrt(trace(z.covariance_m2)); }

TEST(Alignment, DoesNothingWhereNobodyIsOutOfLine) {
  for (const RegistrationPolicy policy : {RegistrationPolicy::allowed_for, RegistrationPolicy::estimated})
    EXPECT_FALSE(Alignment(policy, {book(0, 32.0, 0.0), book(1, 32.5, 0.0)}).active());
  EXPECT_FALSE(Alignment(RegistrationPolicy::none, {book(0, 32.0, 1.0), book(1, 32.5, 1.0)}).active());
  EXPECT_TRUE(Alignment(RegistrationPolicy::estimated, {book(0, 32.0, 0.0), book(1, 32.5, 1.0)}).active());
}

/// 1 degree at 100 km is 1745 m; of two side by side against each other, sqrt(2) times that.
TEST(Alignment, SpreadsThePlotsOfOneRadarByWhatIsNotKnownOfTheTwo) {
  const std::vector<SensorBook> books = {book(0, 32.0, 1.0), book(1, 32.0, 1.0)};
  Alignment alignment(RegistrationPolicy::allowed_for, books);
  const Vec3 there = books[0].frame.ecef_from_enu({0.0, 100e3, 5e3});
  const double alone_m = largest_sd_m(to_position(batch_of(books[0], there, 1.0).plots[0], books[0].frame));
  EXPECT_NEAR(largest_sd_m(work(alignment, books, 0, batch_of(books[0], there, 1.0), 7)), alone_m, 1e-6);
  const double spread_m = largest_sd_m(work(alignment, books, 1, batch_of(books[1], there, 2.0), 7));
  EXPECT_NEAR(std::sqrt(spread_m * spread_m - alone_m * alone_m), std::sqrt(2.0) * 1745.3, 3.0);
  // What the post claims is the error of the frame that its picture stands in.
  const Matrix<3, 3> claimed = alignment.spread_m2(there);
  EXPECT_NEAR(std::sqrt(claimed(0, 0) + claimed(1, 1) + claimed(2, 2)), 1745.3, 2.0);
}

/// The picture stands in the frame of the radar that is best aligned.
TEST(Alignment, StandsInTheFrameOfTheBestRadar) {
  const std::vector<SensorBook> books = {book(0, 32.0, 1.0), book(1, 32.5, 0.1)};
  Alignment alignment(RegistrationPolicy::allowed_for, books);
  const Vec3 there = books[1].frame.ecef_from_enu({0.0, 100e3, 5e3});
  const double alone_m = largest_sd_m(to_position(batch_of(books[1], there, 1.0).plots[0], books[1].frame));
  EXPECT_NEAR(largest_sd_m(work(alignment, books, 1, batch_of(books[1], there, 1.0), 7)), alone_m, 1e-6);
  const Matrix<3, 3> claimed = alignment.spread_m2(there);
  EXPECT_NEAR(std::sqrt(claimed(0, 0) + claimed(1, 1) + claimed(2, 2)), 174.5, 1.0);
}

/// A target that stands still, seen in turn by two radars: one a degree out, one half a degree the other way.
TEST(Alignment, FindsTheErrorsFromCommonTracksAndTakesThemOff) {
  const std::vector<SensorBook> books = {book(0, 32.0, 1.0), book(1, 32.7, 1.0)};
  const double wrong_deg[] = {1.0, -0.5};
  Alignment alignment(RegistrationPolicy::estimated, books);
  Vec3 places[4];
  for (int k = 0; k < 4; ++k)
    places[k] = books[0].frame.ecef_from_enu({-60e3 + 45e3 * k, 90e3 + 12e3 * k, 6e3});
  PositionMeasurement last[2];
  for (int i = 0; i < 120; ++i)
    for (int k = 0; k < 4; ++k) {
      const std::size_t s = static_cast<std::size_t>(i % 2);
      last[s] = work(alignment, books, s, batch_of(books[s], places[k], 5.0 * i + k, wrong_deg[s]),
                     TrackNumber(7 + k));
    }
  const std::vector<RadarAlignment> found = alignment.estimates();
  ASSERT_EQ(found.size(), 2u);
  for (std::size_t s = 0; s < 2; ++s) {
    EXPECT_NEAR(found[s].bias.azimuth_rad, wrong_deg[s] * kDegree, 3.0 * found[s].sd.azimuth_rad);
    EXPECT_LT(found[s].sd.azimuth_rad, 0.05 * kDegree);
    EXPECT_LT(norm(last[s].z_ecef_m - places[3]), 60.0);  // 100 km off, and 0.05 degrees are 87 m
    EXPECT_LT(largest_sd_m(last[s]), 200.0);
    // Whoever sends a beam there sends it where the radar's own plots lie.
    const Vec3 own = alignment.in_numbers_of(books[s].id, places[3]);
    const Polar dial = polar_from_enu(books[s].frame.enu_from_ecef(own)),
                true_dial = polar_from_enu(books[s].frame.enu_from_ecef(places[3]));
    EXPECT_NEAR(math::wrap_pi(dial.azimuth_rad - true_dial.azimuth_rad), wrong_deg[s] * kDegree,
                0.02 * kDegree);
  }
}

TEST(Alignment, KnowsNothingOfWhatOneRadarSeesAlone) {
  const std::vector<SensorBook> books = {book(0, 32.0, 1.0), book(1, 32.7, 1.0)};
  Alignment alignment(RegistrationPolicy::estimated, books);
  const Vec3 there = books[0].frame.ecef_from_enu({0.0, 100e3, 5e3});
  for (int i = 0; i < 50; ++i) work(alignment, books, 0, batch_of(books[0], there, 5.0 * i, 1.0), 7);
  EXPECT_EQ(alignment.estimates()[0].bias.azimuth_rad, 0.0);
  EXPECT_DOUBLE_EQ(alignment.estimates()[0].sd.azimuth_rad, kDegree);
}

}  // namespace
}  // namespace cupola
