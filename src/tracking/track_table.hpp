#pragma once

#include <cstddef>
#include <vector>

#include "tracking/mixture.hpp"
#include "tracking/track_columns.hpp"
#include "tracking/track_life.hpp"
#include "tracking/track_state.hpp"
#include "tracking/tracks_in_order.hpp"
#include "tracking/wide_memory.hpp"

namespace cupola {

/// All tracks of a tracker, sorted by number, and beside each what is kept of it in other shapes. A
/// position is a place in that order and changes as tracks come and go; a slot is where all that is large lies,
/// and a row of the columns, which a track keeps until others go: no row is free, for every look walks them all.
class TrackTable {
 public:
  TrackTable(std::size_t channels, const ImmModel& model)
      : channels_(channels), model_(model), mixture_size_(mixture_size(model)) {}

  std::size_t size() const { return keys_.size(); }
  TracksInOrder tracks() const { return {keys_.data(), keys_.size(), states_.data()}; }
  TrackState& at(int position) { return states_[slot(position)]; }
  const TrackState& at(int position) const { return states_[slot(position)]; }
  std::size_t slot(int position) const { return keys_[static_cast<std::size_t>(position)].slot; }
  const TrackState* in_slot(std::size_t slot) const {  ///< nullptr: none is there
    return slot < columns_.size ? &states_[slot] : nullptr;
  }
  int position_in(std::size_t slot) const { return positions_[slot]; }
  const TrackColumns& columns() const { return columns_; }
  /// What the filter holds of it; at(position).track is what all modes together say.
  double* mixture(int position) { return mixtures_.data() + slot(position) * mixture_size_; }
  const double* mixture(int position) const { return mixtures_.data() + slot(position) * mixture_size_; }
  ChannelLook& look(int position, std::size_t channel) {
    return looks_[slot(position) * channels_ + channel];
  }
  const ChannelLook& look(int position, std::size_t channel) const {
    return looks_[slot(position) * channels_ + channel];
  }

  int position_of(TrackNumber number) const;  ///< -1: there is none

  /// After a change of state: renews the columns, and keeps the track until then though nothing be
  /// heard of it.
  void renew(int position, double time_s, double keep_until_s);

  void drop(int position);
  void drop_silent(double now_s);  ///< all whose time to be kept is over
  void remove_dropped();           ///< those dropped since the last call
  const std::vector<TrackNumber>& dropped() const { return dropped_; }

  /// Adds tracks in rising number, every mode at the state of each, first met by `channel`;
  /// `placed(position)` is called for each.
  template <class Placed>
  void insert(const std::vector<TrackState>& born, std::size_t channel, Placed placed);

 private:
  std::size_t lower_bound(TrackNumber number, std::size_t among) const;
  std::size_t add_slot();
  void fill_freed_slots();
  void number_positions(std::size_t from);
  void move_up(std::size_t first, std::size_t last, std::size_t places);

  std::size_t channels_;
  ImmModel model_;
  std::size_t mixture_size_;
  std::vector<TrackKey> keys_;            // by position
  std::vector<int> positions_;            // by slot
  std::vector<std::size_t> freed_slots_;  // of tracks just removed
  std::vector<TrackNumber> dropped_;      // rising
  std::vector<TrackState> states_;        // by slot
  TrackColumns columns_;                  // by slot
  std::vector<double> keep_until_s_;      // by slot
  WideColumn mixtures_;                   // by slot
  std::vector<ChannelLook> looks_;        // by slot and channel
  double next_expiry_s_ = -1e300;         // no track falls silent before
};

template <class Placed>
void TrackTable::insert(const std::vector<TrackState>& born, std::size_t channel, Placed placed) {
  if (born.empty()) return;
  // From behind, so that each old key moves at most once. Numbers of one radar only rise: the keys of the last
  // radar never move.
  std::size_t old = keys_.size(), to = 0;
  keys_.resize(old + born.size());
  for (std::size_t fresh = born.size(); fresh > 0; --fresh) {
    const TrackState& state = born[fresh - 1];
    const std::size_t after = lower_bound(state.track.number, old);
    move_up(after, old, fresh);
    old = after;
    to = after + fresh - 1;
    keys_[to] = {state.track.number, add_slot()};
    const int position = static_cast<int>(to);
    at(position) = state;
    look(position, channel) = {state.born, state.born, 0};
    start_mixture(model_, state.track, mixture(position));
    placed(position);
  }
  number_positions(to);
}

}  // namespace cupola
