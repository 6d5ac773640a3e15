#include "core/check.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace cupola {

namespace {

thread_local int throwing = 0;

/// From the rooms on, whoever built it where.
std::string_view place_of(std::string_view file) {
  const std::size_t rooms = file.rfind("/src/");
  return rooms == std::string_view::npos ? file : file.substr(rooms + 1);
}

}  // namespace

void fail_check(const char* what, const char* file, int line) {
  if (throwing > 0)
    throw BrokenCheck(std::string(what) + " does not hold (" + std::string(place_of(file)) + ":" +
                      std::to_string(line) + ")");
  std::fprintf(stderr, "cupola: internal fault: %s does not hold (%s:%d)\n", what, file, line);
  std::fflush(stderr);
  std::_Exit(70);
}

ChecksThrow::ChecksThrow() { ++throwing; }
ChecksThrow::~ChecksThrow() { --throwing; }

}  // namespace cupola
