#pragma once

#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

#include "messages/envelope.hpp"

namespace cupola {

/// Messages under way: an event carries the slot, the slot carries the message. Slots are used again, those
/// of plots by plots, so that their rows need no new memory.
class Mailbag {
 public:
  std::uint32_t put(Envelope&& envelope) {
    if (free_.empty()) {
      slots_.push_back(std::move(envelope));
      return static_cast<std::uint32_t>(slots_.size() - 1);
    }
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    slots_[slot] = std::move(envelope);
    return slot;
  }

  std::uint32_t put_copy(Address from, Address to, Time sent, const PlotBatch& batch) {
    if (free_of_plots_.empty()) {
      slots_.push_back({from, to, sent, batch});
      return static_cast<std::uint32_t>(slots_.size() - 1);
    }
    const std::uint32_t slot = free_of_plots_.back();
    free_of_plots_.pop_back();
    Envelope& envelope = slots_[slot];
    envelope.from = from;
    envelope.to = to;
    envelope.sent = sent;
    std::get<PlotBatch>(envelope.body) = batch;
    return slot;
  }

  /// Stays where it is until it is thrown away, whatever is put in.
  Envelope& at(std::uint32_t slot) { return slots_[slot]; }
  void throw_away(std::uint32_t slot) {
    (std::holds_alternative<PlotBatch>(slots_[slot].body) ? free_of_plots_ : free_).push_back(slot);
  }

 private:
  std::deque<Envelope> slots_;
  std::vector<std::uint32_t> free_, free_of_plots_;
};

}  // namespace cupola
