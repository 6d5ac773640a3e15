#include "sensing/kernels_template.hpp"

namespace cupola {

const Kernels& kernels_v4() {
  static constexpr Kernels kSet = lanes::kernels_of<lanes::Lanes8>("v4");
  return kSet;
}

}  // namespace cupola
