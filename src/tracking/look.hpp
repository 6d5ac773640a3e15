#pragma once

#include <cstddef>
#include <vector>

#include "messages/plot.hpp"
#include "messages/track.hpp"
#include "tracking/sensor_book.hpp"
#include "tracking/track_columns.hpp"

namespace cupola {

/// One radar's search, or its dedicated dwells: what its last batch was.
struct Channel {
  double interval_s = 0.0;  ///< between two looks at the same place
  bool looked = false;
  Time end;
  double azimuth_end_rad = 0.0;
  TrackNumber last_number = 0;  ///< given to a track born of this channel
};

/// The batch in hand: who looked, when and where.
struct Look {
  const PlotBatch* batch = nullptr;
  const SensorBook* sensor = nullptr;
  LocalFrame frame;  ///< of the radar: as surveyed, or as it says itself where it moves
  std::size_t channel = 0;
  CoveredSpan span;
  double hit_again_s = 0.0;  ///< slices: what comes sooner after a track's last plot belongs to the same turn
  bool outside = false;  ///< a plot lies outside the announced sector, which then says nothing about tracks

  Time middle() const { return batch->begin + Duration{(batch->end - batch->begin).ns / 2}; }
};

/// Reads a batch: the sector or sectors covered, and whether this is a slice that goes on where the
/// channel's last one stopped, which only a turning radar does. Notes the batch with the channel.
void open_look(const PlotBatch& batch, const SensorBook& sensor, Time epoch, Channel& channel, Look& look);

}  // namespace cupola
