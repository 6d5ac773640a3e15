#pragma once

#include <stdexcept>

namespace cupola {

/// Ends the program with exit code 70 after naming a programmer's mistake. Never for a user's mistake (see
/// problem.hpp). Throws BrokenCheck instead where this thread plays one of many.
[[noreturn]] void fail_check(const char* what, const char* file, int line);

/// What does not hold, and where. The one exception that crosses rooms: nothing between the check and whoever plays on
/// without this one can mend it.
struct BrokenCheck : std::logic_error {
  using std::logic_error::logic_error;
};

/// While one is alive, a check that fails on this thread throws BrokenCheck: a replicate of many is lost, not the others.
class ChecksThrow {
 public:
  ChecksThrow();
  ~ChecksThrow();
  ChecksThrow(const ChecksThrow&) = delete;
  ChecksThrow& operator=(const ChecksThrow&) = delete;
};

}  // namespace cupola

/// States what must hold here whatever the input; on in every build type.
#define CUPOLA_CHECK(condition) \
  (static_cast<bool>(condition) ? void(0) : ::cupola::fail_check(#condition, __FILE__, __LINE__))
