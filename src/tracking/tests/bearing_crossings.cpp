// What a tracker makes of bearings: crossings, ghosts, and tracks that live on directions alone.

#include "tracking/bearing_crossings.hpp"

#include <gtest/gtest.h>

#include "tracking/tests/bearing_scene.hpp"
#include "tracking/tracker.hpp"

namespace cupola {
namespace {

using namespace testing;

struct Watch {
  std::vector<Listener> sites;
  Tracker tracker;
  explicit Watch(std::vector<Listener> listeners)
      : sites(std::move(listeners)), tracker(PostId{0}, {}, books(sites)) {}

  static std::vector<SensorBook> books(const std::vector<Listener>& sites) {
    std::vector<SensorBook> all;
    for (const Listener& l : sites) all.push_back(l.book);
    return all;
  }
  void scan(std::uint32_t n, const std::vector<Target>& targets, std::uint64_t seed = 1) {
    for (const Listener& l : sites) tracker.process(l.batch(n, targets, seed));
  }
  int firm() const {
    int count = 0;
    for (const TrackState& s : tracker.tracks()) count += s.track.confirmed && !s.dropped;
    return count;
  }
  int alive() const {
    int count = 0;
    for (const TrackState& s : tracker.tracks()) count += !s.dropped;
    return count;
  }
};

/// How far the nearest firm track lies from a target; -1: there is none.
double nearest_m(const Tracker& tracker, const Target& target, double t_s) {
  double best = -1.0;
  for (const TrackState& s : tracker.tracks()) {
    const double d = norm(s.track.p_ecef_m - target.at(t_s));
    if (s.track.confirmed && !s.dropped && (best < 0.0 || d < best)) best = d;
  }
  return best;
}

/// Squared distance of the firm track, if there is one, from the target, in what it claims to know of its place.
double distance2(const Tracker& tracker, const Target& target) {
  for (const TrackState& s : tracker.tracks()) {
    if (!s.track.confirmed || s.dropped) continue;
    const Vec3 d = s.track.p_ecef_m - target.at((s.track.time - Time{}).seconds());
    Matrix<3, 3> covariance, inverse;
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j < 3; ++j) covariance(i, j) = s.track.covariance(i, j);
    if (!invert_spd(covariance, inverse)) return 1e300;
    const double e[3] = {d.x, d.y, d.z};
    double sum = 0.0;
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j < 3; ++j) sum += e[i] * inverse(i, j) * e[j];
    return sum;
  }
  return 0.0;
}

std::vector<Listener> pair_of_sites(double sd_deg, bool elevation = false) {
  std::vector<Listener> sites = {Listener::at(-50e3, 0.0, 0), Listener::at(50e3, 0.0, 1)};
  for (Listener& l : sites) {
    l.sd_rad = sd_deg * kDegree;
    l.elevation = elevation;
  }
  return sites;
}

TEST(Bearings, of_one_site_make_no_track) {
  Watch watch({Listener::at(0.0, 0.0, 0)});
  const std::vector<Target> targets = {target_enu({0.0, 100e3, 8e3}, {250.0, 0.0, 0.0})};
  for (std::uint32_t n = 0; n < 30; ++n) watch.scan(n, targets);
  EXPECT_EQ(watch.tracker.tracks().size(), 0u);
}

TEST(Bearings, of_two_sites_make_a_track_that_stays_honest) {
  double sum = 0.0;
  int count = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Watch watch(pair_of_sites(0.2, true));
    const std::vector<Target> targets = {target_enu({-20e3, 120e3, 8e3}, {220.0, -40.0, 0.0})};
    std::uint32_t n = 0;
    for (; n < 15; ++n) {
      watch.scan(n, targets, seed);
      EXPECT_TRUE(n != 3 || watch.firm() == 1) << seed;
    }
    EXPECT_EQ(watch.firm(), 1) << seed;
    for (const TrackState& s : watch.tracker.tracks()) {
      if (!s.track.confirmed) continue;
      Matrix<6, 6> inverse;
      ASSERT_TRUE(invert_spd(s.track.covariance, inverse));
      const double t_s = s.track.time.ns * 1e-9;
      const Vec3 p = s.track.p_ecef_m - targets[0].at(t_s), v = s.track.v_ecef_m_s - targets[0].v_ecef_m_s;
      const Matrix<6, 1> e{{p.x, p.y, p.z, v.x, v.y, v.z}};
      sum += (transpose(e) * inverse * e)(0, 0);
      ++count;
      EXPECT_LT(norm(p), 3000.0);
    }
  }
  // The filter allows for manoeuvres that this target does not fly: never worse than it says.
  EXPECT_LT(sum / count, 6.0 + 4.0 * std::sqrt(12.0 / count));
  EXPECT_GT(sum / count, 1.5);
}

// Two sources and two sites: four crossings, two of them of nobody. One of these is far out and comes in at
// six kilometres a second; the other flies as straight as any, but each bearing is believed once.
TEST(Bearings, of_two_sources_cross_four_times_and_the_third_scan_ends_the_ghosts) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Watch watch(pair_of_sites(0.1));
    const std::vector<Target> targets = {target_enu({-36e3, 100e3, 8e3}, {300.0, 0.0, 0.0}),
                                         target_enu({36e3, 100e3, 8e3}, {-300.0, 0.0, 0.0})};
    watch.scan(0, targets, seed);
    EXPECT_EQ(watch.alive(), 4) << seed;
    EXPECT_EQ(watch.firm(), 0);
    watch.scan(1, targets, seed);
    watch.scan(2, targets, seed);
    EXPECT_EQ(watch.firm(), 2) << seed;
    const double t_s = 30.0;
    for (const Target& target : targets) {
      const double off_m = nearest_m(watch.tracker, target, t_s);
      EXPECT_GE(off_m, 0.0);
      EXPECT_LT(off_m, 5500.0) << seed;  // height is not measured
    }
    for (std::uint32_t n = 3; n < 8; ++n) watch.scan(n, targets, seed);
    EXPECT_EQ(watch.alive(), 2) << seed;
  }
}

// With elevation there is nothing to wait for.
TEST(Bearings, with_elevation_give_no_ghosts_at_different_ranges) {
  Watch watch(pair_of_sites(0.1, true));
  const std::vector<Target> targets = {target_enu({-30e3, 100e3, 8e3}, {300.0, 0.0, 0.0}),
                                       target_enu({25e3, 60e3, 8e3}, {0.0, 300.0, 0.0})};
  watch.scan(0, targets);
  EXPECT_EQ(watch.alive(), 2);
}

// Ghosts of two that fly side by side fly as straight as they: two sites cannot tell.
TEST(Bearings, leave_it_open_who_is_the_ghost_of_two_that_fly_abreast) {
  int wrong = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Watch watch(pair_of_sites(0.1));
    const std::vector<Target> targets = {target_enu({-20e3, 100e3, 8e3}, {0.0, -250.0, 0.0}),
                                         target_enu({20e3, 100e3, 8e3}, {0.0, -250.0, 0.0})};
    for (std::uint32_t n = 0; n < 6; ++n) watch.scan(n, targets, seed);
    // Ghosts or not: no bearing stands behind two firm tracks.
    EXPECT_LE(watch.firm(), 2);
    for (const Target& target : targets) wrong += !(nearest_m(watch.tracker, target, 60.0) < 6000.0);
  }
  EXPECT_GT(wrong, 0);
}

// A third site knows: of four crossings it sees two.
TEST(Bearings, of_a_third_site_tell_the_ghosts_of_two_that_fly_abreast) {
  int wrong = 0, firm = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    std::vector<Listener> sites = pair_of_sites(0.1);
    sites.push_back(Listener::at(10e3, -40e3, 2));
    sites.back().sd_rad = 0.1 * kDegree;
    Watch watch(sites);
    const std::vector<Target> targets = {target_enu({-20e3, 100e3, 8e3}, {0.0, -250.0, 0.0}),
                                         target_enu({20e3, 100e3, 8e3}, {0.0, -250.0, 0.0})};
    for (std::uint32_t n = 0; n < 6; ++n) watch.scan(n, targets, seed);
    for (const Target& target : targets) wrong += !(nearest_m(watch.tracker, target, 60.0) < 6000.0);
    firm += watch.firm();
  }
  EXPECT_EQ(wrong, 0);
  EXPECT_LE(firm, 44);
}

/// A firm track is kept by one site's bearings for a while: its place across, not its range.
TEST(Bearings, of_one_site_keep_a_track_until_its_place_is_lost) {
  Watch watch(pair_of_sites(0.1, true));
  const std::vector<Target> targets = {target_enu({-20e3, 120e3, 8e3}, {150.0, -40.0, 0.0})};
  std::uint32_t n = 0;
  for (; n < 10; ++n) watch.scan(n, targets);
  ASSERT_EQ(watch.firm(), 1);
  const auto alone = [&] { watch.tracker.process(watch.sites[0].batch(n++, targets, 1)); };
  for (int i = 0; i < 10; ++i) alone();
  EXPECT_EQ(watch.firm(), 1);
  // A target that holds its course is foreseen for long, and the track knows how well; at last it is given up.
  for (int i = 0; i < 360; ++i) {
    alone();
    EXPECT_LT(distance2(watch.tracker, targets[0]), 30.0) << n;
  }
  EXPECT_EQ(watch.firm(), 0);
}

TEST(Bearings, in_any_order_give_the_same_bits) {
  Watch one(pair_of_sites(0.1)), other(pair_of_sites(0.1));
  const std::vector<Target> targets = {target_enu({-30e3, 100e3, 8e3}, {300.0, 0.0, 0.0}),
                                       target_enu({25e3, 90e3, 8e3}, {0.0, 300.0, 0.0}),
                                       target_enu({5e3, 140e3, 8e3}, {-200.0, 0.0, 0.0})};
  for (std::uint32_t n = 0; n < 8; ++n)
    for (const Listener& site : one.sites) {
      PlotBatch batch = site.batch(n, targets, 5);
      one.tracker.process(batch);
      std::reverse(batch.bearings.begin(), batch.bearings.end());
      other.tracker.process(batch);
      ASSERT_EQ(one.tracker.tracks().size(), other.tracker.tracks().size());
      for (std::size_t i = 0; i < one.tracker.tracks().size(); ++i) {
        const Track &a = one.tracker.tracks()[i].track, &b = other.tracker.tracks()[i].track;
        EXPECT_EQ(a.number, b.number);
        EXPECT_EQ(a.p_ecef_m.x, b.p_ecef_m.x);
        EXPECT_EQ(a.covariance, b.covariance);
      }
    }
}

TEST(Bearings, tell_what_they_went_to) {
  Watch watch(pair_of_sites(0.05));
  const std::vector<Target> targets = {target_enu({-30e3, 100e3, 8e3}, {300.0, 0.0, 0.0})};
  watch.scan(0, targets);
  ASSERT_EQ(watch.tracker.bearing_uses().size(), 1u);
  const BearingUse use = watch.tracker.bearing_uses()[0];
  EXPECT_EQ(use.bearing, 0);
  ASSERT_EQ(use.crossed_with.size(), 1u);
  EXPECT_EQ(use.crossed_with[0].radar, RadarId{0});
  EXPECT_NE(watch.tracker.find(use.track), nullptr);
  for (std::uint32_t n = 1; n < 6; ++n) watch.scan(n, targets);
  ASSERT_EQ(watch.tracker.bearing_uses().size(), 1u);
  EXPECT_TRUE(watch.tracker.bearing_uses()[0].crossed_with.empty());
}

}  // namespace
}  // namespace cupola
