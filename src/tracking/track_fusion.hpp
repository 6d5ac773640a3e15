#pragma once

#include <cmath>
#include <cstdint>

#include "core/matrix.hpp"
#include "messages/fused_track.hpp"

namespace cupola {

/// What covariance intersection makes small.
enum class FusionCriterion : std::uint8_t {
  determinant,  ///< the volume of the ellipsoid, whatever the units
  trace         ///< the sum of variances: of positions alone, or the units mix
};

template <int N>
struct FusedEstimate {
  Vector<N> x;
  Matrix<N, N> covariance;
  double weight = 1.0;  ///< of the first
};

namespace detail {

template <int N>
double trace_of_product(const Matrix<N, N>& a, const Matrix<N, N>& b) {
  double sum = 0.0;
  for (int i = 0; i < N; ++i)
    for (int k = 0; k < N; ++k) sum += a(i, k) * b(k, i);
  return sum;
}

/// w A + (1 - w) B
template <int N>
Matrix<N, N> blend(double w, const Matrix<N, N>& a, const Matrix<N, N>& b) {
  Matrix<N, N> m;
  for (int i = 0; i < N * N; ++i) m.m[i] = w * a.m[i] + (1.0 - w) * b.m[i];
  return m;
}

/// How what is made small, ln det or trace of the inverse of `information`, changes with the weight, and that
/// again: the second is never below zero, so the least is where the first is zero, or at an end.
struct Slope {
  double first, second;
};
template <int N>
Slope slope(const Matrix<N, N>& covariance, const Matrix<N, N>& difference, FusionCriterion criterion) {
  const Matrix<N, N> cd = covariance * difference;
  if (criterion == FusionCriterion::determinant) {
    double trace = 0.0;
    for (int i = 0; i < N; ++i) trace += cd(i, i);
    return {-trace, trace_of_product(cd, cd)};
  }
  const Matrix<N, N> cdc = cd * covariance;
  double trace = 0.0;
  for (int i = 0; i < N; ++i) trace += cdc(i, i);
  return {-trace, 2.0 * trace_of_product(cd, cdc)};
}

}  // namespace detail

/// What do two estimates of the same thing say together, if nobody knows how their errors hang together?
/// Model      covariance intersection (Julier and Uhlmann 1997): information w A^-1 + (1 - w) B^-1, with the
///            weight that makes determinant or trace least, by Newton's method within a bracket that halves
/// Returns    estimate, covariance, weight in [0, 1]; false where a covariance is not positive definite
/// Holds for  estimates at the same time, each consistent
/// Accurate   weight to 1e-9. Consistent whatever the correlation, and so larger than it need be: two equal
///            covariances come out as they went in
/// Random     none
/// Checked by tests/track_fusion.cpp
template <int N>
bool covariance_intersection(const Vector<N>& x_a, const Matrix<N, N>& c_a, const Vector<N>& x_b,
                             const Matrix<N, N>& c_b, FusionCriterion criterion, FusedEstimate<N>& out) {
  Matrix<N, N> a, b;
  if (!invert_spd(c_a, a) || !invert_spd(c_b, b)) return false;
  const Matrix<N, N> difference = a - b;
  double low = 0.0, high = 1.0, w = 0.5;
  for (int i = 0; i < 60 && high - low > 1e-10; ++i) {
    if (!invert_spd(detail::blend(w, a, b), out.covariance)) return false;
    const detail::Slope s = detail::slope(out.covariance, difference, criterion);
    if (s.first == 0.0) break;
    (s.first > 0.0 ? high : low) = w;
    const double newton = s.second > 0.0 ? w - s.first / s.second : -1.0;
    // Halving now and then, or the bracket would close from one side alone.
    const bool inside = newton > low && newton < high;
    const double next = inside && i % 3 != 2 ? newton : 0.5 * (low + high);
    if (std::fabs(next - w) < 1e-12) break;
    w = next;
  }
  if (high - low <= 1e-10) w = low == 0.0 ? 0.0 : high == 1.0 ? 1.0 : w;
  if (!invert_spd(detail::blend(w, a, b), out.covariance)) return false;
  Vector<N> sum;
  const Vector<N> by_a = a * x_a, by_b = b * x_b;
  for (int i = 0; i < N; ++i) sum(i, 0) = w * by_a(i, 0) + (1.0 - w) * by_b(i, 0);
  out.x = out.covariance * sum;
  out.weight = w;
  return true;
}

enum class FusionOutcome : std::uint8_t {
  fused,
  replaced,     ///< the other contained all of this: it is taken as it is
  nothing_new,  ///< this contains all of the other: it stays as it is
  refused       ///< a covariance was not positive definite
};

/// What does a post make of a track of its own and one that it is told of, of the same target?
/// Model      both are brought to the later one's time at constant velocity with white-noise acceleration of
///            density q, then covariance intersection. Rumours: an estimate carries the tracks it is made of
///            and how new each part is. Who contains all of the other, as new or newer, replaces it, and
///            nothing is fused: so what a post told comes back to it as nothing new, by whatever way. Where
///            each has something that the other has not, they are intersected even if they share parts: that
///            stays consistent, which a sum of informations would not
/// Returns    in `mine`
/// Holds for  the same target: association is the caller's
/// Leaves out decorrelation of shared parts (tracklets), which would win back what intersection gives away
/// Random     none
/// Checked by tests/track_fusion.cpp
FusionOutcome fuse(FusedTrack& mine, const FusedTrack& other, double q_m2_s3,
                   FusionCriterion criterion = FusionCriterion::determinant);

/// A track brought to another time at constant velocity; back in time without taking noise off.
Track brought_to(const Track& track, Time time, double q_m2_s3);

}  // namespace cupola
