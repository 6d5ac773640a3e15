#pragma once

#include <ctime>

namespace cupola {

/// Seconds of processor time that this thread has used.
inline double thread_cpu_s() {
  std::timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

}  // namespace cupola
