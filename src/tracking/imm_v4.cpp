#include "tracking/imm_template.hpp"

namespace cupola {

template <int D>
const ImmKernels& imm_kernels_v4() {
  static constexpr ImmKernels kSet = lanes::imm_kernels_of<lanes::Lanes8, D>();
  return kSet;
}
template const ImmKernels& imm_kernels_v4<2>();
template const ImmKernels& imm_kernels_v4<3>();

}  // namespace cupola
