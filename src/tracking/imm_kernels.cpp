#include "core/wide_lanes.hpp"
#include "tracking/imm_task.hpp"

namespace cupola {

template <int D>
const ImmKernels& imm_kernels() {
  static const ImmKernels& chosen = has_wide_lanes() ? imm_kernels_v4<D>() : imm_kernels_v3<D>();
  return chosen;
}
template const ImmKernels& imm_kernels<2>();
template const ImmKernels& imm_kernels<3>();

}  // namespace cupola
