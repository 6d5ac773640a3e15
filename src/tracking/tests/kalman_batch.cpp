#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <vector>

#include "core/matrix.hpp"
#include "core/tests/linear_congruence.hpp"
#include "core/wide_lanes.hpp"
#include "tracking/kalman_batch_task.hpp"

namespace cupola {
namespace {

using testing::LinearCongruence;

constexpr double kQ = 20.0;

/// L L' of a random L with a diagonal well above zero.
template <int N>
Matrix<N, N> random_covariance(LinearCongruence& luck, double sd) {
  Matrix<N, N> lower;
  for (int i = 0; i < N; ++i)
    for (int j = 0; j <= i; ++j) lower(i, j) = sd * (i == j ? luck.in(0.5, 1.5) : luck.in(-0.5, 0.5));
  return lower * transpose(lower);
}

template <int D>
struct Case {
  Vector<2 * D> x;
  Matrix<2 * D, 2 * D> c;
  Vector<D> z;
  Matrix<D, D> r;
  double dt_s = 0.0;
};

template <int D>
Case<D> random_case(LinearCongruence& luck) {
  Case<D> one;
  one.c = random_covariance<2 * D>(luck, 60.0);
  one.r = random_covariance<D>(luck, 40.0);
  for (int i = 0; i < D; ++i) {
    one.x(i, 0) = luck.in(-2e5, 2e5);
    one.x(D + i, 0) = luck.in(-300.0, 300.0);
    one.z(i, 0) = one.x(i, 0) + luck.in(-900.0, 900.0);
  }
  one.dt_s = luck.in(0.0, 6.0);
  return one;
}

/// The textbook: F P F' + Q, the gain, Joseph's form.
template <int D>
void by_the_book(Case<D>& one) {
  constexpr int N = 2 * D;
  const double t = one.dt_s;
  Matrix<N, N> f = Matrix<N, N>::identity(), q;
  Matrix<D, N> h;
  for (int i = 0; i < D; ++i) {
    f(i, D + i) = t;
    h(i, i) = 1.0;
    q(i, i) = kQ * t * t * t / 3.0;
    q(i, D + i) = q(D + i, i) = kQ * t * t / 2.0;
    q(D + i, D + i) = kQ * t;
  }
  one.x = f * one.x;
  one.c = f * one.c * transpose(f) + q;
  Matrix<D, D> inverse;
  ASSERT_TRUE(invert_spd(h * one.c * transpose(h) + one.r, inverse));
  const Matrix<N, D> gain = one.c * transpose(h) * inverse;
  one.x = one.x + gain * (one.z - h * one.x);
  const Matrix<N, N> left = Matrix<N, N>::identity() - gain * h;
  one.c = left * one.c * transpose(left) + gain * one.r * transpose(gain);
}

/// Tracks in blocks, as the kernels want them.
template <int D>
struct Blocks {
  std::vector<double> states, measurements, dt_s;

  explicit Blocks(const std::vector<Case<D>>& cases)
      : states(cases.size() * kStateRows<D>), measurements(cases.size() * kMeasurementRows<D>) {
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const Case<D>& one = cases[i];
      dt_s.push_back(one.dt_s);
      double* m = &measurements[i / 8 * 8 * kMeasurementRows<D> + i % 8];
      for (int k = 0; k < D; ++k, m += 8) *m = one.z(k, 0);
      for (int a = 0; a < D; ++a)
        for (int b = a; b < D; ++b, m += 8) *m = one.r(a, b);
      double* s = &states[i / 8 * 8 * kStateRows<D> + i % 8];
      each(one, [&](double value) { *s = value, s += 8; });
    }
  }
  template <class F>
  static void each(const Case<D>& one, F f) {
    for (int k = 0; k < 2 * D; ++k) f(one.x(k, 0));
    for (int a = 0; a < D; ++a)
      for (int b = a; b < D; ++b) f(one.c(a, b));
    for (int a = 0; a < D; ++a)
      for (int b = 0; b < D; ++b) f(one.c(a, D + b));
    for (int a = 0; a < D; ++a)
      for (int b = a; b < D; ++b) f(one.c(D + a, D + b));
  }
  void run(const KalmanBatchKernels& kernels) {
    const KalmanBatchTask task{states.data(), measurements.data(), dt_s.data(), kQ, dt_s.size() / 8};
    D == 2 ? kernels.plane(task) : kernels.space(task);
  }
};

template <int D>
std::vector<Case<D>> random_cases() {
  LinearCongruence luck(D);
  std::vector<Case<D>> cases;
  for (int i = 0; i < 800; ++i) cases.push_back(random_case<D>(luck));
  return cases;
}

template <int D>
void expect_the_books_answer() {
  std::vector<Case<D>> cases = random_cases<D>();
  Blocks<D> blocks(cases);
  blocks.run(kalman_batch());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    by_the_book(cases[i]);
    const double* s = &blocks.states[i / 8 * 8 * kStateRows<D> + i % 8];
    int row = 0;
    Blocks<D>::each(cases[i], [&](double expected) {
      const double scale = row < 2 * D ? 1.0 : 60.0 * 60.0;
      ASSERT_NEAR(*s, expected, 1e-9 * std::max(scale, std::fabs(expected))) << i << " row " << row;
      s += 8;
      ++row;
    });
    ASSERT_EQ(row, kStateRows<D>);
  }
}

TEST(KalmanBatch, IsTheTextbooksFilter) {
  expect_the_books_answer<2>();
  expect_the_books_answer<3>();
}

template <int D>
void expect_the_same_bits(const KalmanBatchKernels& kernels) {
  Blocks<D> one(random_cases<D>()), other = one;
  for (int i = 0; i < 3; ++i) {
    one.run(kalman_batch_scalar());
    other.run(kernels);
  }
  EXPECT_EQ(std::memcmp(one.states.data(), other.states.data(), one.states.size() * sizeof(double)), 0);
}

TEST(KalmanBatch, GivesTheSameBitsInLanes) {
  expect_the_same_bits<2>(kalman_batch_v3());
  expect_the_same_bits<3>(kalman_batch_v3());
  if (has_wide_lanes()) {
    expect_the_same_bits<2>(kalman_batch_v4());
    expect_the_same_bits<3>(kalman_batch_v4());
  }
}

}  // namespace
}  // namespace cupola
