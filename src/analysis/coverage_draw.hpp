#pragma once

#include "core/random.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// Which value has a figure in one draw from what is believed of it?
/// Model      triangular between low and high with the value as mode, or uniform; u is its quantile
/// Returns    in the figure's unit, [low, high]; whole numbers rounded
/// Random     none: u is given
/// Checked by tests/coverage_draw.cpp
double drawn_value(const Figure& figure, double u, bool whole = false);

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
