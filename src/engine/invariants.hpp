#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "command/post.hpp"
#include "core/check.hpp"
#include "engine/replicate.hpp"
#include "messages/envelope.hpp"
#include "weapons/weapons.hpp"
#include "world/world.hpp"

namespace cupola {

// What must hold in every run, whatever is played. Each function says what does not, or nothing; the engine asks as
// it goes and stops at the first (CUPOLA_INSIST). Time that never goes back is held by the queue itself
// (event_queue.hpp), plots are held to numbers at the gate (sensing_report.cpp).
// Checked by tests/chain/invariants.cpp, which breaks each of them.

/// The first law that is broken; null: none.
using BrokenLaw = const char*;

/// A message: it does not arrive before it was sent and has taken the least that any way takes.
BrokenLaw broken_by_arrival(Time sent, Time arrival, Duration least);
/// A sender of equipment says something only while it is there.
BrokenLaw broken_by_sender(const World& world, const Envelope& envelope);
/// A track: numbers, and a covariance that is symmetric and positive definite.
BrokenLaw broken_by_track(const Track& track);
/// An identity: probabilities, which sum to 1.
BrokenLaw broken_by_belief(double is_friend, double is_neutral, double is_hostile);
BrokenLaw broken_by_decision(const Decision& decision);

/// A launcher when a round leaves it.
struct LaunchState {
  bool works = true;
  int rounds_left = 0;                        ///< of that type, after it
  int in_guidance = 0, missile_channels = 0;  ///< of its fire unit, after it
};
BrokenLaw broken_by_launch(const LaunchState& after);
/// An order to launch: at a place inside the zone of its weapon, as the launcher sees it: range (the wider of those
/// against aircraft and ballistic missiles), lowest height above its ground, highest above the sea.
BrokenLaw broken_by_fire_order(const Order& order, const Geodetic& launcher, const InterceptorType& weapon,
                               const SmoothEarth& earth);
/// A plot is of nobody who was dead when the beam crossed him.
BrokenLaw broken_by_detection(Time seen, Time death);
/// A round has one end, after its launch, within what it lives, at a place.
BrokenLaw broken_by_round_end(const Round& round, double life_s, bool ended_before);

/// The rounds of one type and the whole of them.
struct RoundBook {
  std::uint64_t loaded = 0, launched = 0, left = 0, destroyed = 0;
};
/// Of each type: what stands on launchers, and the loads in store.
std::vector<RoundBook> loaded_at_start(const Scenario& scenario);
BrokenLaw broken_by_rounds(const RoundBook& book);
/// Whoever set out has one fate, and the ledger the same; shares are shares.
BrokenLaw broken_by_result(const ReplicateResult& result, std::uint64_t rounds_ended);

/// What any way takes at the least: between two posts the quickest link, else the internal one.
Duration least_latency(const Scenario& scenario, bool between_posts);

}  // namespace cupola

/// Stops the program where a law is broken, and says which.
#define CUPOLA_INSIST(broken)                                       \
  do {                                                              \
    if (const ::cupola::BrokenLaw law_ = (broken); law_ != nullptr) \
      ::cupola::fail_check(law_, __FILE__, __LINE__);               \
  } while (false)
