#include "tracking/imm_template.hpp"

namespace cupola {

template <>
const ImmKernels& imm_kernels_v3<2>() {
  static constexpr ImmKernels kSet = lanes::imm_kernels_of<lanes::Lanes4, 2>();
  return kSet;
}

template <>
const ImmKernels& imm_kernels_v3<3>() {
  static constexpr ImmKernels kSet = lanes::imm_kernels_of<lanes::Lanes4, 3>();
  return kSet;
}

}  // namespace cupola
