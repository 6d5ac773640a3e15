#include "sensing/kernels_template.hpp"

namespace cupola {

const Kernels& kernels_v3() {
  static constexpr Kernels kSet = lanes::kernels_of<lanes::Lanes4>("v3");
  return kSet;
}

}  // namespace cupola
