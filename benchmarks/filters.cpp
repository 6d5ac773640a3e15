// What a predict and update of a six-state Kalman filter costs by itself, beside the textbook's in Eigen: the
// same tracks, the same measurements.

#include <benchmark/benchmark.h>

#include <Eigen/Dense>
#include <vector>

#include "core/tests/linear_congruence.hpp"
#include "core/wide_lanes.hpp"
#include "tracking/kalman_batch_task.hpp"

namespace cupola {
namespace {

constexpr std::size_t kTracks = 1024;  // 350 kB of states: in the second level of cache
constexpr double kQ_m2_s3 = 20.0;

using State = Eigen::Matrix<double, 6, 1>;
using Covariance = Eigen::Matrix<double, 6, 6>;

struct TextbookTrack {
  State x;
  Covariance c;
};

struct Measured {
  Eigen::Vector3d z;
  Eigen::Matrix3d r;
};

template <int N>
Eigen::Matrix<double, N, N> random_covariance(testing::LinearCongruence& luck, double sd) {
  Eigen::Matrix<double, N, N> lower = Eigen::Matrix<double, N, N>::Zero();
  for (int i = 0; i < N; ++i)
    for (int j = 0; j <= i; ++j) lower(i, j) = sd * (i == j ? luck.in(0.5, 1.5) : luck.in(-0.5, 0.5));
  return lower * lower.transpose();
}

struct Tracks {
  std::vector<TextbookTrack> tracks{kTracks};
  std::vector<Measured> measured{kTracks};
  Tracks() {
    testing::LinearCongruence luck(1);
    for (std::size_t i = 0; i < kTracks; ++i) {
      tracks[i].c = random_covariance<6>(luck, 60.0);
      measured[i].r = random_covariance<3>(luck, 40.0);
      for (int k = 0; k < 6; ++k) tracks[i].x[k] = luck.in(-300.0, 300.0);
      for (int k = 0; k < 3; ++k) measured[i].z[k] = luck.in(-300.0, 300.0);
    }
  }
};

void per_track(benchmark::State& state) {
  state.counters["s/track"] = benchmark::Counter(static_cast<double>(state.iterations() * kTracks),
                                                 benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// As one would write it down from the book, at the sizes that are known: Eigen at its best, vectorised.
void kalman_of_eigen(benchmark::State& state) {
  Tracks all;
  const double t = 1.0;
  Covariance f = Covariance::Identity(), q = Covariance::Zero();
  Eigen::Matrix<double, 3, 6> h = Eigen::Matrix<double, 3, 6>::Zero();
  for (int i = 0; i < 3; ++i) {
    f(i, i + 3) = t;
    h(i, i) = 1.0;
    q(i, i) = kQ_m2_s3 * t * t * t / 3.0;
    q(i, i + 3) = q(i + 3, i) = kQ_m2_s3 * t * t / 2.0;
    q(i + 3, i + 3) = kQ_m2_s3 * t;
  }
  for (auto _ : state) {
    for (std::size_t i = 0; i < kTracks; ++i) {
      TextbookTrack& track = all.tracks[i];
      track.x = f * track.x;
      track.c = f * track.c * f.transpose() + q;
      const Eigen::Matrix3d s = h * track.c * h.transpose() + all.measured[i].r;
      const Eigen::Matrix<double, 6, 3> gain = track.c * h.transpose() * s.inverse();
      track.x += gain * (all.measured[i].z - h * track.x);
      track.c = (Covariance::Identity() - gain * h) * track.c;
    }
    benchmark::ClobberMemory();
  }
  per_track(state);
}
BENCHMARK(kalman_of_eigen);

struct Blocks {
  std::vector<double> states, measurements, dt_s;
  explicit Blocks(const Tracks& all)
      : states(kTracks * kStateRows<3>), measurements(kTracks * kMeasurementRows<3>), dt_s(kTracks, 1.0) {
    for (std::size_t i = 0; i < kTracks; ++i) {
      double* s = &states[i / 8 * 8 * kStateRows<3> + i % 8];
      const auto put = [&s](double value) { *s = value, s += 8; };
      const TextbookTrack& track = all.tracks[i];
      for (int k = 0; k < 6; ++k) put(track.x[k]);
      for (int a = 0; a < 3; ++a)
        for (int b = a; b < 3; ++b) put(track.c(a, b));
      for (int a = 0; a < 3; ++a)
        for (int b = 0; b < 3; ++b) put(track.c(a, 3 + b));
      for (int a = 0; a < 3; ++a)
        for (int b = a; b < 3; ++b) put(track.c(3 + a, 3 + b));
      s = &measurements[i / 8 * 8 * kMeasurementRows<3> + i % 8];
      for (int k = 0; k < 3; ++k) put(all.measured[i].z[k]);
      for (int a = 0; a < 3; ++a)
        for (int b = a; b < 3; ++b) put(all.measured[i].r(a, b));
    }
  }
};

void in_blocks(benchmark::State& state, const KalmanBatchKernels& kernels) {
  Blocks blocks{Tracks()};
  for (auto _ : state) {
    kernels.space(
        {blocks.states.data(), blocks.measurements.data(), blocks.dt_s.data(), kQ_m2_s3, kTracks / 8});
    benchmark::ClobberMemory();
  }
  per_track(state);
}

void kalman_scalar(benchmark::State& state) { in_blocks(state, kalman_batch_scalar()); }
BENCHMARK(kalman_scalar);
void kalman_v3(benchmark::State& state) { in_blocks(state, kalman_batch_v3()); }
BENCHMARK(kalman_v3);
void kalman_v4(benchmark::State& state) {
  if (has_wide_lanes())
    in_blocks(state, kalman_batch_v4());
  else
    state.SkipWithError("this processor has no AVX-512");
}
BENCHMARK(kalman_v4);

}  // namespace
}  // namespace cupola
