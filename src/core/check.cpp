#include "core/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace cupola {

void fail_check(const char* what, const char* file, int line) {
  std::fprintf(stderr, "cupola: internal fault: %s does not hold (%s:%d)\n", what, file, line);
  std::fflush(stderr);
  std::_Exit(70);
}

}  // namespace cupola
