#include "tracking/kalman_batch_template.hpp"

namespace cupola {

const KalmanBatchKernels& kalman_batch_v4() {
  static constexpr KalmanBatchKernels kSet = lanes::kalman_batch_of<lanes::Lanes8>();
  return kSet;
}

}  // namespace cupola
