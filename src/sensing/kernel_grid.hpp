#pragma once

#include <cstddef>
#include <vector>

#include "sensing/look_task.hpp"

namespace cupola {

/// The samples of a function, row by row, as a KernelGrid holds them: each with the one in the row above, so
/// that one read brings a cell.
/// Returns    two floats for each sample of all rows but the last
inline std::vector<float> with_row_above(const std::vector<float>& samples, std::size_t columns) {
  std::vector<float> pairs;
  pairs.reserve(2 * (samples.size() - columns));
  for (std::size_t i = 0; i + columns < samples.size(); ++i) {
    pairs.push_back(samples[i]);
    pairs.push_back(samples[i + columns]);
  }
  return pairs;
}

}  // namespace cupola
