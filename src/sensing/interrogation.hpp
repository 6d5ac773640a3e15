#pragma once

#include <cstdint>
#include <vector>

#include "core/random.hpp"
#include "messages/plot.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// Answers overlap where their aircraft are less apart in range: 20.3 us at the speed of light, there and back.
inline constexpr double kReplyLength_m = 3043.0;

/// What does an interrogator hear from a platform?
/// Model      by the pair of interrogator and transponder (RULES 13). A civil transponder answers civil
///            interrogators and national ones, which ask in the civil mode too; a national one answers a
///            national interrogator nationally and, being military aircraft's, a civil one in the civil
///            mode. A friend's or neutral's matching pair stays silent with probability
///            `reply_missing_friend`, drawn anew every minute for each platform and radar, so that a fault
///            or fade lasts for several looks. A hostile keeps its transponder off; with probability
///            `reply_false_hostile`, drawn once for each, it gives a valid answer; with probability
///            `code_compromised`, drawn once for all, every hostile answers nationally. Where identity is
///            declared perfect the answer is the true side. Two answers garble each other where they come
///            from the same beam, less than 3 km apart in range (a reply lasts 20 us): each is lost with
///            probability `reply_garbled`, drawn for each look
/// Returns    not_asked without an interrogator, silence, or the answer
/// Leaves out the range of the interrogator; its beam is taken for the radar's
/// Random     Purpose::iff: (platform, radar), minute from the start, and 2^40 + the look's number; (platform),
///            0; one of its own for the code
/// Checked by tests/interrogation_test.cpp
class Interrogation {
 public:
  Interrogation(const Scenario& scenario, ReplicateKey key);

  IffReply ask(RadarId radar, PlatformId platform, Time t) const;

  bool garbles() const { return scenario_->doctrine_true.reply_garbled > 0.0; }
  /// Is an answer lost that another one falls upon, in this look?
  bool garbled(RadarId radar, PlatformId platform, std::uint64_t look) const;

 private:
  bool missing(RadarId radar, PlatformId platform, Time t) const;

  const Scenario* scenario_;
  ReplicateKey key_;
  std::vector<std::uint64_t> platform_names_, radar_names_;
  std::vector<std::uint8_t> false_reply_;  // by PlatformId
  bool compromised_ = false;
};

}  // namespace cupola
