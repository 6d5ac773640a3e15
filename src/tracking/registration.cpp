#include "tracking/registration.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/geodetic.hpp"

namespace cupola {
namespace {

constexpr int kKinds = 3;  // range, azimuth, elevation: the parameters of a sensor

SensorBias bias_at(const std::vector<double>& values, int sensor) {
  const double* at = &values[static_cast<std::size_t>(kKinds * sensor)];
  return {at[0], at[1], at[2]};
}

Polar less(const Polar& z, const SensorBias& bias) {
  return {z.range_m - bias.range_m, z.azimuth_rad - bias.azimuth_rad, z.elevation_rad - bias.elevation_rad};
}

Polar seen_from(const SensorSite& site, const Vec3& p_m) {
  Vec3 p_enu_m = site.to_enu * (p_m - site.origin_m);
  if (!site.elevation) p_enu_m.z = 0.0;
  return polar_from_enu(p_enu_m);
}

Vec3 position(const SensorSite& site, const Polar& z) {
  return site.origin_m + transpose(site.to_enu) * enu_from_polar(z);
}

/// How a position changes with range, azimuth and elevation: columns, in the frame that all share.
Matrix<3, 3> slopes_at(const SensorSite& site, const Polar& z) {
  const auto [sin_az, cos_az] = math::sincos(z.azimuth_rad);
  const auto [sin_el, cos_el] = math::sincos(z.elevation_rad);
  const double r = z.range_m;
  const Matrix<3, 3> enu{{cos_el * sin_az, r * cos_el * cos_az, -r * sin_el * sin_az,   //
                          cos_el * cos_az, -r * cos_el * sin_az, -r * sin_el * cos_az,  //
                          sin_el, 0.0, r * cos_el}};
  return transpose(site.to_enu) * enu;
}

/// In a plane z says nothing: it is given a variance of its own, and no difference.
Matrix<3, 3> weight_of(const CommonTarget& target, bool in_space) {
  Matrix<3, 3> covariance = target.covariance_m2, inverse;
  if (!in_space) {
    for (int i = 0; i < 3; ++i) covariance(i, 2) = covariance(2, i) = i == 2 ? 1.0 : 0.0;
  }
  CUPOLA_CHECK(invert_spd(covariance, inverse));
  if (!in_space) inverse(2, 2) = 0.0;
  return inverse;
}

}  // namespace

/// The normal equations of all parameters, n x n: the information and its right-hand side.
struct Registration::Equations {
  std::size_t n = 0;
  std::vector<double> information, side, lower;
  std::size_t used = 0;

  explicit Equations(std::size_t count) : n(count) {}
  void clear() {
    information.assign(n * n, 0.0);
    side.assign(n, 0.0);
    used = 0;
  }
  bool factor() {
    lower.assign(n * n, 0.0);
    for (std::size_t j = 0; j < n; ++j)
      for (std::size_t i = j; i < n; ++i) {
        double sum = information[i * n + j];
        for (std::size_t k = 0; k < j; ++k) sum -= lower[i * n + k] * lower[j * n + k];
        if (i == j && !(sum > 0.0)) return false;
        lower[i * n + j] = i == j ? std::sqrt(sum) : sum / lower[j * n + j];
      }
    return true;
  }
  void solve(std::vector<double>& x) const {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t k = 0; k < i; ++k) x[i] -= lower[i * n + k] * x[k];
      x[i] /= lower[i * n + i];
    }
    for (std::size_t i = n; i-- > 0;) {
      for (std::size_t k = i + 1; k < n; ++k) x[i] -= lower[k * n + i] * x[k];
      x[i] /= lower[i * n + i];
    }
  }
  double variance(std::size_t parameter) const {
    std::vector<double> x(n, 0.0);
    x[parameter] = 1.0;
    solve(x);
    return x[parameter];
  }
};

/// One pair under some biases: the difference, its squared distance, and how it changes with each sensor's.
struct Registration::Seen {
  Vec3 difference_m;
  Matrix<3, 3> weight, first, second;
  double distance2 = 0.0;
};

Registration::Registration(std::vector<SensorSite> sites, SensorBias presumed_sd)
    : sites_(std::move(sites)), presumed_(presumed_sd) {
  CUPOLA_CHECK(presumed_sd.range_m > 0.0 && presumed_sd.azimuth_rad > 0.0 && presumed_sd.elevation_rad > 0.0);
}

void Registration::add(const CommonTarget& target) {
  const int count = static_cast<int>(sites_.size());
  CUPOLA_CHECK(target.first >= 0 && target.first < count && target.second >= 0 && target.second < count);
  CUPOLA_CHECK(target.first != target.second);
  targets_.push_back(target);
}

Vec3 Registration::corrected_m(const SensorSite& site, const SensorBias& bias, const Vec3& p_m) {
  return position(site, less(seen_from(site, p_m), bias));
}

Matrix<3, 3> Registration::slopes(const SensorSite& site, const Vec3& p_m) {
  return slopes_at(site, seen_from(site, p_m));
}

Matrix<3, 3> Registration::spread_m2(const SensorSite& site, const SensorBias& sd, const Vec3& p_m) {
  Matrix<3, 3> slope = slopes(site, p_m);
  const double by_kind[] = {sd.range_m, sd.azimuth_rad, site.elevation ? sd.elevation_rad : 0.0};
  for (int i = 0; i < 3; ++i)
    for (int k = 0; k < kKinds; ++k) slope(i, k) *= by_kind[k];
  return slope * transpose(slope);
}

double Registration::presumed_sd(std::size_t parameter) const {
  const double by_kind[] = {presumed_.range_m, presumed_.azimuth_rad, presumed_.elevation_rad};
  return by_kind[parameter % kKinds];
}

Registration::Seen Registration::look(const CommonTarget& target, const std::vector<double>& bias) const {
  const SensorSite &a = sites_[static_cast<std::size_t>(target.first)],
                   &b = sites_[static_cast<std::size_t>(target.second)];
  const Polar z_a = less(seen_from(a, target.p_first_m), bias_at(bias, target.first));
  const Polar z_b = less(seen_from(b, target.p_second_m), bias_at(bias, target.second));
  Seen seen{position(a, z_a) - position(b, z_b), weight_of(target, a.elevation && b.elevation),
            slopes_at(a, z_a), slopes_at(b, z_b)};
  seen.distance2 = dot(seen.difference_m, seen.weight * seen.difference_m);
  return seen;
}

/// By how much the squared distances are larger than chance has them; at least one.
double Registration::robust_scale2(const std::vector<double>& bias) const {
  if (targets_.empty()) return 1.0;
  std::vector<double> distances2;
  for (const CommonTarget& target : targets_) distances2.push_back(look(target, bias).distance2);
  const auto middle = distances2.begin() + static_cast<std::ptrdiff_t>(distances2.size() / 2);
  std::nth_element(distances2.begin(), middle, distances2.end());
  constexpr double kMedianOfChiSquare = 1.386;  // two degrees of freedom; of three 2.366
  return std::max(1.0, *middle / kMedianOfChiSquare);
}

void Registration::collect(const std::vector<double>& bias, double scale2, Equations& equations) const {
  equations.clear();
  const std::size_t n = equations.n;
  for (const CommonTarget& target : targets_) {
    const Seen seen = look(target, bias);
    const double lag = 1.0 - seen.distance2 / (16.0 * scale2);
    if (!(lag > 0.0)) continue;
    ++equations.used;
    // A bias is taken off what was measured: the difference falls with the first's and grows with the
    // second's.
    const Matrix<3, 3>* slope[] = {&seen.first, &seen.second};
    const std::size_t at[] = {static_cast<std::size_t>(kKinds * target.first),
                              static_cast<std::size_t>(kKinds * target.second)};
    for (int s = 0; s < 2; ++s)
      for (int i = 0; i < kKinds; ++i) {
        Vec3 column{(*slope[s])(0, i), (*slope[s])(1, i), (*slope[s])(2, i)};
        const Vec3 weighted = (lag * lag) * (seen.weight * column);
        const std::size_t row = at[s] + static_cast<std::size_t>(i);
        equations.side[row] += (s == 0 ? 1.0 : -1.0) * dot(weighted, seen.difference_m);
        for (int u = 0; u < 2; ++u)
          for (int k = 0; k < kKinds; ++k) {
            const Vec3 other{(*slope[u])(0, k), (*slope[u])(1, k), (*slope[u])(2, k)};
            const double sign = s == u ? 1.0 : -1.0;
            equations.information[row * n + at[u] + static_cast<std::size_t>(k)] +=
                sign * dot(weighted, other);
          }
      }
  }
}

/// The variances of the solution as the targets' own pulls on it have them: those of one target are summed
/// before they are squared. Zero where there are too few of them to tell.
std::vector<double> Registration::variances_by_target(const std::vector<double>& bias,
                                                      const Equations& equations,
                                                      std::size_t& targets) const {
  const double scale2 = robust_scale2(bias);
  std::map<std::tuple<int, int, std::int64_t>, std::vector<double>> pulls;
  std::int64_t lone = 0;
  for (const CommonTarget& target : targets_) {
    const Seen seen = look(target, bias);
    const double lag = 1.0 - seen.distance2 / (16.0 * scale2);
    if (!(lag > 0.0)) continue;
    const std::int64_t number = target.target >= 0 ? target.target : --lone;
    std::vector<double>& pull = pulls[{target.first, target.second, number}];
    pull.resize(equations.n);
    const Vec3 weighted = (lag * lag) * (seen.weight * seen.difference_m);
    for (int i = 0; i < kKinds; ++i) {
      const Vec3 a{seen.first(0, i), seen.first(1, i), seen.first(2, i)},
          b{seen.second(0, i), seen.second(1, i), seen.second(2, i)};
      pull[static_cast<std::size_t>(kKinds * target.first + i)] += dot(a, weighted);
      pull[static_cast<std::size_t>(kKinds * target.second + i)] -= dot(b, weighted);
    }
  }
  targets = pulls.size();
  std::vector<double> variance(equations.n, 0.0);
  if (targets < 2) return variance;
  const double n = static_cast<double>(targets);
  for (auto& [key, pull] : pulls) {
    equations.solve(pull);
    for (std::size_t p = 0; p < equations.n; ++p) variance[p] += n / (n - 1.0) * pull[p] * pull[p];
  }
  return variance;
}

/// Newton's steps to the solution. False where the targets alone leave something open.
bool Registration::iterate(bool presume, std::vector<double>& bias, Equations& equations) const {
  for (int i = 0; i < 60; ++i) {
    collect(bias, robust_scale2(bias), equations);
    for (std::size_t p = 0; p < equations.n; ++p) {
      const double sd = presumed_sd(p), information = 1.0 / (sd * sd);
      // What a plane does not have is known to be nothing.
      const bool absent = p % kKinds == 2 && !sites_[p / kKinds].elevation;
      if (!presume && !absent) continue;
      equations.information[p * equations.n + p] += information;
      equations.side[p] -= information * bias[p];
    }
    if (!equations.factor()) return false;
    std::vector<double> step = equations.side;
    equations.solve(step);
    double largest = 0.0;
    for (std::size_t p = 0; p < equations.n; ++p) {
      bias[p] += step[p];
      largest = std::max(largest, std::fabs(step[p]) / presumed_sd(p));
    }
    if (largest < 1e-13) break;
  }
  return true;
}

RegistrationEstimate Registration::estimate() const {
  Equations equations(kKinds * sites_.size());
  std::vector<double> bias(equations.n, 0.0);
  const bool solved = iterate(true, bias, equations);
  CUPOLA_CHECK(solved);

  RegistrationEstimate out;
  out.all_observable = !sites_.empty();
  std::vector<double> sd(equations.n);
  const auto known = [&](std::size_t p) { return sd[p] < 0.5 * presumed_sd(p); };
  for (std::size_t p = 0; p < equations.n; ++p) sd[p] = std::sqrt(equations.variance(p));
  for (std::size_t s = 0; s < sites_.size(); ++s) {
    const bool elevation = sites_[s].elevation;
    out.observable.push_back({known(kKinds * s), known(kKinds * s + 1), elevation && known(kKinds * s + 2)});
    const RegistrationEstimate::Observable& o = out.observable.back();
    out.all_observable &= o.range && o.azimuth && (o.elevation || !elevation);
  }

  // Nothing is left open: by the targets alone.
  std::vector<double> alone = bias;
  Equations without = equations;
  if (out.all_observable && iterate(false, alone, without)) {
    bias = alone;
    equations = without;
    for (std::size_t p = 0; p < equations.n; ++p) sd[p] = std::sqrt(equations.variance(p));
  }
  const std::vector<double> by_target = variances_by_target(bias, equations, out.targets);
  for (std::size_t p = 0; p < equations.n; ++p) sd[p] = std::max(sd[p], std::sqrt(by_target[p]));
  for (int s = 0; s < static_cast<int>(sites_.size()); ++s) {
    out.bias.push_back(bias_at(bias, s));
    out.sd.push_back(bias_at(sd, s));
  }
  out.used = equations.used;
  out.discarded = targets_.size() - equations.used;
  return out;
}

}  // namespace cupola
