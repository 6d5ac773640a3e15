#include "tracking/resolution.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"

namespace cupola {
namespace {

constexpr double kLn2 = 0.69314718055994531;

/// det(a), and d^T a^-1 d.
struct Measured {
  double root_of_determinant = 0.0, distance2 = 0.0;
};
template <int D>
Measured measured(const Vector<D>& d, const Matrix<D, D>& a) {
  Matrix<D, D> lower;
  if (!cholesky(a, lower)) return {};
  Measured m{1.0, 0.0};
  double y[D];
  for (int i = 0; i < D; ++i) {
    double rest = d(i, 0);
    for (int k = 0; k < i; ++k) rest -= lower(i, k) * y[k];
    y[i] = rest / lower(i, i);
    m.root_of_determinant *= lower(i, i);
    m.distance2 += y[i] * y[i];
  }
  return m;
}

}  // namespace

template <int D>
Matrix<D, D> resolution_spread(const Resolution& resolution, const double* p_sensor_m, const double* p_m) {
  double line[D], distance2 = 0.0;
  for (int i = 0; i < D; ++i) {
    line[i] = p_m[i] - p_sensor_m[i];
    distance2 += line[i] * line[i];
  }
  const double bell = 0.5 / kLn2;
  const double along_m2 = bell * resolution.range_m * resolution.range_m;
  const double across_m2 =
      resolution.azimuth_rad > 0.0
          ? std::max(bell * distance2 * resolution.azimuth_rad * resolution.azimuth_rad, 1e-6 * along_m2)
          : along_m2;
  const double less = distance2 > 0.0 ? (along_m2 - across_m2) / distance2 : 0.0;
  Matrix<D, D> spread;
  for (int i = 0; i < D; ++i)
    for (int j = 0; j < D; ++j) spread(i, j) = (i == j ? across_m2 : 0.0) + less * line[i] * line[j];
  return spread;
}

template <int D>
double probability_unresolved(const Vector<D>& difference, const Matrix<D, D>& covariance,
                              const Matrix<D, D>& spread) {
  const Measured bell = measured(Vector<D>(), spread), all = measured(difference, covariance + spread);
  if (!(all.root_of_determinant > 0.0)) return 0.0;
  return bell.root_of_determinant / all.root_of_determinant * math::exp(-0.5 * all.distance2);
}

template <int D>
double normal_density(const Vector<D>& difference, const Matrix<D, D>& covariance) {
  constexpr double least = D == 2 ? 0.15915494309189535 : 0.06349363593424097;  // (2 pi)^(-D/2)
  const Measured m = measured(difference, covariance);
  return m.root_of_determinant > 0.0 ? least / m.root_of_determinant * math::exp(-0.5 * m.distance2) : 0.0;
}

PairVerdict judge_pair(const PairAtPlot& p) {
  PairVerdict verdict;
  const double apart = (1.0 - p.unresolved) * p.missed;
  const double together = p.unresolved * (p.missed + p.merged);
  const double both = apart * (p.missed + p.evidence[0] + p.evidence[1]) + together;
  for (int i = 0; i < 2; ++i) {
    const double other = p.existence[1 - i];
    const double with = (1.0 - other) * (p.missed + p.evidence[i]) + other * both;
    const double without = (1.0 - other) + other * (p.missed + p.evidence[1 - i]);
    verdict.odds[i] = with / without;
  }
  verdict.merged = both > 0.0 ? p.unresolved * p.merged / both : 0.0;
  return verdict;
}

template Matrix<2, 2> resolution_spread<2>(const Resolution&, const double*, const double*);
template Matrix<3, 3> resolution_spread<3>(const Resolution&, const double*, const double*);
template double probability_unresolved<2>(const Vector<2>&, const Matrix<2, 2>&, const Matrix<2, 2>&);
template double probability_unresolved<3>(const Vector<3>&, const Matrix<3, 3>&, const Matrix<3, 3>&);
template double normal_density<2>(const Vector<2>&, const Matrix<2, 2>&);
template double normal_density<3>(const Vector<3>&, const Matrix<3, 3>&);

}  // namespace cupola
