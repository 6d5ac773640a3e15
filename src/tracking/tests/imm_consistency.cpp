#include <gtest/gtest.h>

#include <cmath>

#include "tracking/free_fall.hpp"
#include "tracking/tests/imm_scene.hpp"

// Is each filter as sure of itself as it may be, on targets that move just as it believes? The normalised
// estimation error squared (NEES) has a chi-square distribution then: it lies in its band in 95 % of the
// scans.

namespace cupola::testing {
namespace {

constexpr int kSeeds = 100, kScans = 30;
constexpr double kPeriod_s = 4.0, kSd_m = 100.0;

/// Share of the scans of one run in which the NEES lies in the band.
using Run = double (*)(LinearCongruence&);

void expect_consistent(const char* filter, Run run) {
  double sum = 0.0, squares = 0.0;
  for (int seed = 0; seed < kSeeds; ++seed) {
    LinearCongruence luck(static_cast<std::uint64_t>(1000 + seed));
    const double share = run(luck);
    sum += share;
    squares += share * share;
  }
  const double mean = sum / kSeeds;
  // Scans of one run depend on each other, runs do not: the error comes from the spread of the runs.
  const double error = std::sqrt((squares / kSeeds - mean * mean) / (kSeeds - 1));
  std::printf("%s: %.2f %% of scans in the band of 95 %%, give or take %.2f\n", filter, 100.0 * mean,
              100.0 * error);
  EXPECT_NEAR(mean, 0.95, 2.0 * error) << filter;
}

template <int N>
bool in_band(const Matrix<N, N>& c, const Vector<N>& error) {
  Matrix<N, N> inverse;
  EXPECT_TRUE(invert_spd(c, inverse));
  const double nees = (transpose(error) * inverse * error).m[0];
  return nees >= 2.0 * math::gamma_p_inverse(0.5 * N, 0.025) &&
         nees <= 2.0 * math::gamma_p_inverse(0.5 * N, 0.975);
}

/// Of the first N components of the state.
template <int N, int D>
bool in_band(const OneTrack<D>& track, const double* truth) {
  Matrix<N, N> c;
  Vector<N> error;
  for (int i = 0; i < N; ++i) {
    error.m[i] = track.x(i) - truth[i];
    for (int j = 0; j < N; ++j) c(i, j) = track.c(i, j);
  }
  return in_band(c, error);
}

/// A plane's target: position and velocity drawn about what the filter begins with.
struct Start {
  double x[5], c[5];
};

OneTrack<2> track_of(const ImmModel& model, const Start& s) {
  OneTrack<2> track(model);
  Matrix<5, 5> c;
  for (int i = 0; i < 5; ++i) c(i, i) = s.c[i];
  track.set(0, s.x, c);
  return track;
}

/// White-noise acceleration over a scan, the same along each axis.
void shake(LinearCongruence& luck, double q, double* p, double* v) {
  const double t = kPeriod_s, one = normal(luck), other = normal(luck);
  const double dv = std::sqrt(q * t) * one;
  *p += 0.5 * t * dv + std::sqrt(q * t * t * t / 12.0) * other;
  *v += dv;
}

template <int D>
void look(LinearCongruence& luck, OneTrack<D>& track, const double* truth) {
  double z[D], r[6] = {};
  for (int i = 0, n = 0; i < D; ++i) {
    z[i] = truth[i] + kSd_m * normal(luck);
    for (int j = i; j < D; ++j, ++n) r[n] = i == j ? kSd_m * kSd_m : 0.0;
  }
  track.predict(kPeriod_s);
  track.update(z, r);
}

double straight_run(LinearCongruence& luck, const ImmModel& model) {
  const Start start{{0.0, 0.0, 200.0, 50.0, 0.0}, {1e4, 1e4, 400.0, 400.0, 0.0}};
  OneTrack<2> track = track_of(model, start);
  double x[4];
  for (int i = 0; i < 4; ++i) x[i] = start.x[i] + std::sqrt(start.c[i]) * normal(luck);
  int inside = 0;
  for (int s = 0; s < kScans; ++s) {
    for (int i = 0; i < 2; ++i) {
      x[i] += kPeriod_s * x[2 + i];
      shake(luck, 20.0, &x[i], &x[2 + i]);
    }
    look(luck, track, x);
    inside += in_band<4>(track, x);
  }
  return static_cast<double>(inside) / kScans;
}

TEST(ImmConsistency, OfFlightStraightOn) {
  expect_consistent("straight", [](LinearCongruence& luck) {
    return straight_run(luck, single({ModeMotion::straight, 20.0, 1.0, 0.0, 0.0, 1.0}));
  });
}

TEST(ImmConsistency, OfSeveralModelsThatAreOne) {
  expect_consistent("three alike", [](LinearCongruence& luck) {
    ImmModel model;
    model.modes = 3;
    model.changes_per_s = 0.05;
    for (int k = 0; k < 3; ++k)
      model.mode[k] = {ModeMotion::straight, 20.0, 1.0, 0.0, 0.0, k == 0 ? 0.5 : 0.25};
    return straight_run(luck, model);
  });
}

double turn_run(LinearCongruence& luck) {
  constexpr double q = 2.0, rate_q = 1e-7;
  const Start start{{0.0, 0.0, 200.0, 50.0, 0.02}, {1e4, 1e4, 100.0, 100.0, 1e-4}};
  OneTrack<2> track = track_of(single({ModeMotion::turn, q, 1.0, rate_q, 0.01, 1.0}), start);
  double x[5];
  for (int i = 0; i < 5; ++i) x[i] = start.x[i] + std::sqrt(start.c[i]) * normal(luck);
  int inside = 0;
  for (int s = 0; s < kScans; ++s) {
    const double w = x[4], sine = math::sin(w * kPeriod_s), cosine = math::cos(w * kPeriod_s);
    const double vx = x[2], vy = x[3];
    x[0] += (sine * vx - (1.0 - cosine) * vy) / w;
    x[1] += ((1.0 - cosine) * vx + sine * vy) / w;
    x[2] = cosine * vx - sine * vy;
    x[3] = sine * vx + cosine * vy;
    for (int i = 0; i < 2; ++i) shake(luck, q, &x[i], &x[2 + i]);
    x[4] += std::sqrt(rate_q * kPeriod_s) * normal(luck);
    look(luck, track, x);
    inside += in_band<5>(track, x);
  }
  return static_cast<double>(inside) / kScans;
}
TEST(ImmConsistency, OfTurns) { expect_consistent("turn", turn_run); }

double fall_run(LinearCongruence& luck) {
  constexpr double q = 10.0;
  const double start[7] = {6.46e6, 1e5, 2e5, 900.0, 900.0, -300.0, 0.0};
  Matrix<7, 7> c;
  double x[6];
  for (int i = 0; i < 6; ++i) {
    c(i, i) = i < 3 ? 1e4 : 400.0;
    x[i] = start[i] + std::sqrt(c(i, i)) * normal(luck);
  }
  OneTrack<3> track(single({ModeMotion::fall, q, 1.0, 0.0, 0.0, 1.0}));
  track.set(0, start, c);
  int inside = 0;
  for (int s = 0; s < kScans; ++s) {
    constexpr int steps = 40;
    for (int k = 0; k < steps; ++k) {
      const double t = kPeriod_s / steps;
      const Vec3 a = track_free_fall_ecef_m_s2({x[0], x[1], x[2]}, {x[3], x[4], x[5]});
      const double each[3] = {a.x, a.y, a.z};
      for (int i = 0; i < 3; ++i) {
        x[i] += t * (x[3 + i] + 0.5 * t * each[i]);
        x[3 + i] += t * each[i];
      }
    }
    for (int i = 0; i < 3; ++i) shake(luck, q, &x[i], &x[3 + i]);
    look(luck, track, x);
    inside += in_band<6>(track, x);
  }
  return static_cast<double>(inside) / kScans;
}
TEST(ImmConsistency, OfFreeFall) { expect_consistent("fall", fall_run); }

/// A filter that claims half the noise is found out.
TEST(ImmConsistency, TheBandSeesNoiseThatIsNotAsClaimed) {
  double sum = 0.0;
  for (int seed = 0; seed < kSeeds; ++seed) {
    LinearCongruence luck(static_cast<std::uint64_t>(seed));
    sum += straight_run(luck, single({ModeMotion::straight, 5.0, 1.0, 0.0, 0.0, 1.0}));
  }
  EXPECT_LT(sum / kSeeds, 0.92);
}

}  // namespace
}  // namespace cupola::testing
