#include "tracking/imm_template.hpp"

namespace cupola {

template <>
const ImmKernels& imm_kernels_v4<2>() {
  static constexpr ImmKernels kSet = lanes::imm_kernels_of<lanes::Lanes8, 2>();
  return kSet;
}

template <>
const ImmKernels& imm_kernels_v4<3>() {
  static constexpr ImmKernels kSet = lanes::imm_kernels_of<lanes::Lanes8, 3>();
  return kSet;
}

}  // namespace cupola
