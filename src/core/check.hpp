#pragma once

namespace cupola {

/// Ends the program with exit code 70 after naming a programmer's mistake. Never for a user's mistake (see
/// problem.hpp).
[[noreturn]] void fail_check(const char* what, const char* file, int line);

}  // namespace cupola

/// States what must hold here whatever the input; on in every build type.
#define CUPOLA_CHECK(condition) \
  (static_cast<bool>(condition) ? void(0) : ::cupola::fail_check(#condition, __FILE__, __LINE__))
