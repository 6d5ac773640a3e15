#pragma once

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

#include "core/check.hpp"
#include "core/time.hpp"

namespace cupola {

/// What can happen, in the order in which simultaneous things happen.
enum class EventKind : std::uint8_t {
  readiness,  ///< a radar's scheduled state begins
  arrival,    ///< a hostile gets to its objective
  launch,     ///< a round leaves its launcher
  fly,        ///< a round has flown another step
  slice,      ///< a rotating radar has swept another sixteenth of a turn
  frame,      ///< a sector radar has finished a search frame
  dwells,     ///< a sector radar has finished the dwells on cued tracks of one interval
  deliver,    ///< a message arrives
  decide,     ///< a post takes a round of decisions
};

/// One thing that happens. Ordered by (time, kind, subject, object, ordinal): never by insertion, so that the
/// order is the same whatever else was put into the queue before.
struct Event {
  Time time;
  EventKind kind;
  std::uint32_t subject = 0, object = 0;
  std::uint64_t ordinal = 0;
  std::uint32_t payload = 0;  ///< not part of the order

  auto rank() const { return std::tie(time, kind, subject, object, ordinal); }
};

/// Events to come, the next one first.
class EventQueue {
 public:
  void push(const Event& event) {
    heap_.push_back(event);
    std::push_heap(heap_.begin(), heap_.end(), Later{});
  }
  bool empty() const { return heap_.empty(); }
  const Event& next() const { return heap_.front(); }

  Event pop() {
    std::pop_heap(heap_.begin(), heap_.end(), Later{});
    const Event event = heap_.back();
    heap_.pop_back();
    CUPOLA_CHECK(event.time >= now_);  // time never goes back
    now_ = event.time;
    return event;
  }

 private:
  /// Most pairs differ in time already.
  struct Later {
    bool operator()(const Event& a, const Event& b) const {
      return a.time != b.time ? a.time > b.time : a.rank() > b.rank();
    }
  };
  std::vector<Event> heap_;
  Time now_{INT64_MIN};
};

}  // namespace cupola
