#include "core/wide_lanes.hpp"
#include "tracking/kalman_batch_task.hpp"

namespace cupola {

const KalmanBatchKernels& kalman_batch() { return has_wide_lanes() ? kalman_batch_v4() : kalman_batch_v3(); }

}  // namespace cupola
