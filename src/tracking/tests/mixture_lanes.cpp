#include "tracking/mixture_lanes.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/wide_lanes.hpp"
#include "tracking/free_fall.hpp"
#include "tracking/motion_settings.hpp"
#include "tracking/tests/imm_scene.hpp"
#include "tracking/tests/scene.hpp"

namespace cupola::testing {
namespace {

ImmModel run_model() { return imm_model(motion_of_runs(), FallRule::by_place); }

Track some_track(LinearCongruence& luck) {
  Track track;
  track.p_ecef_m = {4.2e6 + 1e4 * normal(luck), 2.1e6 + 1e4 * normal(luck), 4.3e6 + 1e4 * normal(luck)};
  track.v_ecef_m_s = {200.0 * normal(luck), 200.0 * normal(luck), 200.0 * normal(luck)};
  for (int i = 0; i < 6; ++i) track.covariance(i, i) = i < 3 ? 4e4 : 900.0;
  return track;
}

PositionMeasurement near(const Track& track, double dt_s, LinearCongruence& luck) {
  const Vec3 error{150.0 * normal(luck), 150.0 * normal(luck), 150.0 * normal(luck)};
  return {track.p_ecef_m + dt_s * track.v_ecef_m_s + error, {2e4, 3e3, -2e3, 3e4, 1e3, 2.5e4}};
}

/// What a track is after a plot in time, one late, and a bearing's angle.
std::vector<double> after_all(const std::vector<Track>& tracks, std::size_t which,
                              const ImmKernels& kernels) {
  const ImmModel model = run_model();
  std::vector<std::vector<double>> mixtures;
  for (const Track& track : tracks) {
    mixtures.emplace_back(mixture_size(model));
    start_mixture(model, track, mixtures.back().data());
  }
  MixtureLanes lanes(model, kernels);
  std::vector<double> result = mixtures[which];
  for (const double dt_s : {6.0, 4.0, -2.5}) {
    lanes.clear();
    for (const auto& mixture : mixtures) lanes.add(mixture.data(), dt_s + 0.25);
    lanes.predict();
    for (std::size_t i = 0; i < tracks.size(); ++i) {
      LinearCongruence luck(100 * i + 7);
      lanes.measure(static_cast<int>(i), near(tracks[i], dt_s, luck), dt_s);
    }
    lanes.update();
    for (std::size_t i = 0; i < tracks.size(); ++i) {
      Track track;
      lanes.read(static_cast<int>(i), mixtures[i].data(), track);
    }
    result.insert(result.end(), mixtures[which].begin(), mixtures[which].end());
  }
  lanes.clear();
  for (const auto& mixture : mixtures) lanes.add(mixture.data(), 1.0);
  lanes.predict();
  for (int lane = 0; lane < lanes.size(); ++lane)
    lanes.measure_angle(lane, {lanes.predicted_place_ecef_m(lane, 0.0), {1e-5, 2e-6, -3e-6}, 1e-3, 3e-6},
                        1.0);
  lanes.take_angles();
  Track track;
  lanes.read(static_cast<int>(which), mixtures[which].data(), track);
  result.insert(result.end(), mixtures[which].begin(), mixtures[which].end());
  result.push_back(lanes.likelihood(static_cast<int>(which)));
  return result;
}

TEST(MixtureLanes, GiveTheSameBitsWhereverATrackLiesAndOnAnyProcessor) {
  LinearCongruence luck(5);
  std::vector<Track> tracks;
  for (int i = 0; i < 19; ++i) tracks.push_back(some_track(luck));
  for (const std::size_t which : {0u, 5u, 8u, 18u}) {
    const std::vector<double> together = after_all(tracks, which, imm_kernels_scalar<3>());
    EXPECT_EQ(after_all(tracks, which, imm_kernels_v3<3>()), together);
    if (has_wide_lanes()) {
      EXPECT_EQ(after_all(tracks, which, imm_kernels_v4<3>()), together);
    }
  }
  // Alone it learns what it learns among others (the luck of a track is that of its place).
  const std::vector<double> first = after_all(tracks, 0, imm_kernels<3>());
  tracks.resize(1);
  EXPECT_EQ(after_all(tracks, 0, imm_kernels<3>()), first);
}

std::vector<const ImmKernels*> all_kernels() {
  std::vector<const ImmKernels*> all{&imm_kernels_scalar<3>(), &imm_kernels_v3<3>()};
  if (has_wide_lanes()) all.push_back(&imm_kernels_v4<3>());
  return all;
}

/// Eleven tracks, each in a lane of its own, four seconds on.
struct Eleven {
  explicit Eleven(const ImmKernels& kernels) : lanes(run_model(), kernels) {
    LinearCongruence luck(11);
    for (int i = 0; i < 11; ++i) {
      tracks.push_back(some_track(luck));
      mixtures.emplace_back(mixture_size(lanes.model()));
      start_mixture(lanes.model(), tracks.back(), mixtures.back().data());
      plots.push_back(near(tracks.back(), 4.0, luck));
    }
    for (const auto& mixture : mixtures) lanes.add(mixture.data(), 4.0);
    lanes.predict();
  }
  MixtureLanes lanes;
  std::vector<Track> tracks;
  std::vector<std::vector<double>> mixtures;
  std::vector<PositionMeasurement> plots;
};

// The kernels take tracks that stand side by side as they stand, and four where no more are left.
TEST(MixtureLanes, WeighAPairAlikeWhateverOthersAreAsked) {
  for (const double dt_s : {4.0, 4.25}) {  // when it is predicted to, and later
    std::vector<std::pair<double, double>> alone;
    for (int i = 0; i < 11; ++i) {
      Eleven eleven(imm_kernels_scalar<3>());
      eleven.lanes.ask(i, eleven.plots[static_cast<std::size_t>(i)], dt_s);
      eleven.lanes.weigh();
      alone.emplace_back(eleven.lanes.density_per_m3(0), eleven.lanes.distance2(0));
      EXPECT_GT(alone.back().first, 0.0);
      EXPECT_GT(alone.back().second, 0.0);
    }
    for (const ImmKernels* kernels : all_kernels())
      for (int count = 1; count <= 11; ++count)
        for (const int step : {1, 2, 10})  // side by side, with others between, backward
          for (int first = 0; first < 11; ++first) {
            Eleven eleven(*kernels);
            const auto lane = [&](int n) { return (first + step * n) % 11; };
            for (int n = 0; n < count; ++n)
              eleven.lanes.ask(lane(n), eleven.plots[static_cast<std::size_t>(lane(n))], dt_s);
            eleven.lanes.weigh();
            for (int n = 0; n < count; ++n) {
              const auto [density, distance2] = alone[static_cast<std::size_t>(lane(n))];
              const auto question = static_cast<std::size_t>(n);
              EXPECT_EQ(eleven.lanes.density_per_m3(question), density)
                  << count << " from " << first << " by " << step;
              EXPECT_EQ(eleven.lanes.distance2(question), distance2)
                  << count << " from " << first << " by " << step;
            }
          }
  }
}

// Where half a block alone is hit, it alone is taught.
TEST(MixtureLanes, TeachALaneAlikeWhicheverOthersAreTaught) {
  for (const double dt_s : {4.0, -1.5}) {
    std::vector<std::vector<double>> together;
    for (const ImmKernels* kernels : all_kernels())
      for (const std::vector<int>& taught :
           {std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, {1, 2}, {5, 7}, {2, 6}, {3, 9}, {4}}) {
        Eleven eleven(*kernels);
        for (const int i : taught) eleven.lanes.measure(i, eleven.plots[static_cast<std::size_t>(i)], dt_s);
        eleven.lanes.update();
        for (const int i : taught)
          eleven.lanes.read(i, eleven.mixtures[static_cast<std::size_t>(i)].data(),
                            eleven.tracks[static_cast<std::size_t>(i)]);
        if (together.empty()) together = eleven.mixtures;
        for (const int i : taught)
          EXPECT_EQ(eleven.mixtures[static_cast<std::size_t>(i)], together[static_cast<std::size_t>(i)]) << i;
      }
  }
}

// The kernels themselves have their oracles in imm.cpp; here that the lanes ask them rightly.
TEST(MixtureLanes, TeachWhatTheKernelsTeachOneTrack) {
  const ImmModel model = run_model();
  LinearCongruence luck(9);
  const Track track = some_track(luck);
  std::vector<double> mixture(mixture_size(model));
  start_mixture(model, track, mixture.data());
  OneTrack<3> one(model);
  const double x[7] = {track.p_ecef_m.x,
                       track.p_ecef_m.y,
                       track.p_ecef_m.z,
                       track.v_ecef_m_s.x,
                       track.v_ecef_m_s.y,
                       track.v_ecef_m_s.z,
                       0.0};
  Matrix<7, 7> c;
  for (int i = 0; i < 6; ++i) c(i, i) = track.covariance(i, i);
  c(6, 6) = model.mode[0].rate_sd_rad_s * model.mode[0].rate_sd_rad_s;
  one.set(0, x, c);
  const PositionMeasurement m = near(track, 5.0, luck);
  const Symmetric3& s = m.covariance_m2;
  const double z[3] = {m.z_ecef_m.x, m.z_ecef_m.y, m.z_ecef_m.z};
  const double r[6] = {s.xx + 1.0, s.xy, s.xz, s.yy + 1.0, s.yz, s.zz + 1.0};
  one.predict(5.0);
  one.update(z, r);

  MixtureLanes lanes(model);
  lanes.add(mixture.data(), 2.0);  // predicted for another's sake
  lanes.predict();
  lanes.measure(0, m, 5.0);
  lanes.update();
  Track learnt;
  lanes.read(0, mixture.data(), learnt);
  for (int k = 0; k < model.modes; ++k)
    EXPECT_EQ(one.weight(k), mixture[static_cast<std::size_t>(ImmShape<3>::weight_at(model.modes, k))]);
  EXPECT_EQ(learnt.p_ecef_m, (Vec3{one.x(0), one.x(1), one.x(2)}));
  EXPECT_EQ(learnt.v_ecef_m_s, (Vec3{one.x(3), one.x(4), one.x(5)}));
  for (int i = 0; i < 6; ++i)
    for (int j = 0; j < 6; ++j) EXPECT_EQ(learnt.covariance(i, j), one.c(i, j));
}

// Turns and agile mode alike fall where the track is high.
TEST(MixtureLanes, FallFreelyWhereNothingFlies) {
  const ImmModel model = run_model();
  for (const double height_m : {8'000.0, 40'000.0}) {
    const LocalFrame here = LocalFrame::at({0.67, 0.47, height_m});
    Track track;
    track.p_ecef_m = here.origin_ecef_m;
    track.v_ecef_m_s = transpose(here.ecef_to_enu) * Vec3{600.0, 300.0, -100.0};
    for (int i = 0; i < 6; ++i) track.covariance(i, i) = i < 3 ? 2500.0 : 25.0;
    std::vector<double> mixture(mixture_size(model));
    start_mixture(model, track, mixture.data());
    MixtureLanes lanes(model);
    lanes.add(mixture.data(), 4.0);
    lanes.predict();
    const bool falls = falls_freely(track.p_ecef_m, track.v_ecef_m_s);
    EXPECT_EQ(falls, height_m > 20'000.0);
    const Vec3 a = falls ? track_free_fall_ecef_m_s2(track.p_ecef_m, track.v_ecef_m_s) : Vec3{};
    const Vec3 there = track.p_ecef_m + 4.0 * track.v_ecef_m_s + 8.0 * a;
    lanes.ask(0, {there, diagonal(100.0)}, 4.0);
    lanes.weigh();
    EXPECT_LT(lanes.distance2(0), 1e-4);
  }
}

TEST(MixtureLanes, StayPositiveDefiniteWithSharpPlotsAndLongWaits) {
  const ImmModel model = run_model();
  LinearCongruence luck(3);
  for (int run = 0; run < 200; ++run) {
    Track track = some_track(luck);
    for (int i = 0; i < 6; ++i) track.covariance(i, i) = i < 3 ? 1e8 : 1e6;
    std::vector<double> mixture(mixture_size(model));
    start_mixture(model, track, mixture.data());
    MixtureLanes lanes(model);
    for (int look = 0; look < 40; ++look) {
      const double dt_s = luck.in(0.0, 1.0) < 0.3 ? 0.0 : luck.in(0.0, 15.0);
      PositionMeasurement z = near(track, dt_s, luck);
      z.covariance_m2 = {luck.in(0.0, 1e4), 0.0, 0.0, luck.in(0.0, 1e6), 0.0, luck.in(0.0, 1e2)};
      lanes.clear();
      lanes.add(mixture.data(), dt_s);
      lanes.predict();
      lanes.measure(0, z, dt_s);
      lanes.update();
      lanes.read(0, mixture.data(), track);
      Matrix<6, 6> lower;
      ASSERT_TRUE(cholesky(track.covariance, lower));
      ASSERT_EQ(track.covariance, transpose(track.covariance));
    }
  }
}

}  // namespace
}  // namespace cupola::testing
