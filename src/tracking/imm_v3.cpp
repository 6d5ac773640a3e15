#include "tracking/imm_template.hpp"

namespace cupola {

template <int D>
const ImmKernels& imm_kernels_v3() {
  static constexpr ImmKernels kSet = lanes::imm_kernels_of<lanes::Lanes4, D>();
  return kSet;
}
template const ImmKernels& imm_kernels_v3<2>();
template const ImmKernels& imm_kernels_v3<3>();

}  // namespace cupola
