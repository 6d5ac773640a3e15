#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/plan.hpp"
#include "record/log.hpp"

namespace cupola {

/// Everything a post was given, in order: enough to run its side again without the truth.
struct InboxEntry {
  Time time;
  PostId post;
  bool decide = false;  ///< a round of decisions instead of a message
  Message message;
};

/// What one replicate came to.
struct ReplicateResult {
  std::uint64_t replicate = 0;
  std::string digest;
  Ledger ledger;
  std::uint32_t hostiles = 0, leaked = 0, killed = 0, turned_away = 0, unresolved = 0;
  std::uint32_t friends_hit = 0, neutrals_hit = 0;
  std::vector<std::uint32_t> rounds_fired, rounds_left;  ///< by WeaponTypeId
  std::vector<ThreatFacts> facts;                        ///< by PlatformId
  std::vector<Fate> fates;                               ///< by PlatformId
  std::uint64_t events = 0;
};

/// Plays one replicate of a scenario from start to end.
/// Random  everything, keyed by (seed, replicate); the same arguments give the same result, bit for bit
/// Returns the result; rows go into `log`; `inbox`, if given, takes down what every post was given
ReplicateResult play(const Plan& plan, std::uint64_t seed, std::uint64_t replicate, Log& log,
                     std::vector<InboxEntry>* inbox = nullptr);

/// Runs the posts alone on what they were given in an earlier replicate, without world, sensing or weapons.
/// Returns every message they send, in order.
std::vector<Envelope> replay_posts(const Plan& plan, const std::vector<InboxEntry>& inbox);

}  // namespace cupola
