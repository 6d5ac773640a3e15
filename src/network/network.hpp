#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/random.hpp"
#include "core/time.hpp"
#include "messages/address.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// Which message arrives when, if at all?
/// Model      between a post and its own radars, fire units and rounds: the internal link (a fixed
///            latency, no loss). Between posts: their link's latency, loss by an independent draw for
///            each message, nothing while the link is out (at any instant from sending to arrival).
///            Equipment of one post reaches another post, or its equipment, through both internal
///            links. Of several links between two posts the quickest that is not out carries the
///            message; without any, nothing arrives
/// Returns    the instant of arrival, never before the sending
/// Leaves out size, bandwidth, queues, acknowledgement and repetition, relays by way of a third post
/// Random     Purpose::message_loss by (from, to), ordinal the number of the message from that post to
///            that post, counted whether it arrives or not
/// Checked by tests/network.cpp
class Network {
 public:
  Network(const Scenario& scenario, ReplicateKey key);
  std::optional<Time> arrival(Address from, Address to, Time sent);

 private:
  /// The way from one post to another.
  struct Way {
    std::uint64_t stream = 0;        ///< of the draws
    std::uint64_t sent = 0;          ///< messages so far
    std::vector<const Link*> links;  ///< the quickest first
  };

  PostId post_of(Address address) const;  ///< invalid for a round: it talks to its own post
  const Link* open_link(const Way& way, Time sent) const;

  const Scenario* scenario_;
  ReplicateKey key_;
  Duration internal_;
  std::vector<Way> ways_;  // by sender and receiver
};

}  // namespace cupola
