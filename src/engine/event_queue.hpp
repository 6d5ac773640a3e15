#pragma once

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "core/check.hpp"
#include "core/time.hpp"

namespace cupola {

/// What can happen, in the order in which simultaneous things happen.
enum class EventKind : std::uint8_t {
  readiness,  ///< a radar's scheduled state begins
  alert,      ///< an element stands, and its radars begin to warm up
  duty,       ///< a radar comes on duty, or goes silent
  failure,    ///< something breaks down, or is up again
  arrival,    ///< a hostile gets to its objective
  reloaded,   ///< a launcher has been filled again
  move,       ///< a step in the move of a fire unit
  launch,     ///< a round leaves its launcher
  fly,        ///< a round has flown another step
  slice,      ///< a rotating radar has swept another sixteenth of a turn
  frame,      ///< a sector radar has finished a search frame
  dwells,     ///< a sector radar has finished the dwells on cued tracks of one interval
  listen,     ///< a passive sensor has listened for another period
  deliver,    ///< a message arrives
  stock,      ///< a post that its superior hears without delay says what has become of its engagements
  decide,     ///< a post takes a round of decisions
  execute,    ///< the same of a post that its superior hears without delay: after the superior
};

/// One thing that happens. Ordered by (time, kind, subject, object, ordinal): never by insertion, so that the
/// order is the same whatever else was put into the queue before.
struct Event {
  Time time;
  EventKind kind;
  std::uint32_t subject = 0, object = 0;
  std::uint64_t ordinal = 0;
  std::uint64_t payload = 0;  ///< not part of the order

  auto rank() const { return std::tie(time, kind, subject, object, ordinal); }
};

/// Events to come, the next one first, in two sorted rows. Messages, most of all events, arrive nearly in the
/// order of sending: theirs is walked from its end. What one sender tells one receiver at a time is a run: one entry,
/// shorter with every message taken from it. What else happens mostly sets off something soon: its row ends with
/// what is next, and an event walks past what comes before it, the next step of every round in flight, say. What is
/// known from the start (the arrivals of a whole raid) costs least put in with the last one first.
class EventQueue {
 public:
  void push(const Event& event) {
    if (event.kind == EventKind::deliver)
      push_run(event, 1);
    else
      push_other(event);
  }
  /// So many messages that differ from the first in ordinal and payload alone, each by one from the one before.
  void push_run(const Event& first, std::uint64_t count) {
    CUPOLA_CHECK(count > 0);
    if (mail_begin_ > kRemembered && 2 * mail_begin_ >= mail_.size()) {  // forget what has been delivered
      mail_.erase(mail_.begin(), mail_.begin() + static_cast<std::ptrdiff_t>(mail_begin_));
      mail_begin_ = 0;
    }
    auto at = mail_.end();
    while (at != mail_.begin() + static_cast<std::ptrdiff_t>(mail_begin_) && Later{}((at - 1)->first, first))
      --at;
    mail_.insert(at, {first, count});
  }
  bool empty() const { return others_.empty() && !has_mail(); }

  /// The next one, for whoever plays until nothing is left.
  Event pop() {
    Event event;
    const bool popped = pop_until(Time{INT64_MAX}, event);
    CUPOLA_CHECK(popped);
    return event;
  }
  /// The next one, unless it lies after `end`; false: there is none.
  bool pop_until(Time end, Event& event) {
    if (mail_is_next()) {
      Run& run = mail_[mail_begin_];
      event = run.first;
      if (event.time > end) return false;
      ++run.first.ordinal;
      ++run.first.payload;
      if (--run.count == 0) ++mail_begin_;
    } else {
      if (others_.empty() || others_.back().time > end) return false;
      event = others_.back();
      others_.pop_back();
    }
    CUPOLA_CHECK(event.time >= now_);  // time never goes back
    now_ = event.time;
    return true;
  }

 private:
  /// As the ranks are; most pairs differ early.
  struct Later {
    bool operator()(const Event& a, const Event& b) const {
      if (a.time != b.time) return a.time > b.time;
      if (a.kind != b.kind) return a.kind > b.kind;
      if (a.subject != b.subject) return a.subject > b.subject;
      if (a.object != b.object) return a.object > b.object;
      return a.ordinal > b.ordinal;
    }
  };
  struct Run {
    Event first;  ///< of those not yet taken
    std::uint64_t count;
  };
  bool has_mail() const { return mail_begin_ < mail_.size(); }
  bool mail_is_next() const {
    return has_mail() && (others_.empty() || Later{}(others_.back(), mail_[mail_begin_].first));
  }
  void push_other(const Event& event) {
    auto at = others_.end();
    while (at != others_.begin() && Later{}(event, *(at - 1))) --at;
    others_.insert(at, event);
  }

  static constexpr std::size_t kRemembered =
      32;  // what has been delivered: forgotten in few and large pieces

  std::vector<Event> others_;  // the next one last
  std::vector<Run> mail_;      // in order, from mail_begin_ on
  std::size_t mail_begin_ = 0;
  Time now_{INT64_MIN};
};

}  // namespace cupola
