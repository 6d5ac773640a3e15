#include "sensing/kernels_template.hpp"

namespace cupola {

const Kernels& kernels_scalar() {
  static constexpr Kernels kSet = lanes::kernels_of<double>("scalar");
  return kSet;
}

double looked_up(const KernelGrid& grid, double x, double y) { return lanes::looked_up<double>(grid, x, y); }

double table_probability(const float* samples, double snr) {
  return lanes::interpolated<double>(samples, 0.0, snr);
}

}  // namespace cupola
