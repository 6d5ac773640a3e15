#include "tracking/imm_template.hpp"

namespace cupola {

template <int D>
const ImmKernels& imm_kernels_scalar() {
  static constexpr ImmKernels kSet = lanes::imm_kernels_of<double, D>();
  return kSet;
}
template const ImmKernels& imm_kernels_scalar<2>();
template const ImmKernels& imm_kernels_scalar<3>();

}  // namespace cupola
