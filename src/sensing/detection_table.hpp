#pragma once

#include <memory>
#include <vector>

#include "sensing/detection_grid.hpp"

namespace cupola {

/// How likely is detection, quickly?
/// Model      DetectionLaw worked out every 0.1 dB from -43 to 82 dB of mean SNR a pulse, from there by
/// cubics
///            (Lagrange) to the finer grid of detection_grid.hpp, on that by straight lines
/// Returns    probability, [Pfa, 1]
/// Holds for  any SNR: below and above the table its ends hold
/// Accurate   error() says: the largest found between the samples and beyond the ends when the table was
///            built, below 1e-5
/// Random     none
/// Checked by tests/detection_test.cpp
class DetectionTable {
 public:
  DetectionTable(int swerling, int pulses, double pfa);

  double probability(double snr) const;  ///< `snr`: a power ratio
  double error() const { return error_; }
  const std::vector<float>& samples() const { return samples_; }

  /// The table of these values, built by whoever asks first and then shared by all replicates.
  static std::shared_ptr<const DetectionTable> of(int swerling, int pulses, double pfa);

 private:
  std::vector<float> samples_;
  double error_ = 0.0;
};

}  // namespace cupola
