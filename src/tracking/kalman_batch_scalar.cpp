#include "tracking/kalman_batch_template.hpp"

namespace cupola {

const KalmanBatchKernels& kalman_batch_scalar() {
  static constexpr KalmanBatchKernels kSet = lanes::kalman_batch_of<double>();
  return kSet;
}

}  // namespace cupola
