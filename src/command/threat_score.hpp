#pragma once

#include <array>

#include "command/track_belief.hpp"

namespace cupola {

/// How much does a track threaten, all told?
/// Model      value x lethality x P(hostile) x f(miss distance) x g(time to go): the estimate that counts for
///            the track (threat.hpp), times the lethality of what behaves so, times P(hostile) as the post
///            believes it. Of what another post, or a reply, has made an enemy, it is as sure as its threshold
///            at least
/// Returns    0 and up; for ranks and thresholds, no probability
/// Holds for  tracks whose estimate is up to date
/// Random     none
/// Checked by tests/threat_score.cpp, tests/fire_rules.cpp
class ThreatScore {
 public:
  explicit ThreatScore(const Doctrine& doctrine);
  double operator()(const TrackBelief& belief) const;

 private:
  double hostile_at_;
  std::array<double, kBehaviourCount> lethality_;  // by behaviour
};

}  // namespace cupola
