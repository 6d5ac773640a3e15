#pragma once

#include <cstdint>

#include "core/time.hpp"

namespace cupola {

/// What one look of a radar covers, and when: `width_rad` clockwise from `begin_rad` to `end_rad` (the same
/// up to whole turns), at a constant rate from begin to end, and the same again every `spacing_rad` by the
/// radar's other faces.
struct Sweep {
  Time begin, end;
  double begin_rad = 0.0, end_rad = 0.0, width_rad = 0.0, spacing_rad = 0.0;
  int faces = 1;
  std::uint64_t ordinal = 0;  ///< of the look among all of this radar: what kind it is, and its number
};

}  // namespace cupola
