#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "study/knee.hpp"

namespace cupola {

/// The knee of a study at one combination of the levels of its other factors.
struct KneeAnswer {
  std::vector<std::size_t> points;  ///< by size
  std::size_t factor = 0;           ///< whose levels are the sizes
  Knee knee;                        ///< `wanted`: not known yet
  std::vector<Interval> means;      ///< by knee.visited
  std::vector<std::uint64_t> replicates;
};

}  // namespace cupola
