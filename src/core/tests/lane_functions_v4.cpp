#include "core/tests/lane_functions.hpp"

namespace cupola {

void evaluate_eight_lanes_v4(int which, const double* a, const double* b, double* result, int count) {
  evaluate_lanes<lanes::Lanes8>(which, a, b, result, count);
}

void evaluate_scalar_v4(int which, const double* a, const double* b, double* result, int count) {
  evaluate_lanes<double>(which, a, b, result, count);
}

}  // namespace cupola
