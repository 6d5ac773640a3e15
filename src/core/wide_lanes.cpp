#include "core/wide_lanes.hpp"

#include <cstdlib>

namespace cupola {

bool has_wide_lanes() {
  static const bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") &&
                           __builtin_cpu_supports("avx512cd") &&
                           std::getenv("CUPOLA_NARROW_LANES") == nullptr;
  return wide;
}

}  // namespace cupola
