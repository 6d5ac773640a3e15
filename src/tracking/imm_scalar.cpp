#include "tracking/imm_template.hpp"

namespace cupola {

template <>
const ImmKernels& imm_kernels_scalar<2>() {
  static constexpr ImmKernels kSet = lanes::imm_kernels_of<double, 2>();
  return kSet;
}

template <>
const ImmKernels& imm_kernels_scalar<3>() {
  static constexpr ImmKernels kSet = lanes::imm_kernels_of<double, 3>();
  return kSet;
}

}  // namespace cupola
