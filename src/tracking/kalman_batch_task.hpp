#pragma once

#include <cstddef>

// What the kernels of kalman_batch.hpp share with the rest of the room: plain arrays.

namespace cupola {

/// What do measured positions teach many tracks at once?
/// Model      Kalman filter in D = 2 or 3 dimensions: constant velocity with white-noise acceleration
///            (Bar-Shalom, Li and Kirubarajan 2001, chapters 5 and 6), then the update by a position with
///            its full covariance
/// Returns    in place: state and covariance after each track's measurement
/// Holds for  innovations whose covariance is positive definite, ratios of variances below 1e10
/// Accurate   1e-9 relative to the Joseph form; scalar, v3 and v4 kernels give the same bits
/// Leaves out earth's curvature, correlated components of the process noise
/// Random     none
/// Checked by tests/kalman_batch.cpp
///
/// Eight tracks side by side make a block, so that a block is one stretch of memory: the rows of a state are
/// p, v, pp, pv, vv (kStateRows<D> of them), those of a measurement z, r, each row of eight numbers.
struct KalmanBatchTask {
  double* states;              ///< blocks x kStateRows<D> x 8
  const double* measurements;  ///< blocks x kMeasurementRows<D> x 8
  const double* dt_s;          ///< blocks x 8
  double q_m2_s3;
  std::size_t blocks;
};

inline constexpr int kKalmanWidth = 8;
template <int D>
inline constexpr int kStateRows = 2 * D + 2 * D * D + D;
template <int D>
inline constexpr int kMeasurementRows = D + D * (D + 1) / 2;

/// Predicts every track to its measurement and takes that in.
struct KalmanBatchKernels {
  void (*plane)(const KalmanBatchTask&);
  void (*space)(const KalmanBatchTask&);
};

const KalmanBatchKernels& kalman_batch_scalar();
const KalmanBatchKernels& kalman_batch_v3();
const KalmanBatchKernels& kalman_batch_v4();  ///< only where has_wide_lanes()
const KalmanBatchKernels& kalman_batch();     ///< the widest that this processor runs

}  // namespace cupola
