#include "tracking/kalman.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/random.hpp"

namespace cupola {
namespace {

using Matrix6 = Matrix<6, 6>;

Draws draws(std::uint64_t n) { return Draws(ReplicateKey{5}, stream_key(Purpose::measurement_noise, 1), n); }

Vec3 normal3(Draws& d, double sd) {
  const double x = d.normal(), y = d.normal(), z = d.normal();
  return {sd * x, sd * y, sd * z};
}

/// A random symmetric positive definite matrix: A A^T scaled by rows.
template <int N>
Matrix<N, N> random_spd(Draws& d, const double (&sd)[N]) {
  Matrix<N, N> a;
  for (int i = 0; i < N; ++i)
    for (int j = 0; j < N; ++j) a(i, j) = sd[i] * (d.normal() + (i == j ? 2.0 : 0.0));
  return a * transpose(a);
}

Track random_track(Draws& d) {
  Track track;
  track.p_ecef_m = Vec3{4e6, 2e6, 4e6} + normal3(d, 1e4);
  track.v_ecef_m_s = normal3(d, 300.0);
  track.covariance = random_spd(d, {100.0, 300.0, 200.0, 20.0, 10.0, 30.0});
  return track;
}

Symmetric3 random_measurement(Draws& d) { return upper(random_spd(d, {50.0, 400.0, 900.0})); }

Matrix6 transition(double t) {
  Matrix6 f = Matrix6::identity();
  for (int i = 0; i < 3; ++i) f(i, i + 3) = t;
  return f;
}

Matrix6 process_noise(double q, double t) {
  Matrix6 m;
  for (int i = 0; i < 3; ++i) {
    m(i, i) = q * t * t * t / 3.0;
    m(i, i + 3) = m(i + 3, i) = q * t * t / 2.0;
    m(i + 3, i + 3) = q * t;
  }
  return m;
}

/// The filter of the textbooks in full matrices, the covariance in Joseph's form.
void textbook_update(Track& track, double dt, double q, const Vec3& z, const Symmetric3& r) {
  const Matrix6 f = transition(dt);
  const Matrix6 p = f * track.covariance * transpose(f) + process_noise(q, dt);
  Matrix<3, 6> h;
  for (int i = 0; i < 3; ++i) h(i, i) = 1.0;
  const Matrix<3, 3> s = h * p * transpose(h) + full(r);
  Matrix<3, 3> inverse;
  ASSERT_TRUE(invert_spd(s, inverse));
  const Matrix<6, 3> k = p * transpose(h) * inverse;
  track.p_ecef_m = track.p_ecef_m + dt * track.v_ecef_m_s;
  const Vec3 d = z - track.p_ecef_m;
  const Vector<6> step = k * Vector<3>{{d.x, d.y, d.z}};
  track.p_ecef_m = track.p_ecef_m + Vec3{step(0, 0), step(1, 0), step(2, 0)};
  track.v_ecef_m_s = track.v_ecef_m_s + Vec3{step(3, 0), step(4, 0), step(5, 0)};
  const Matrix6 keep = Matrix6::identity() - k * h;
  track.covariance = keep * p * transpose(keep) + k * full(r) * transpose(k);
}

void update_with(Track& track, double dt, double q, const Vec3& z, const Symmetric3& r, const Vec3& a = {}) {
  update(track, a, dt, q, innovation(track, a, dt, q, z, r));
}

void expect_same(const Track& a, const Track& b, double relative) {
  EXPECT_NEAR(norm(a.p_ecef_m - b.p_ecef_m), 0.0, 1e-6);
  EXPECT_NEAR(norm(a.v_ecef_m_s - b.v_ecef_m_s), 0.0, 1e-8);
  for (int i = 0; i < 6; ++i)
    for (int j = 0; j < 6; ++j)
      EXPECT_NEAR(a.covariance(i, j), b.covariance(i, j),
                  relative * std::sqrt(b.covariance(i, i) * b.covariance(j, j)));
}

bool symmetric(const Matrix6& m) { return m == transpose(m); }

TEST(Kalman, AgreesWithTheTextbookInFullMatrices) {
  for (std::uint64_t n = 0; n < 200; ++n) {
    Draws d = draws(n);
    Track track = random_track(d), reference = track;
    const double dt = 20.0 * d.uniform();
    const Symmetric3 r = random_measurement(d);
    const Vec3 z = track.p_ecef_m + dt * track.v_ecef_m_s + normal3(d, 500.0);
    update_with(track, dt, 50.0, z, r);
    textbook_update(reference, dt, 50.0, z, r);
    expect_same(track, reference, 1e-9);
    EXPECT_TRUE(symmetric(track.covariance));
  }
}

TEST(Kalman, APlotThatComesLateTeachesTheSameWithoutProcessNoise) {
  for (std::uint64_t n = 0; n < 100; ++n) {
    Draws d = draws(1000 + n);
    Track track = random_track(d), reference = track;
    const Symmetric3 r_early = random_measurement(d), r_late = random_measurement(d);
    const Vec3 z_early = track.p_ecef_m + 4.0 * track.v_ecef_m_s + normal3(d, 300.0);
    const Vec3 z_late = track.p_ecef_m + 10.0 * track.v_ecef_m_s + normal3(d, 300.0);
    textbook_update(reference, 4.0, 0.0, z_early, r_early);
    textbook_update(reference, 6.0, 0.0, z_late, r_late);
    update_with(track, 10.0, 0.0, z_late, r_late);
    update_with(track, -6.0, 0.0, z_early, r_early);
    expect_same(track, reference, 1e-8);
  }
}

TEST(Kalman, ALatePlotNeverTeachesMoreThanInOrder) {
  // With process noise the late update leaves out a correlation; it must not claim more certainty than the
  // truth allows.
  Draws d = draws(7);
  Track track = random_track(d), reference = track;
  const Symmetric3 r = diagonal(1e4);
  const Vec3 z = track.p_ecef_m;
  textbook_update(reference, 4.0, 50.0, z, r);
  textbook_update(reference, 6.0, 50.0, z, r);
  update_with(track, 10.0, 50.0, z, r);
  update_with(track, -6.0, 50.0, z, r);
  for (int i = 0; i < 3; ++i) EXPECT_GT(track.covariance(i, i), 0.97 * reference.covariance(i, i));
}

TEST(Kalman, AKnownAccelerationMovesTheStateAndNotItsCovariance) {
  Draws d = draws(8);
  Track track = random_track(d), plain = track;
  const Vec3 a{0.0, 3.0, -9.0}, moved = plain.p_ecef_m + 4.0 * plain.v_ecef_m_s;
  update_with(plain, 4.0, 50.0, moved, diagonal(100.0));
  update_with(track, 4.0, 50.0, moved + 8.0 * a, diagonal(100.0), a);
  EXPECT_NEAR(norm(track.p_ecef_m - (moved + 8.0 * a)), 0.0, 1e-6);
  EXPECT_NEAR(norm(track.v_ecef_m_s - (plain.v_ecef_m_s + 4.0 * a)), 0.0, 1e-9);
  EXPECT_EQ(track.covariance, plain.covariance);
}

// The steady state of the one-dimensional filter in closed form. With gains alpha and beta/T the Riccati
// equation of the continuous white-noise acceleration model (Q = q [T^3/3 T^2/2; T^2/2 T]) comes to
//   q T^3 / r = beta^2 / (1 - alpha),   alpha^2 + alpha beta + beta^2 / 6 = 2 beta.
double alpha_of_beta(double beta) { return 0.5 * (-beta + std::sqrt(beta * beta / 3.0 + 8.0 * beta)); }

double beta_of_index(double index2) {
  double low = 0.0, high = 3.0 - std::sqrt(3.0);  // there alpha is 1
  for (int i = 0; i < 200; ++i) {
    const double beta = 0.5 * (low + high), alpha = alpha_of_beta(beta);
    (beta * beta / (1.0 - alpha) < index2 ? low : high) = beta;
  }
  return low;
}

TEST(Kalman, SettlesOnTheSteadyGainsOfTheRiccatiEquation) {
  for (const double index : {0.1, 0.5, 1.0, 2.0, 5.0}) {
    const double t = 10.0, r = 2500.0, q = index * index * r / (t * t * t);
    Track track;
    for (int i = 0; i < 6; ++i) track.covariance(i, i) = i < 3 ? r : 1e4;
    for (int step = 0; step < 400; ++step) update_with(track, t, q, {}, diagonal(r));
    const double beta = beta_of_index(index * index), alpha = alpha_of_beta(beta);
    for (int i = 0; i < 3; ++i) {
      EXPECT_NEAR(track.covariance(i, i) / r, alpha, 1e-9);
      EXPECT_NEAR(track.covariance(i, i + 3) * t / r, beta, 1e-9);
    }
  }
}

/// Normalised errors of many runs on the filter's own model, seen by a radar that goes round the target.
struct Consistency {
  double nees_last = 0.0, nees_all = 0.0, nis_all = 0.0;
};

Consistency consistency(int runs, int steps, double noise_scale) {
  const double q = 50.0;
  Consistency sum;
  for (int run = 0; run < runs; ++run) {
    Draws d = draws(5000 + static_cast<std::uint64_t>(run));
    Track track;
    track.covariance = random_spd(d, {100.0, 300.0, 200.0, 20.0, 10.0, 30.0});
    Matrix6 lower;
    cholesky(track.covariance, lower);
    Vector<6> x;
    for (int i = 0; i < 6; ++i) x(i, 0) = d.normal();
    x = lower * x;
    for (int step = 0; step < steps; ++step) {
      const double t = 2.0 + 8.0 * d.uniform();
      Vec3 p{x(0, 0), x(1, 0), x(2, 0)}, v{x(3, 0), x(4, 0), x(5, 0)};
      const Vec3 dv = normal3(d, std::sqrt(q * t)), dp = normal3(d, std::sqrt(q * t * t * t / 12.0));
      p = p + t * v + (0.5 * t) * dv + dp;
      v = v + dv;
      x = {{p.x, p.y, p.z, v.x, v.y, v.z}};

      const Symmetric3 r = random_measurement(d);
      Matrix<3, 3> r_lower;
      cholesky(full(r), r_lower);
      const Vec3 z = p + noise_scale * (r_lower * normal3(d, 1.0));
      const Innovation nu = innovation(track, {}, t, q, z, r);
      sum.nis_all += nu.distance2();
      update(track, {}, t, q, nu);

      Matrix6 inverse;
      EXPECT_TRUE(invert_spd(track.covariance, inverse));
      const Vec3 ep = p - track.p_ecef_m, ev = v - track.v_ecef_m_s;
      const Vector<6> e{{ep.x, ep.y, ep.z, ev.x, ev.y, ev.z}};
      const double nees = (transpose(e) * inverse * e)(0, 0);
      sum.nees_all += nees;
      if (step + 1 == steps) sum.nees_last += nees;
    }
  }
  sum.nees_last /= runs;
  sum.nees_all /= runs * steps;
  sum.nis_all /= runs * steps;
  return sum;
}

TEST(Kalman, IsConsistentOnItsOwnModel) {
  const Consistency c = consistency(50, 40, 1.0);
  EXPECT_GT(c.nees_last, 5.078);  // 95 % of the mean of 50 draws of chi-square with 6 degrees of freedom
  EXPECT_LT(c.nees_last, 6.998);
  EXPECT_NEAR(c.nees_all, 6.0, 0.4);
  // Innovations are independent: 2000 draws of chi-square with 3 degrees of freedom, four standard
  // deviations.
  EXPECT_NEAR(c.nis_all, 3.0, 4.0 * std::sqrt(6.0 / 2000.0));
}

TEST(Kalman, TheConsistencyTestSeesNoiseThatIsNotAsClaimed) {
  const Consistency c = consistency(50, 40, 1.5);
  EXPECT_GT(c.nees_last, 6.998);
  EXPECT_GT(c.nis_all, 3.0 + 4.0 * std::sqrt(6.0 / 2000.0));
}

TEST(Kalman, KeepsTheCovariancePositiveDefinite) {
  for (std::uint64_t n = 0; n < 300; ++n) {
    Draws d = draws(9000 + n);
    Track track;
    for (int i = 0; i < 6; ++i) track.covariance(i, i) = i < 3 ? 1e8 : 1e6;
    for (int step = 0; step < 50; ++step) {
      // Needles in all directions, repeated at once or after a long wait.
      const double axes[3] = {1.0, 1.0 + 1e4 * d.uniform(), 1.0 + 1e3 * d.uniform()};
      const Symmetric3 r = upper(random_spd(d, axes) + Matrix<3, 3>::identity());
      const double dt = d.uniform() < 0.3 ? 0.0 : 15.0 * d.uniform();
      update_with(track, dt, 50.0, normal3(d, 100.0), r);
      Matrix6 lower;
      ASSERT_TRUE(cholesky(track.covariance, lower));
      ASSERT_TRUE(symmetric(track.covariance));
    }
  }
}

}  // namespace
}  // namespace cupola
