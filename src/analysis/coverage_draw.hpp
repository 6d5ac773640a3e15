#pragma once

#include "core/random.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// Puts the figures that coverage depends on to values drawn from their intervals: those of radars, ground,
/// doctrine's keep-out and the zones of interceptors.
/// Model      each figure by itself, one value for all that is of one type. What the scenario declared
///            perfect stays; so do the figures of interceptors' flight, which were fitted together, and the
///            antenna's height on a mast or where `hold_antennas`
/// Random     Purpose::parameter: (kind and name of the type, name of the figure)
/// Checked by tests/coverage_draw.cpp
void draw_figures(Scenario& scenario, ReplicateKey key, bool hold_antennas);
void draw_figures(PlatformType& target, FigureMode mode, ReplicateKey key);

}  // namespace cupola
