#pragma once

#include "core/matrix.hpp"

namespace cupola {

/// Two targets that differ by this alone are one plot as often as not.
struct Resolution {
  double range_m = 0.0;      ///< 0: not known
  double azimuth_rad = 0.0;  ///< 0: across as along, by `range_m`
};

/// How far, as a covariance, may a second target lie from one at `p_m`, and still be one plot with it?
/// Model      the probability of that, 2^-((dr / range)^2 + (da / azimuth)^2) (Koch and van Keuk 1997, IEEE
///            Trans. AES 33, 883-892), is a bell over the difference of positions: this is its covariance
/// Returns    m^2
/// Holds for  differences small against the distance; across, height counts like azimuth
/// Checked by tests/resolution.cpp
template <int D>
Matrix<D, D> resolution_spread(const Resolution& resolution, const double* p_sensor_m, const double* p_m);

/// With what probability are two targets one plot, if their difference is known to within a covariance?
/// Model      the bell of resolution_spread(), averaged over the difference
/// Returns    [0, 1]; m, m^2
/// Checked by tests/resolution.cpp
template <int D>
double probability_unresolved(const Vector<D>& difference, const Matrix<D, D>& covariance,
                              const Matrix<D, D>& spread);

/// The density of a normal distribution; 0 where the covariance is none.
template <int D>
double normal_density(const Vector<D>& difference, const Matrix<D, D>& covariance);

/// Two targets that may exist, and one plot near both.
struct PairAtPlot {
  double existence[2];  ///< before the scan
  double evidence[2];   ///< detection probability times density of the plot, against false and new ones
  double merged;        ///< the same, if it is the plot of both
  double missed;        ///< probability of a miss
  double unresolved;    ///< probability that both together give one plot
};

struct PairVerdict {
  double odds[2];       ///< by which each one's odds of existence change
  double merged = 0.0;  ///< that the plot is that of both, if both exist
};

/// What does the plot say of each of the two?
/// Model      Bayes over all that may have happened: each target there or not, resolved or not, seen or not, the
///            plot false or new; merged plots as in Koch and van Keuk 1997
/// Holds for  no third target near, no second plot of these two
/// Checked by tests/resolution.cpp
PairVerdict judge_pair(const PairAtPlot& pair);

}  // namespace cupola
