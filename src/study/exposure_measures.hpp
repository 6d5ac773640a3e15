#pragma once

#include <vector>

#include "study/replicate_measures.hpp"

namespace cupola {

/// What a replicate says of the exposure of each group of own aircraft that the scenario asks it of: minutes in a track of
/// any post; and for each radar, from all sides and from each, minutes in coverage, looks, detections, minutes in a track
/// that lived on it, and what the low and the high end of the cross-section would make of the last two.
/// Model      means over the aircraft of the group, of exactly what ExposureTally counts for one
/// Checked by tests/exposure_measures.cpp
void add_exposure_measures(const Scenario& scenario, std::vector<ReplicateMeasure>& measures);

}  // namespace cupola
