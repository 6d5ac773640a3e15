#include "sensing/kernels.hpp"

#include <cstdlib>
#include <string_view>

namespace cupola {
namespace {

const Kernels& choose() {
  const char* wish = std::getenv("CUPOLA_KERNELS");
  const std::string_view name = wish ? wish : "";
  if (name == "scalar") return kernels_scalar();
  if (name == "v3" || !kernels_v4_run()) return kernels_v3();
  return kernels_v4();
}

}  // namespace

bool kernels_v4_run() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512cd");
}

const Kernels& kernels() {
  static const Kernels& chosen = choose();
  return chosen;
}

}  // namespace cupola
