#pragma once

#include <cstdint>
#include <vector>

namespace cupola {

/// What stands where a data set has no height?
/// Model      the mean of the known posts on the first square rings around the void that hold any, and on
///            one ring more, each weighted by its distance to the power of -2; filled posts don't fill
///            others
/// Returns    how many were filled, in place; -1 if there was no known post at all
/// Accurate   a guess: voids of SRTM lie on steep slopes and on water
/// Checked by tests/terrain_voids.cpp
std::int64_t fill_voids(std::vector<std::int16_t>& posts, int rows, int columns, std::int16_t void_post);

}  // namespace cupola
