#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "core/time.hpp"
#include "network/outages.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// When the jammers of a replicate were last there; others than those shot down stay as scripted.
using JammersGone = std::vector<std::pair<PlatformId, Time>>;

/// What jamming leaves of a link at some instant.
struct JammedTo {
  double loss = 0.0, capacity = 1.0;
};
JammedTo jammed_to(const Scenario& scenario, const Link& link, const JammersGone& gone, Time t);

/// What the draws of one message are taken from: its losses, and its jitter.
struct MessageLuck {
  Draws loss, delay;
};

/// One direction of a link: when does a message that is handed to it at `t` come out, if at all?
/// Model      first come, first served. Sending takes bits / bandwidth, or, in a net, one own slot for every
///            report, the slots evenly spaced with a phase of the link's own; then latency and jitter. A
///            message is lost with probability `loss`, independently each time it is sent; where the link
///            repeats, it is sent again `repeat_after` later, at most `repeats` times, and takes its sending
///            time each time. While the link is out at any instant from sending to arrival nothing arrives.
///            Jamming takes loss and capacity as they are when the queue lets the message go
/// Returns    the instant of arrival
/// Leaves out the way back of acknowledgements
/// Random     the message's own draws (MessageLuck); of the link: its outages by chance, the phase of its slots
/// Checked by tests/line.cpp
class Line {
 public:
  Line(const Scenario& scenario, const Link& link, PostId from, ReplicateKey key,
       std::shared_ptr<ChanceOutages> outages);

  const Link& link() const { return *link_; }
  PostId from() const { return from_; }
  PostId to() const { return from_ == link_->a ? link_->b : link_->a; }
  /// Would a message handed over at `t` get through, as far as outages and jamming go?
  bool open(Time t, const JammersGone& gone) const { return plain_ || lets_through(t, gone); }
  Duration latency() const { return latency_; }
  bool draws() const { return draws_; }
  bool plain() const { return plain_; }  ///< nothing ever comes between sending and arrival but latency
  /// `sent`: by whoever said it first; nothing will be handed over before that any more.
  std::optional<Time> carry(Time t, Time sent, int reports, const JammersGone& gone, MessageLuck* luck) {
    return plain_ ? t + latency_ : convey(t, sent, reports, gone, luck);
  }

 private:
  bool lets_through(Time t, const JammersGone& gone) const;
  std::optional<Time> convey(Time t, Time sent, int reports, const JammersGone& gone, MessageLuck* luck);
  bool out(Time from, Time to) const;
  Duration sending_time(int reports, double capacity) const;
  Time first_gap(Time t, Duration length);
  Time slot_at_or_after(Time t) const;

  const Scenario* scenario_;
  const Link* link_;
  PostId from_;
  std::shared_ptr<ChanceOutages> outages_;  // of both directions
  Duration latency_;
  bool draws_ = false;
  bool plain_ = false;
  Time phase_;                               // a slot of its own begins then
  std::vector<std::pair<Time, Time>> busy_;  // in order; what is over is forgotten
};

}  // namespace cupola
