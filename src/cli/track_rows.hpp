#pragma once

#include <string>

#include "core/digest.hpp"
#include "tracking/detection_tracker.hpp"

namespace cupola {

/// The first line of a file of tracks: in a plane the layout of data/tracking, over the ellipsoid x, y, z
/// earth-fixed; then the upper triangle of the covariance, turn rate and probability of existence.
template <int D>
std::string track_header();

template <int D>
void append_track(std::string& text, Time at, const TrackEstimate<D>& track);

/// What belongs to the result, to the last bit.
template <int D>
void add_track(Digest& digest, Time at, const TrackEstimate<D>& track);

}  // namespace cupola
