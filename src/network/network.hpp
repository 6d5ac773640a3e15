#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/random.hpp"
#include "core/time.hpp"
#include "messages/address.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// Which message arrives when, if at all.
/// Model   between a post and its own radars, fire units and rounds: the internal link (a fixed latency, no loss);
///         between posts: their link's latency, loss by an independent draw, nothing during an outage
/// Random  Purpose::message_loss by (from, to), ordinal the number of the message on that link
class Network {
 public:
  Network(const Scenario& scenario, ReplicateKey key);
  std::optional<Time> arrival(Address from, Address to, Time sent);

 private:
  const Scenario* scenario_;
  ReplicateKey key_;
  std::vector<std::uint64_t> sent_;  // per link and direction
};

}  // namespace cupola
