#pragma once

#include <cstdint>
#include <vector>

#include "core/random.hpp"
#include "messages/plot.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// What does an interrogator hear from a platform?
/// Model      by the pair of interrogator and transponder (RULES 13). A civil transponder answers civil
///            interrogators and national ones, which ask in the civil mode too; a national one answers a
///            national interrogator nationally and, being military aircraft's, a civil one in the civil
///            mode. A friend's or neutral's matching pair stays silent with probability
///            `reply_missing_friend`, drawn anew every minute for each platform and radar, so that a fault
///            or fade lasts for several looks. A hostile keeps its transponder off; with probability
///            `reply_false_hostile`, drawn once for each, it gives a valid answer. Where identity is
///            declared perfect the answer is the true side.
/// Returns    not_asked without an interrogator, silence, or the answer
/// Leaves out garbling, the range of the interrogator
/// Random     Purpose::iff: (platform, radar), minute from the start; (platform), 0
/// Checked by tests/interrogation_test.cpp
class Interrogation {
 public:
  Interrogation(const Scenario& scenario, ReplicateKey key);

  IffReply ask(RadarId radar, PlatformId platform, Time t) const;

 private:
  bool missing(RadarId radar, PlatformId platform, Time t) const;

  const Scenario* scenario_;
  ReplicateKey key_;
  std::vector<std::uint64_t> platform_names_, radar_names_;
  std::vector<std::uint8_t> false_reply_;  // by PlatformId
};

}  // namespace cupola
