#include "tracking/bias_filter.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "tracking/symmetric3.hpp"

namespace cupola {

namespace {

constexpr std::size_t kKinds = 3;      // range, azimuth, elevation
constexpr double kChiSquare = 16.266;  // 99.9 %, three degrees of freedom

}  // namespace

BiasFilter::BiasFilter(const std::vector<SensorBias>& prior_sd)
    : bias_(kKinds * prior_sd.size(), 0.0),
      covariance_(bias_.size() * bias_.size(), 0.0),
      by_meeting_(kKinds * bias_.size()) {
  for (std::size_t r = 0; r < prior_sd.size(); ++r) {
    const double sd[] = {prior_sd[r].range_m, prior_sd[r].azimuth_rad, prior_sd[r].elevation_rad};
    for (std::size_t k = 0; k < kKinds; ++k) at(kKinds * r + k, kKinds * r + k) = sd[k] * sd[k];
  }
}

bool BiasFilter::take(const BiasMeeting& meeting) {
  CUPOLA_CHECK(meeting.first != meeting.second);
  // The difference falls as the first one's bias is taken off, and grows with the second's.
  const Matrix<3, 3>* slopes[] = {&meeting.first_slope, &meeting.second_slope};
  const std::size_t radars[] = {meeting.first, meeting.second};
  Matrix<3, 3> s = meeting.covariance_m2;
  for (std::size_t row = 0; row < bias_.size(); ++row)
    for (int i = 0; i < 3; ++i) {
      double sum = 0.0;
      for (int end = 0; end < 2; ++end)
        for (std::size_t k = 0; k < kKinds; ++k) {
          const double slope = (*slopes[end])(i, static_cast<int>(k));
          sum += (end == 0 ? slope : -slope) * at(row, kKinds * radars[end] + k);
        }
      by_meeting_[kKinds * row + static_cast<std::size_t>(i)] = sum;
    }
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j)
      for (int end = 0; end < 2; ++end)
        for (std::size_t k = 0; k < kKinds; ++k) {
          const double slope = (*slopes[end])(i, static_cast<int>(k));
          s(i, j) += (end == 0 ? slope : -slope) *
                     by_meeting_[kKinds * (kKinds * radars[end] + k) + static_cast<std::size_t>(j)];
        }
  const Symmetric3 inverse = invert(upper(s)).inverse;
  const Vec3 weighted = inverse * meeting.difference_m;
  if (!(dot(meeting.difference_m, weighted) < kChiSquare)) {
    ++discarded_;
    return false;
  }
  ++used_;
  const auto row_of = [this](std::size_t r) {
    return Vec3{by_meeting_[kKinds * r], by_meeting_[kKinds * r + 1], by_meeting_[kKinds * r + 2]};
  };
  for (std::size_t r = 0; r < bias_.size(); ++r) bias_[r] += dot(row_of(r), weighted);
  for (std::size_t r = 0; r < bias_.size(); ++r) {
    const Vec3 gain = inverse * row_of(r);
    for (std::size_t c = r; c < bias_.size(); ++c) at(r, c) = at(c, r) = at(r, c) - dot(gain, row_of(c));
  }
  return true;
}

SensorBias BiasFilter::bias(std::size_t radar) const {
  const double* b = &bias_[kKinds * radar];
  return {b[0], b[1], b[2]};
}

SensorBias BiasFilter::sd(std::size_t radar) const {
  const auto of = [&](std::size_t k) {
    return std::sqrt(std::max(at(kKinds * radar + k, kKinds * radar + k), 0.0));
  };
  return {of(0), of(1), of(2)};
}

Matrix<3, 3> BiasFilter::covariance(std::size_t radar, std::size_t other) const {
  Matrix<3, 3> c;
  for (std::size_t i = 0; i < kKinds; ++i)
    for (std::size_t k = 0; k < kKinds; ++k)
      c(static_cast<int>(i), static_cast<int>(k)) = at(kKinds * radar + i, kKinds * other + k);
  return c;
}

}  // namespace cupola
