#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "messages/envelope.hpp"

namespace cupola {

/// Messages under way: an event carries the slot, the slot carries the message. Slots are used again.
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

  Envelope take(std::uint32_t slot) {
    free_.push_back(slot);
    return std::move(slots_[slot]);
  }

 private:
  std::vector<Envelope> slots_;
  std::vector<std::uint32_t> free_;
};

}  // namespace cupola
