#pragma once

#include <cstddef>

#include "catalogue/radar_type.hpp"
#include "core/time.hpp"

namespace cupola {

/// How long does an array take to search its sector once while it follows so many targets?
/// Model      one budget of time (models.md M4): dwells take targets times dwell over track interval of it;
/// what is
///            left, at least the least share, goes into searching, and the frame is the longer for it
///            Of a radar of several arrays, `followed` are those of its busiest: each array has its own
///            budget, and the frame is as long as that of the one that searches longest
/// Returns    at least the frame of an array that follows nobody
/// Random     none
/// Checked by tests/radar_time_test.cpp
Duration search_frame(const RadarType& radar, std::size_t followed);

}  // namespace cupola
