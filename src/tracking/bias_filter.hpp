#pragma once

#include <cstddef>
#include <vector>

#include "tracking/registration.hpp"

namespace cupola {

/// Where two radars place the same target at the same time, each with what was believed of its errors taken
/// off.
struct BiasMeeting {
  std::size_t first = 0, second = 0;       ///< radars
  Vec3 difference_m;                       ///< first less second
  Matrix<3, 3> first_slope, second_slope;  ///< how each place changes with range, azimuth and elevation
  Matrix<3, 3> covariance_m2;              ///< of the difference, errors of registration apart
};

/// By how much is each of a few radars out of line, as far as has been seen by now?
/// Model      Kalman filter (recursive least squares) of range, azimuth and elevation errors of all radars,
///            constant, prior zero with the declared standard deviations, measured by differences of position
///            (Dana 1990, in Bar-Shalom (ed.), Multitarget-Multisensor Tracking, chapter 5; Bar-Shalom, Li and
///            Kirubarajan 2001, chapter 8). A meeting beyond chi-square 16.3 (99.9 %, three degrees of
///            freedom) is taken for one of two targets and left out
/// Returns    m, rad: measured = true + bias; what the meetings leave open keeps its prior standard deviation
/// Holds for  slopes of both radars taken at one place, where the present estimate puts the target (at two, an error
///            that both share would seem to be seen); meetings independent of each other
/// Random     none
/// Checked by tests/bias_filter.cpp
class BiasFilter {
 public:
  BiasFilter() = default;
  explicit BiasFilter(const std::vector<SensorBias>& prior_sd);

  /// False: left out.
  bool take(const BiasMeeting& meeting);

  SensorBias bias(std::size_t radar) const;
  SensorBias sd(std::size_t radar) const;
  /// Of range, azimuth and elevation of two radars.
  Matrix<3, 3> covariance(std::size_t radar, std::size_t other) const;
  std::size_t used() const { return used_; }
  std::size_t discarded() const { return discarded_; }

 private:
  double& at(std::size_t row, std::size_t column) { return covariance_[row * bias_.size() + column]; }
  double at(std::size_t row, std::size_t column) const { return covariance_[row * bias_.size() + column]; }

  std::vector<double> bias_, covariance_;  // three of each radar
  std::vector<double> by_meeting_;         // covariance of all with the difference, three columns
  std::size_t used_ = 0, discarded_ = 0;
};

}  // namespace cupola
