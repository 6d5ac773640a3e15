#include <gtest/gtest.h>

#include "core/wide_lanes.hpp"
#include "earth/geodetic.hpp"
#include "tracking/free_fall.hpp"
#include "tracking/imm_bank.hpp"
#include "tracking/tests/imm_scene.hpp"

namespace cupola::testing {
namespace {

constexpr double kR2[3] = {1e4, 0.0, 1e4};
constexpr double kPeriod_s = 4.0;

/// A track in a plane that is known well, flying east.
OneTrack<2> flying_east(const ImmModel& model, double speed_m_s) {
  OneTrack<2> track(model);
  const double x[5] = {0.0, 0.0, speed_m_s, 0.0, 0.0};
  Matrix<5, 5> c = Matrix<5, 5>::identity();
  for (int i = 0; i < 2; ++i) c(i, i) = 2500.0;
  for (int i = 2; i < 4; ++i) c(i, i) = 25.0;
  c(4, 4) = 9e-4;
  track.set(0, x, c);
  return track;
}

TEST(Imm, ModelsThatAreAlikeAreOneFilter) {
  const ImmMode straight{ModeMotion::straight, 20.0, 1.0, 0.0, 0.0, 1.0};
  ImmModel three;
  three.modes = 3;
  three.changes_per_s = 0.1;
  for (int k = 0; k < 3; ++k) {
    three.mode[k] = straight;
    three.mode[k].share = k == 0 ? 0.5 : 0.25;
  }
  OneTrack<2> one = flying_east(single(straight), 200.0), many = flying_east(three, 200.0);
  LinearCongruence luck(3);
  for (int s = 1; s <= 50; ++s) {
    const double east = 100.0 * normal(luck), north = 100.0 * normal(luck);
    const double z[2] = {200.0 * kPeriod_s * s + east, north};
    one.predict(kPeriod_s);
    many.predict(kPeriod_s);
    const double likelihood = one.update(z, kR2);
    EXPECT_NEAR(many.update(z, kR2) / likelihood, 1.0, 1e-12);
    for (int i = 0; i < 4; ++i) {
      EXPECT_NEAR(many.x(i), one.x(i), 1e-12 * 40'000.0);
      for (int j = i; j < 4; ++j) EXPECT_NEAR(many.c(i, j), one.c(i, j), 1e-12 * 1e4);
    }
    EXPECT_NEAR(many.weight(0), 0.5, 1e-12);
  }
}

TEST(Imm, ProbabilitiesOfTheModesAddUpToOne) {
  OneTrack<2> track = flying_east(plane_model(), 250.0);
  LinearCongruence luck(4);
  for (int s = 1; s <= 100; ++s) {
    track.predict(luck.in(0.1, 20.0));
    const double z[2] = {track.x(0) + luck.in(-3000, 3000), track.x(1) + luck.in(-3000, 3000)};
    track.update(z, kR2);
    EXPECT_NEAR(track.weight(0) + track.weight(1) + track.weight(2), 1.0, 1e-8);
  }
}

/// The probability of flight straight on, averaged over scans 10 to 40 of 50 runs.
TEST(Imm, BelievesInStraightFlightWhereATargetFliesStraight) {
  ImmModel model = plane_model();
  model.modes = 2;
  model.mode[0].share = 0.8;
  model.mode[1] = {ModeMotion::turn, 30.0, 1.0, 1e-7, 0.1, 0.2};
  double sum = 0.0;
  for (int run = 0; run < 50; ++run) {
    LinearCongruence luck(static_cast<std::uint64_t>(run));
    OneTrack<2> track = flying_east(model, 250.0);
    for (int s = 1; s <= 40; ++s) {
      const double east = 100.0 * normal(luck), north = 100.0 * normal(luck);
      const double z[2] = {250.0 * kPeriod_s * s + east, north};
      track.predict(kPeriod_s);
      track.update(z, kR2);
      if (s > 10) sum += track.weight(0);
    }
  }
  EXPECT_GT(sum / (50 * 30), 0.9);
}

/// At 3 g and 250 m/s the turn rate is 6.7 deg/s: two or three plots after its begin a turn is believed in.
TEST(Imm, SeesAHardTurnWithinThreePlots) {
  int seen = 0;
  for (int run = 0; run < 50; ++run) {
    LinearCongruence luck(static_cast<std::uint64_t>(run));
    OneTrack<2> track = flying_east(plane_model(), 250.0);
    const double rate = 3.0 * 9.80665 / 250.0;
    double straight = 1.0;
    for (int s = 1; s <= 13; ++s) {
      const double turn_s = std::max(0, s - 10) * kPeriod_s, on_s = std::min(s, 10) * kPeriod_s;
      const double east = 100.0 * normal(luck), north = 100.0 * normal(luck);
      const double z[2] = {250.0 * (on_s + math::sin(rate * turn_s) / rate) + east,
                           250.0 * (1.0 - math::cos(rate * turn_s)) / rate + north};
      track.predict(kPeriod_s);
      track.update(z, kR2);
      if (s == 10) {
        EXPECT_GT(track.weight(0), 0.5);
      }
      straight = track.weight(0);
    }
    seen += straight < 0.1;
  }
  EXPECT_GE(seen, 48);
}

TEST(Imm, TurnsAsTheCircleDoes) {
  OneTrack<2> track(single({ModeMotion::turn, 0.0, 1.0, 0.0, 0.05, 1.0}));
  const double w = 0.1, v = 200.0, t = 7.0;
  const double x[5] = {1000.0, -500.0, v, 0.0, w};
  Matrix<5, 5> c;
  for (int i = 0; i < 5; ++i) c(i, i) = 1e-12;
  track.set(0, x, c);
  track.predict(t);
  const std::vector<double>& out = track.predicted_bits();
  EXPECT_NEAR(out[0], 1000.0 + v * math::sin(w * t) / w, 1e-9);
  EXPECT_NEAR(out[8], -500.0 + v * (1.0 - math::cos(w * t)) / w, 1e-9);
  EXPECT_NEAR(out[16], v * math::cos(w * t), 1e-10);
  EXPECT_NEAR(out[24], v * math::sin(w * t), 1e-10);
}

/// In space a turn is level: about the local vertical, at the place of a target at 45 deg north.
TEST(Imm, TurnsAboutTheVerticalInSpace) {
  OneTrack<3> track(single({ModeMotion::turn, 0.0, 1.0, 0.0, 0.05, 1.0}));
  const LocalFrame frame = LocalFrame::at({0.785, 0.5, 9000.0});
  const double w = 0.1, v = 200.0, t = 7.0;
  const Vec3 p = frame.origin_ecef_m, v0 = frame.ecef_from_enu({v, 0.0, 0.0}) - p;
  const double x[7] = {p.x, p.y, p.z, v0.x, v0.y, v0.z, w};
  Matrix<7, 7> c;
  for (int i = 0; i < 7; ++i) c(i, i) = 1e-12;
  track.set(0, x, c);
  track.predict(t);
  const std::vector<double>& out = track.predicted_bits();
  const Vec3 enu = frame.enu_from_ecef({out[0], out[8], out[16]});
  EXPECT_NEAR(enu.x, v * math::sin(w * t) / w, 0.01);
  EXPECT_NEAR(enu.y, v * (1.0 - math::cos(w * t)) / w, 0.01);
  EXPECT_NEAR(enu.z, 0.0, 0.05);
}

/// The covariance against differences of the mean: the linearisation is that of the turn itself.
TEST(Imm, CarriesTheCovarianceOfATurn) {
  const ImmModel model = single({ModeMotion::turn, 0.0, 1.0, 0.0, 0.05, 1.0});
  const double x[5] = {0.0, 0.0, 150.0, 120.0, 0.08}, t = 5.0;
  const double step[5] = {1.0, 1.0, 0.1, 0.1, 1e-5};
  const auto moved = [&](const double* from) {
    OneTrack<2> track(model);
    track.set(0, from, Matrix<5, 5>::identity());
    track.predict(t);
    Vector<5> out;
    for (int i = 0; i < 5; ++i) out.m[i] = track.predicted_bits()[static_cast<std::size_t>(i) * 8];
    return out;
  };
  Matrix<5, 5> f, c = Matrix<5, 5>::identity();
  for (int j = 0; j < 5; ++j) {
    double high[5], low[5];
    std::copy(x, x + 5, high);
    std::copy(x, x + 5, low);
    high[j] += step[j];
    low[j] -= step[j];
    const Vector<5> d = moved(high) - moved(low);
    for (int i = 0; i < 5; ++i) f(i, j) = d.m[i] / (2.0 * step[j]);
    c(j, j) = 1.0 + j;
    if (j > 0) c(j, j - 1) = c(j - 1, j) = 0.3;
  }
  OneTrack<2> track(model);
  track.set(0, x, c);
  track.predict(t);
  const Matrix<5, 5> expected = f * c * transpose(f);
  for (int i = 0; i < 5; ++i)
    for (int j = i; j < 5; ++j) {
      const double got = track.predicted_bits()[static_cast<std::size_t>(5 + ImmShape<2>::at(i, j)) * 8];
      EXPECT_NEAR(got, expected(i, j), 1e-6 * std::fabs(expected(i, j)) + 1e-6);
    }
}

TEST(Imm, FallsAsAFreeBody) {
  OneTrack<3> track(single({ModeMotion::fall, 0.0, 1.0, 0.0, 0.0, 1.0}));
  const double x[7] = {6.45e6, 1e5, 2e5, 1500.0, 300.0, -200.0, 0.0}, t = 2.0;
  track.set(0, x, Matrix<7, 7>::identity());
  track.predict(t);
  const Vec3 a = track_free_fall_ecef_m_s2({x[0], x[1], x[2]}, {x[3], x[4], x[5]});
  const double expected[3] = {a.x, a.y, a.z};
  for (int i = 0; i < 3; ++i) {
    const std::size_t at = static_cast<std::size_t>(i) * 8;
    EXPECT_NEAR(track.predicted_bits()[at], x[i] + t * (x[3 + i] + 0.5 * t * expected[i]), 1e-8);
    EXPECT_NEAR(track.predicted_bits()[at + 24], x[3 + i] + t * expected[i], 1e-11);
  }
}

/// Without process noise the order in which measurements arrive does not matter.
TEST(Imm, AMeasurementThatComesLateTeachesTheSame) {
  const ImmModel model = single({ModeMotion::straight, 0.0, 1.0, 0.0, 0.0, 1.0});
  OneTrack<2> in_order = flying_east(model, 200.0), late = in_order;
  const double first[2] = {850.0, 60.0}, second[2] = {1590.0, -80.0};
  in_order.predict(4.0);
  in_order.update(first, kR2);
  in_order.predict(4.0);
  in_order.update(second, kR2);
  late.predict(8.0);
  late.update(second, kR2);
  late.update_late(first, kR2, -4.0);
  for (int i = 0; i < 4; ++i) {
    EXPECT_NEAR(late.x(i), in_order.x(i), 1e-9);
    for (int j = i; j < 4; ++j) EXPECT_NEAR(late.c(i, j), in_order.c(i, j), 1e-8);
  }
}

template <int D>
void expect_same_bits(const ImmKernels& kernels, const ImmModel& model) {
  constexpr int n = ImmShape<D>::kState;
  const double up_to[9] = {6.0e6, 1e5, 2e6, 200.0, -100.0, 50.0, 0.05, 0.0, 0.0};
  const double plane_r[6] = {1e4, 10.0, 2e4}, space_r[6] = {1e4, 10.0, -5.0, 2e4, 3.0, 1.5e4};
  const double* r = D == 2 ? plane_r : space_r;
  double x[n];
  for (int i = 0; i < n; ++i) x[i] = i < D ? up_to[i] : i == n - 1 ? 0.05 : up_to[3 + i - D];
  Matrix<n, n> c = Matrix<n, n>::identity();
  for (int i = 0; i < 2 * D; ++i) c(i, i) = i < D ? 3000.0 : 60.0;
  c(n - 1, n - 1) = 1e-3;
  OneTrack<D> a(model, imm_kernels_scalar<D>()), b(model, kernels);
  a.set(0, x, c);
  b.set(0, x, c);
  LinearCongruence luck(8);
  for (int s = 0; s < 40; ++s) {
    const double dt_s = luck.in(0.0, 12.0);
    a.predict(dt_s);
    b.predict(dt_s);
    double z[D];
    for (int i = 0; i < D; ++i) z[i] = a.x(i) + dt_s * a.x(D + i) + luck.in(-400.0, 400.0);
    EXPECT_EQ(a.update(z, r), b.update(z, r));
    if (s % 7 == 0) {
      EXPECT_EQ(a.update_late(z, r, -2.0), b.update_late(z, r, -2.0));
    }
    if (s % 7 == 3) {
      EXPECT_EQ(a.update_late(z, r, -2.0, z, 3.0), b.update_late(z, r, -2.0, z, 3.0));
    }
    for (std::size_t f = 0; f < a.bits().size(); f += kImmWidth) ASSERT_EQ(a.bits()[f], b.bits()[f]);
  }
}

/// Measurements near tracks all over, first by track, as gates give them, then each far from the one before.
void expect_same_weights(const ImmKernels& kernels, const ImmModel& model) {
  constexpr std::size_t kTracks = 40;
  ImmBank<2> a(model, imm_kernels_scalar<2>()), b(model, kernels);
  ImmBank<2>::Pairs pairs_a, pairs_b;
  LinearCongruence luck(5);
  double z[kTracks][2];
  for (ImmBank<2>* bank : {&a, &b}) bank->make_room(kTracks);
  for (std::size_t slot = 0; slot < kTracks; ++slot) {
    z[slot][0] = luck.in(-1e5, 1e5);
    z[slot][1] = luck.in(-1e5, 1e5);
    for (ImmBank<2>* bank : {&a, &b}) bank->start(slot, z[slot], kR2, 200.0, 50.0);
  }
  const std::vector<double> dt_s(kTracks, 4.0);
  a.predict(dt_s);
  b.predict(dt_s);
  const auto weigh = [&](ImmBank<2>& bank, ImmBank<2>::Pairs& pairs) {
    bank.clear(pairs);
    for (std::size_t i = 0; i < 2 * kTracks + 3; ++i) {
      const std::size_t slot = i < kTracks ? i * i / kTracks : 17 * i % kTracks;
      const double near[2] = {z[slot][0] + 40.0 * static_cast<double>(i % 7), z[slot][1] - 60.0};
      bank.add(pairs, slot, near, kR2, 0.0);
    }
    bank.weigh(pairs);
  };
  weigh(a, pairs_a);
  weigh(b, pairs_b);
  EXPECT_GT(pairs_a.density[0], 0.0);
  EXPECT_EQ(pairs_a.density, pairs_b.density);
  EXPECT_EQ(pairs_a.distance2, pairs_b.distance2);
}

TEST(Imm, WeighsTheSameBitsWhereverTheTracksLie) {
  ImmModel model = plane_model();
  expect_same_weights(imm_kernels_v3<2>(), model);
  if (has_wide_lanes()) expect_same_weights(imm_kernels_v4<2>(), model);
}

TEST(Imm, GivesTheSameBitsWhateverTheLanes) {
  ImmModel model = plane_model();
  model.modes = 5;
  model.mode[3] = {ModeMotion::straight, 3000.0, 0.1, 0.0, 0.0, 0.05};
  model.mode[4] = {ModeMotion::fall, 10.0, 1.0, 0.0, 0.0, 0.05};
  expect_same_bits<3>(imm_kernels_v3<3>(), model);
  if (has_wide_lanes()) expect_same_bits<3>(imm_kernels_v4<3>(), model);
  model.modes = 4;
  expect_same_bits<2>(imm_kernels_v3<2>(), model);
  if (has_wide_lanes()) expect_same_bits<2>(imm_kernels_v4<2>(), model);
}

}  // namespace
}  // namespace cupola::testing
