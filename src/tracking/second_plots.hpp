#pragma once

#include <cstddef>

#include "messages/plot.hpp"
#include "tracking/conversion.hpp"
#include "tracking/track_life.hpp"
#include "tracking/track_state.hpp"

namespace cupola {

/// The second plot that a track was given in a turn of a radar, and what the track was before it.
///
/// A track of one plot has no course yet, and may be given what lies kilometres away. A turning radar's plots
/// come slice by slice: a newcomer in an earlier slice is at hand when the track's own plot is not. When that
/// one comes, later in the same turn, and suits the track better, the newcomer is given back and begins a
/// track of its own; otherwise every plot of the one would go to a new track of the other, turn after turn.
struct SecondPlot {
  TrackNumber track = 0;
  std::size_t channel = 0;
  Time until;  ///< a plot that comes later belongs to the next turn
  double cost = 0.0;
  TrackState before;
  ChannelLook look_before;
  Plot plot;
  PositionMeasurement measurement;
};

/// A plot without a track: of the batch in hand, or given back.
struct LoosePlot {
  Plot plot;
  PositionMeasurement measurement;
  int in_batch = -1;  ///< position among the plots of the batch; -1: given back
  bool placed = false;
};

}  // namespace cupola
