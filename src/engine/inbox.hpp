#pragma once

#include <vector>

#include "engine/plan.hpp"
#include "engine/replicate.hpp"
#include "messages/envelope.hpp"

namespace cupola {

/// One thing a post was given: a message, or its turn to decide. All of them in order are enough to run the
/// posts again without the truth.
struct InboxEntry {
  Time time;
  PostId post;
  bool decide = false;
  Message message;
  bool stock = false;  ///< its turn to take stock
};

/// Like play(), and takes down what every post was given and everything the posts sent.
ReplicateResult play_and_tap(const Plan& plan, std::uint64_t seed, std::uint64_t replicate, Log& log,
                             std::vector<InboxEntry>& inbox, std::vector<Envelope>& sent);

/// Runs the posts alone on what they were given in that replicate: no world, no sensing, no weapons. Returns
/// every message they send, in order.
std::vector<Envelope> replay_posts(const Plan& plan, std::uint64_t seed, std::uint64_t replicate,
                                   const std::vector<InboxEntry>& inbox);

}  // namespace cupola
