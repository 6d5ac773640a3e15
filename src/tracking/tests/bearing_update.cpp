#include "tracking/bearing_update.hpp"

#include <gtest/gtest.h>

#include "tracking/tests/bearing_scene.hpp"
#include "tracking/track_state.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr double kQ = 1.0;

ImmModel straight_model(double q_m2_s3) {
  ImmModel model;
  model.mode[0].acceleration_density_m2_s3 = q_m2_s3;
  return model;
}

/// A track after a bearing, and how well the two go together.
struct BearingFit {
  Track track;
  double distance2 = 0.0;
  int angles = 0;
};

BearingFit take(MixtureLanes& lanes, const double* mixture, const Track& track, const Bearing& b,
                const LocalFrame& site) {
  BearingFit result{track};
  const double dt_s = (b.time - track.time).seconds();
  lanes.clear();
  const int lane = lanes.add(mixture, dt_s);
  lanes.predict();
  const BearingAngles angles = angles_at(lanes.predicted_place_ecef_m(lane, std::min(dt_s, 0.0)), b, site);
  for (int i = 0; i < angles.count; ++i) {
    lanes.measure_angle(lane, angles.angle[i], dt_s);
    lanes.take_angles();
    result.distance2 += lanes.angle_distance2(lane);
  }
  std::vector<double> learnt(mixture_size(lanes.model()));
  lanes.read(lane, learnt.data(), result.track);
  result.track.time = std::max(track.time, b.time);
  result.angles = angles.count;
  return result;
}

BearingFit fit(const TrackState& state, const Bearing& b, const LocalFrame& site, double q_m2_s3) {
  MixtureLanes lanes(straight_model(q_m2_s3));
  std::vector<double> mixture(mixture_size(lanes.model()));
  start_mixture(lanes.model(), state.track, mixture.data());
  return take(lanes, mixture.data(), state.track, b, site);
}

TrackState track_of(const Target& target, double position_sd_m, double speed_sd_m_s) {
  TrackState state;
  state.track.p_ecef_m = target.p_ecef_m;
  state.track.v_ecef_m_s = target.v_ecef_m_s;
  for (int i = 0; i < 3; ++i) {
    state.track.covariance(i, i) = position_sd_m * position_sd_m;
    state.track.covariance(i + 3, i + 3) = speed_sd_m_s * speed_sd_m_s;
  }
  return state;
}

TEST(BearingUpdate, teaches_what_lies_across_and_nothing_of_range) {
  Listener site = Listener::at(0.0, 0.0, 0);
  const Target target = target_enu({0.0, 100e3, 8e3}, {});
  for (const bool elevation : {false, true}) {
    site.elevation = elevation;
    const TrackState before = track_of(target, 1000.0, 10.0);
    const BearingFit after = fit(before, site.bearing(target.at(0.0), Time{0}, nullptr), site.book.frame, kQ);
    // Along the line of sight, to the north and a little up, and across it.
    const Polar polar = polar_from_enu(site.book.frame.enu_from_ecef(target.p_ecef_m));
    const double cos = std::cos(polar.elevation_rad), sin = std::sin(polar.elevation_rad);
    const Matrix<3, 3> lean{{1.0, 0.0, 0.0, 0.0, cos, sin, 0.0, -sin, cos}};
    const Matrix<3, 3> turn = lean * site.book.frame.ecef_to_enu;
    Matrix<3, 3> pp;
    for (int i = 0; i < 3; ++i)
      for (int k = 0; k < 3; ++k) pp(i, k) = after.track.covariance(i, k);
    const Matrix<3, 3> c = turn * pp * transpose(turn);
    const double across2 = std::pow(100e3 * site.sd_rad, 2);
    const double expected = 1.0 / (1.0 / 1e6 + 1.0 / across2);
    EXPECT_NEAR(c(0, 0) / expected, 1.0, 0.005);
    EXPECT_NEAR(c(1, 1) / 1e6, 1.0, 0.01);
    EXPECT_NEAR(c(2, 2) / (elevation ? expected : 1e6), 1.0, 0.02);
    EXPECT_EQ(after.angles, elevation ? 2 : 1);
    EXPECT_LT(norm(after.track.p_ecef_m - target.p_ecef_m), 1e-3);
  }
}

// Information of the angles added to that of the track: another way to the same posterior.
TEST(BearingUpdate, is_the_posterior_of_the_information_form) {
  Listener site = Listener::at(0.0, 0.0, 0);
  site.elevation = true;
  const Target target = target_enu({50e3, 80e3, 9e3}, {200.0, -100.0, 0.0});
  TrackState before = track_of(target, 800.0, 30.0);
  for (int i = 0; i < 3; ++i) before.track.covariance(i, i + 3) = before.track.covariance(i + 3, i) = 9e3;
  Draws draws(ReplicateKey{3}, stream_key(Purpose::measurement_noise, 7), 0);
  const Bearing b = site.bearing(target.at(0.0), Time{0}, &draws);
  const BearingFit after = fit(before, b, site.book.frame, kQ);

  Matrix<6, 6> information, covariance;
  ASSERT_TRUE(invert_spd(before.track.covariance, information));
  const auto angles = [&](const Vec3& p) {
    const Polar polar = polar_from_enu(site.book.frame.enu_from_ecef(p));
    return std::pair(polar.azimuth_rad, polar.elevation_rad);
  };
  const auto at = angles(target.p_ecef_m);
  Matrix<6, 1> push;
  for (const bool second : {false, true}) {
    double gradient[3];
    for (int k = 0; k < 3; ++k) {
      Vec3 step{k == 0 ? 1.0 : 0.0, k == 1 ? 1.0 : 0.0, k == 2 ? 1.0 : 0.0};
      const auto up = angles(target.p_ecef_m + step), down = angles(target.p_ecef_m - step);
      gradient[k] = 0.5 * (second ? up.second - down.second : up.first - down.first);
    }
    const double residual = second ? b.elevation_rad - at.second : b.azimuth_rad - at.first;
    for (int i = 0; i < 3; ++i) {
      for (int k = 0; k < 3; ++k)
        information(i, k) += gradient[i] * gradient[k] / (site.sd_rad * site.sd_rad);
      push(i, 0) += gradient[i] * residual / (site.sd_rad * site.sd_rad);
    }
  }
  ASSERT_TRUE(invert_spd(information, covariance));
  const Matrix<6, 1> moved = covariance * push;
  const Vec3 p = after.track.p_ecef_m - target.p_ecef_m, v = after.track.v_ecef_m_s - target.v_ecef_m_s;
  const double got[6] = {p.x, p.y, p.z, v.x, v.y, v.z};
  for (int i = 0; i < 6; ++i) {
    EXPECT_NEAR(got[i], moved(i, 0), 1e-4 * std::max(1.0, std::fabs(moved(i, 0))));
    for (int k = 0; k < 6; ++k)
      EXPECT_NEAR(after.track.covariance(i, k), covariance(i, k),
                  1e-5 * std::sqrt(covariance(i, i) * covariance(k, k)));
  }
}

// Two sites turn about; the track starts as uncertain as it says and stays so.
TEST(BearingUpdate, keeps_an_honest_covariance_over_a_run) {
  Listener a = Listener::at(-50e3, 0.0, 0), b = Listener::at(50e3, 0.0, 1);
  a.elevation = b.elevation = true;
  const Target target = target_enu({0.0, 100e3, 8e3}, {220.0, -80.0, 0.0});
  double sum = 0.0;
  int count = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    TrackState state = track_of(target, 1000.0, 30.0);
    Draws draws(ReplicateKey{seed}, stream_key(Purpose::measurement_noise, 11), 0);
    double error[6];
    for (double& e : error) e = draws.normal();
    state.track.p_ecef_m = state.track.p_ecef_m + 1000.0 * Vec3{error[0], error[1], error[2]};
    state.track.v_ecef_m_s = state.track.v_ecef_m_s + 30.0 * Vec3{error[3], error[4], error[5]};
    for (int n = 1; n <= 20; ++n) {
      const Time t{n * 5'000'000'000};
      const Listener& site = n % 2 ? a : b;
      state.track = fit(state, site.bearing(target.at(n * 5.0), t, &draws), site.book.frame, 1e-6).track;
      Matrix<6, 6> inverse;
      ASSERT_TRUE(invert_spd(state.track.covariance, inverse));
      if (n < 20) continue;
      const Vec3 p = state.track.p_ecef_m - target.at(n * 5.0),
                 v = state.track.v_ecef_m_s - target.v_ecef_m_s;
      const Matrix<6, 1> e{{p.x, p.y, p.z, v.x, v.y, v.z}};
      sum += (transpose(e) * inverse * e)(0, 0);
      ++count;
    }
  }
  EXPECT_NEAR(sum / count, 6.0, 4.0 * std::sqrt(12.0 / count));
}

TEST(BearingUpdate, takes_a_late_bearing_as_of_its_own_time) {
  const Listener site = Listener::at(0.0, 0.0, 0);
  const Target target = target_enu({0.0, 100e3, 8e3}, {250.0, 0.0, 0.0});
  TrackState state = track_of(target, 500.0, 10.0);
  state.track.p_ecef_m = target.at(10.0);
  state.track.time = Time{10'000'000'000};
  const BearingFit late =
      fit(state, site.bearing(target.at(6.0), Time{6'000'000'000}, nullptr), site.book.frame, kQ);
  EXPECT_LT(late.distance2, 1e-3);
  EXPECT_EQ(late.track.time, state.track.time);
  EXPECT_LT(norm(late.track.p_ecef_m - target.at(10.0)), 1.0);
  const BearingFit wrong =
      fit(state, site.bearing(target.at(6.0), state.track.time, nullptr), site.book.frame, kQ);
  EXPECT_GT(wrong.distance2, 2.0);  // a kilometre off: five hundred metres is what the track claims
}

// A source in a turn: its bearings make the turn the likeliest mode, and the coarse test lets them pass.
TEST(BearingUpdate, weighs_the_modes) {
  const Listener site = Listener::at(0.0, 0.0, 0);
  ImmModel model = straight_model(1.0);
  model.modes = 2;
  model.mode[0].share = 0.5;
  model.mode[1] = {ModeMotion::turn, 1.0, 0.1, 1e-7, 0.05, 0.5};
  model.changes_per_s = 1.0 / 120.0;
  const Target target = target_enu({0.0, 60e3, 8e3}, {0.0, 250.0, 0.0});
  MixtureLanes lanes(model);
  std::vector<double> mixture(mixture_size(model));
  Track track = track_of(target, 100.0, 10.0).track;
  start_mixture(model, track, mixture.data());
  const double rate = 0.03, radius_m = 250.0 / rate;
  for (int n = 1; n <= 8; ++n) {
    const double t = 4.0 * n;
    const Target now =
        target_enu({radius_m * (1.0 - std::cos(rate * t)), 60e3 + radius_m * std::sin(rate * t), 8e3}, {});
    const Bearing b = site.bearing(now.p_ecef_m, Time{n * 4'000'000'000}, nullptr);
    EXPECT_TRUE(may_point_at(track.p_ecef_m + 4.0 * track.v_ecef_m_s, 1500.0, b, site.book.frame, 9.0));
    EXPECT_FALSE(may_point_at(track.p_ecef_m + Vec3{20e3, 20e3, 0.0}, 1500.0, b, site.book.frame, 9.0));
    track = take(lanes, mixture.data(), track, b, site.book.frame).track;
    lanes.read(0, mixture.data(), track);
    track.time = b.time;
  }
  const double turns = mixture[static_cast<std::size_t>(ImmShape<3>::weight_at(2, 1))];
  EXPECT_GT(turns, 0.9);
}

}  // namespace
}  // namespace cupola
