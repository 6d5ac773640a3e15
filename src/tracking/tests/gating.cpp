#include "tracking/gating.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tracking/tests/scene.hpp"

namespace cupola::testing {
namespace {

Vec3 normal3(Draws& d, double sd) {
  const double x = d.normal(), y = d.normal(), z = d.normal();
  return {sd * x, sd * y, sd * z};
}

/// Tracks and plots thrown into a box, dense enough for several plots in a gate. What the tracks are comes of
/// real updates: some flew on, some turned, some were thrown about, so that the modes have parted.
struct Box {
  ImmModel model = imm_model(motion_of_runs(), FallRule::by_place);
  TrackTable tracks{1, model};
  std::vector<Plot> plots;
  std::vector<int> order;
  MeasurementColumns measurements;
  CoveredSpan span;
  SelectedTracks selected;
};

/// One track through a few looks at what it may have done.
void live(TrackTable& tracks, int position, const ImmModel& model, Draws& d) {
  MixtureLanes lanes(model);
  TrackState& state = tracks.at(position);
  const double rate = 0.08 * d.normal(), restless_m_s2 = d.uniform() < 0.3 ? 30.0 : 0.0;
  const Vec3 up = unit(state.track.p_ecef_m), ahead = cross(up, unit(cross(up, state.track.v_ecef_m_s)));
  const Vec3 side = cross(up, ahead);
  const double speed_m_s = norm(state.track.v_ecef_m_s);
  Vec3 p = state.track.p_ecef_m;
  const int looks = static_cast<int>(8.0 * d.uniform());
  for (int n = 1; n <= looks; ++n) {
    const double step_s = 1.0 + 9.0 * d.uniform(), course = rate * n * 5.0;
    p = p + (step_s * speed_m_s) * (std::cos(course) * ahead + std::sin(course) * side) +
        normal3(d, restless_m_s2 * step_s * step_s);
    const double sd_m = 50.0 + 300.0 * d.uniform();
    const PositionMeasurement z{p + normal3(d, sd_m), diagonal(sd_m * sd_m)};
    lanes.clear();
    lanes.add(tracks.mixture(position), step_s);
    lanes.predict();
    lanes.measure(0, z, step_s);
    lanes.update();
    lanes.read(0, tracks.mixture(position), state.track);
  }
}

Box box(std::uint64_t seed, double batch_s, int tracks, int plots, double size_m) {
  const TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  Box b;
  Draws d(ReplicateKey{seed}, stream_key(Purpose::traffic, 1), 0);
  std::vector<TrackState> born;
  for (int i = 0; i < tracks; ++i) {
    TrackState s;
    s.track.number = static_cast<TrackNumber>(i + 1);
    const double height_m = d.uniform() < 0.3 ? 40e3 : 8e3;
    s.track.p_ecef_m = radar.book.frame.ecef_from_enu(Vec3{1e5, 2e4, height_m} + normal3(d, size_m));
    s.track.v_ecef_m_s = normal3(d, 300.0);
    const double position_sd = 20.0 + 400.0 * d.uniform(), speed_sd = 5.0 + 100.0 * d.uniform();
    for (int k = 0; k < 6; ++k)
      s.track.covariance(k, k) = k < 3 ? position_sd * position_sd : speed_sd * speed_sd;
    for (int k = 0; k < 3; ++k)
      s.track.covariance(k, k + 3) = s.track.covariance(k + 3, k) = 0.5 * position_sd * speed_sd;
    born.push_back(s);
  }
  b.tracks.insert(born, 0, [](int) {});
  for (int i = 0; i < tracks; ++i) {
    live(b.tracks, i, b.model, d);
    TrackState& s = b.tracks.at(i);
    s.track.time = Time{} + Duration::seconds(100.0 - 12.0 * d.uniform() + 4.0);
    renew_free_fall(s);
    b.tracks.renew(i, s.track.time.ns * 1e-9, 1e9);
  }
  // Near the track that it may be of, and of another that lies there.
  for (int j = 0; j < plots; ++j) {
    const double when = d.uniform();
    const Time t = Time{} + Duration::seconds(100.0 + batch_s * when);
    const Track& track = b.tracks.at(j % tracks).track;
    const Vec3 p = track.p_ecef_m + (t - track.time).seconds() * track.v_ecef_m_s + normal3(d, size_m);
    b.plots.push_back(radar.plot(p, t, d));
  }
  std::sort(b.plots.begin(), b.plots.end(), measured_before);
  for (int j = 0; j < plots; ++j) b.order.push_back(j);
  to_positions(b.plots, b.order, radar.book.frame, Time{}, b.measurements);
  b.span.middle_s = 100.0 + 0.5 * batch_s;
  b.span.half_length_s = 0.5 * batch_s;
  const Gate gate(0.997, b.model);
  for (int i = 0; i < tracks; ++i)
    b.selected.add(i, b.tracks.columns(), b.tracks.slot(i), b.span, gate.rule());
  return b;
}

std::vector<double> everywhere(double odds_per_m3, const Box& b) {
  return std::vector<double>(b.measurements.size, odds_per_m3);
}

using Pair = std::pair<int, int>;
std::vector<Pair> found_in(const Box& b, Gate& gate, double odds_per_m3) {
  MixtureLanes lanes(b.model);
  std::vector<Candidate> candidates;
  gate.find(b.selected, b.tracks, b.measurements, b.span, everywhere(odds_per_m3, b), lanes, candidates);
  std::vector<Pair> pairs;
  for (const Candidate& c : candidates) pairs.push_back({c.track, c.plot});
  return pairs;
}

/// Every pair by itself, predicted to the plot's own time, without a coarse test. Those that pass both tests
/// by a factor.
std::vector<Pair> all_pairs(const Box& b, double chi_square, double odds_per_m3, double factor) {
  std::vector<Pair> pairs;
  MixtureLanes lanes(b.model);
  for (std::size_t j = 0; j < b.plots.size(); ++j)
    for (int i = 0; i < static_cast<int>(b.tracks.size()); ++i) {
      const double dt_s = (b.measurements.time[j] - b.tracks.at(i).track.time).seconds();
      lanes.clear();
      lanes.add(b.tracks.mixture(i), dt_s);
      lanes.predict();
      lanes.ask(0, b.measurements.at(j), dt_s);
      lanes.weigh();
      if (lanes.distance2(0) * factor < chi_square && lanes.density_per_m3(0) > odds_per_m3 * factor)
        pairs.push_back({i, static_cast<int>(j)});
    }
  return pairs;
}

bool holds(const std::vector<Pair>& pairs, const Pair& pair) {
  return std::find(pairs.begin(), pairs.end(), pair) != pairs.end();
}

Gate gate_of(double probability) { return Gate(probability, Box().model); }

TEST(Gating, HasTheQuantilesOfChiSquareWithThreeDegreesOfFreedom) {
  EXPECT_NEAR(gate_of(0.99).chi_square(), 11.345, 5e-4);
  EXPECT_NEAR(gate_of(0.95).chi_square(), 7.815, 5e-4);
}

TEST(Gating, TheCoarseTestLosesNothing) {
  std::size_t found = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed)
    for (const double batch_s : {0.0, 0.6, 10.0})
      for (const int tracks : {2, 37})
        for (const double odds : {1e-17, 1e-10}) {
          const Box b = box(seed, batch_s, tracks, 30, 4000.0);
          Gate gate(0.997, b.model);
          const std::vector<Pair> pairs = found_in(b, gate, odds);
          // Carried on by half a second at most, straight: the border of the gate is blurred.
          const double blur = batch_s > 0.0 ? 1.1 : 1.0;
          for (const Pair& pair : all_pairs(b, gate.chi_square(), odds, blur))
            EXPECT_TRUE(holds(pairs, pair)) << pair.first << " " << pair.second;
          const std::vector<Pair> may = all_pairs(b, gate.chi_square(), odds, 1.0 / blur);
          for (const Pair& pair : pairs) EXPECT_TRUE(holds(may, pair)) << pair.first << " " << pair.second;
          found += pairs.size();
        }
  EXPECT_GT(found, 50u);
}

// The density itself is held to the textbook in tests/imm.cpp and tests/mixture_lanes.cpp.
TEST(Gating, CostIsTheLikelihoodRatioAgainstAMissAndAFalsePlot) {
  const Box b = box(1, 0.6, 37, 30, 2000.0);
  Gate gate(0.997, b.model);
  MixtureLanes lanes(b.model);
  const double odds = 1e-16;
  std::vector<Candidate> candidates;
  gate.find(b.selected, b.tracks, b.measurements, b.span, everywhere(odds, b), lanes, candidates);
  ASSERT_FALSE(candidates.empty());
  for (const Candidate& c : candidates) EXPECT_NEAR(c.cost, -std::log(c.density_per_m3 / odds), 1e-9);
}

TEST(Gating, HoldsTheRightPlotAsOftenAsItPromises) {
  constexpr int n = 40'000;
  const double probability = 0.99, q = 50.0;
  ImmModel model;
  model.mode[0].acceleration_density_m2_s3 = q;
  const Gate gate(probability, model);
  const TestRadar radar = TestRadar::at(38.4, 27.2, 1);
  Track track;
  track.p_ecef_m = radar.book.frame.ecef_from_enu({1e5, 2e4, 8e3});
  for (int k = 0; k < 6; ++k) track.covariance(k, k) = k < 3 ? 2e4 : 400.0;
  MixtureLanes lanes(model);
  std::vector<double> mixture(mixture_size(model));
  start_mixture(model, track, mixture.data());
  const double t = 10.0;
  lanes.add(mixture.data(), t);
  lanes.predict();
  for (int i = 0; i < n; ++i) {
    Draws d(ReplicateKey{2}, stream_key(Purpose::measurement_noise, 9), static_cast<std::uint64_t>(i));
    const Vec3 p = track.p_ecef_m + normal3(d, std::sqrt(2e4)) + t * normal3(d, 20.0) +
                   normal3(d, std::sqrt(q * t * t * t / 3.0));
    lanes.ask(0, to_position(radar.plot(p, {}, d), radar.book.frame), t);
  }
  lanes.weigh();
  int inside = 0;
  for (std::size_t i = 0; i < n; ++i) inside += lanes.distance2(i) < gate.chi_square();
  EXPECT_NEAR(inside, n * probability, 5.0 * std::sqrt(n * probability * (1.0 - probability)));
}

TEST(Gating, AsksNoPlotThatIsTaken) {
  Box b = box(1, 0.6, 37, 30, 2000.0);
  b.measurements.taken.assign(b.plots.size(), 1);
  Gate gate(0.997, b.model);
  EXPECT_TRUE(found_in(b, gate, 1e-16).empty());
}

}  // namespace
}  // namespace cupola::testing
