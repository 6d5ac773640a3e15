#include "tracking/track_table.hpp"

#include <algorithm>
#include <functional>

namespace cupola {

namespace {

std::ptrdiff_t step(std::size_t i) { return static_cast<std::ptrdiff_t>(i); }

}  // namespace

std::size_t TrackTable::lower_bound(TrackNumber number, std::size_t among) const {
  if (among == 0) return 0;
  // Halves without a branch, since nobody can foretell which one it goes by.
  const TrackKey* first = keys_.data();
  for (std::size_t left = among; left > 1;) {
    const std::size_t half = left / 2;
    first += static_cast<std::size_t>(first[half - 1].number < number) * half;
    left -= half;
  }
  return static_cast<std::size_t>(first - keys_.data()) + (first->number < number ? 1 : 0);
}

int TrackTable::position_of(TrackNumber number) const {
  const std::size_t i = lower_bound(number, keys_.size());
  return i < keys_.size() && keys_[i].number == number ? static_cast<int>(i) : -1;
}

void TrackTable::renew(int position, double time_s, double keep_until_s) {
  const TrackState& state = at(position);
  columns_.set(slot(position), time_s, state.track, state.free_fall_ecef_m_s2,
               reach_of(model_, mixture(position)));
  keep_until_s_[slot(position)] = keep_until_s;
  next_expiry_s_ = std::min(next_expiry_s_, keep_until_s);
}

void TrackTable::drop(int position) {
  if (at(position).dropped) return;
  at(position).dropped = true;
  const TrackNumber number = at(position).track.number;
  dropped_.insert(std::lower_bound(dropped_.begin(), dropped_.end(), number), number);
}

void TrackTable::drop_silent(double now_s) {
  if (now_s < next_expiry_s_) return;
  next_expiry_s_ = 1e300;
  for (std::size_t slot = 0; slot < columns_.size; ++slot) {
    const double until_s = keep_until_s_[slot];
    if (until_s < now_s)
      drop(position_in(slot));
    else
      next_expiry_s_ = std::min(next_expiry_s_, until_s);
  }
}

void TrackTable::remove_dropped() {
  if (dropped_.empty()) return;
  const std::size_t first = lower_bound(dropped_.front(), keys_.size());
  std::size_t to = first, from = first;
  for (std::size_t k = 0; k < dropped_.size(); ++k) {
    // What lies between this one and the next moves up in one piece.
    const std::size_t end =
        k + 1 < dropped_.size() ? lower_bound(dropped_[k + 1], keys_.size()) : keys_.size();
    freed_slots_.push_back(keys_[from++].slot);
    std::copy(keys_.begin() + step(from), keys_.begin() + step(end), keys_.begin() + step(to));
    to += end - from;
    from = end;
  }
  keys_.resize(to);
  number_positions(first);
  fill_freed_slots();
  dropped_.clear();
}

/// From behind, so that the last row is always a track's.
void TrackTable::fill_freed_slots() {
  std::sort(freed_slots_.begin(), freed_slots_.end(), std::greater<>());
  for (const std::size_t to : freed_slots_) {
    const std::size_t last = --columns_.size;
    if (to == last) continue;
    states_[to] = states_[last];
    columns_.copy(last, to);
    keep_until_s_[to] = keep_until_s_[last];
    std::copy_n(mixtures_.begin() + step(last * mixture_size_), mixture_size_,
                mixtures_.begin() + step(to * mixture_size_));
    std::copy_n(looks_.begin() + step(last * channels_), channels_, looks_.begin() + step(to * channels_));
    positions_[to] = positions_[last];
    keys_[static_cast<std::size_t>(positions_[to])].slot = to;
  }
  freed_slots_.clear();
}

std::size_t TrackTable::add_slot() {
  const std::size_t slot = columns_.size;
  states_.resize(slot + 1);
  columns_.grow(slot + 1);
  keep_until_s_.resize(slot + 1);
  mixtures_.resize((slot + 1) * mixture_size_);
  positions_.resize(slot + 1);
  looks_.resize((slot + 1) * channels_);
  std::fill_n(looks_.begin() + step(slot * channels_), channels_, ChannelLook{});
  return slot;
}

void TrackTable::number_positions(std::size_t from) {
  for (std::size_t i = from; i < keys_.size(); ++i) positions_[keys_[i].slot] = static_cast<int>(i);
}

void TrackTable::move_up(std::size_t first, std::size_t last, std::size_t places) {
  std::copy_backward(keys_.begin() + step(first), keys_.begin() + step(last),
                     keys_.begin() + step(last + places));
}

}  // namespace cupola
