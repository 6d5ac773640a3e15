#include "tracking/kalman_batch_template.hpp"

namespace cupola {

const KalmanBatchKernels& kalman_batch_v3() {
  static constexpr KalmanBatchKernels kSet = lanes::kalman_batch_of<lanes::Lanes4>();
  return kSet;
}

}  // namespace cupola
