#pragma once

#include <vector>

namespace cupola {

/// How likely is an echo to pass the threshold of one look?
/// Model      square-law detector, sum of N pulses, unit noise power a pulse: Marcum (1960) for the steady
///            echo, Swerling (1960) cases 1 to 4 for fluctuating ones. All five are one law: the noise
///            makes K, Poisson with mean T; the echo makes J, Poisson with mean N snr (case 0), or negative
///            binomial with shape 1, N, 2, 2 N (cases 1 to 4) and the same mean; Pd = P(K < N + J). T from
///            the false-alarm probability, P(K < N) = Pfa.
/// Returns    probability, [Pfa, 1]
/// Holds for  1 to 4096 pulses, Pfa from 1e-15 to 0.5, any SNR
/// Accurate   1e-12 absolute, against 30-digit values
/// Leaves out constant-false-alarm-rate loss, partial correlation between the cases, collapsing
/// Random     none
/// Checked by tests/detection_test.cpp
class DetectionLaw {
 public:
  DetectionLaw(int pulses, double pfa);

  int pulses() const { return pulses_; }
  double pfa() const { return pfa_; }
  double threshold() const { return threshold_; }  ///< T, on the sum of N pulses
  /// SNR a pulse at which the mean of the sum stands at the threshold: T / N - 1.
  double threshold_snr() const { return threshold_ / pulses_ - 1.0; }

  /// `snr`: mean, of one pulse, as a ratio.
  double probability(int swerling, double snr) const;

  /// The mean SNR of one pulse that gives the wanted probability, by bisection in its logarithm.
  /// Holds for  Pfa < pd < 1
  /// Accurate   1e-12 of itself
  double required_snr(int swerling, double pd) const;

 private:
  int pulses_;
  double pfa_, threshold_;
  double below_ = 0.0;        // P(K < N)
  std::vector<double> tail_;  // P(K = N + i)
};

double detection_threshold(int pulses, double pfa);
double detection_probability(int swerling, int pulses, double pfa, double snr);
double required_snr(int swerling, int pulses, double pfa, double pd);

}  // namespace cupola
