#pragma once

#include <cstdint>

namespace cupola {

/// State of a radar: switched off, warm but silent, or radiating.
enum class Readiness : std::uint8_t { off, standby, ready };

}  // namespace cupola
