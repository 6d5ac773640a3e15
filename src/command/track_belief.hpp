#pragma once

#include <memory>
#include <vector>

#include "command/airspace.hpp"
#include "command/classification.hpp"
#include "command/identification.hpp"
#include "command/kinematics.hpp"
#include "command/post.hpp"
#include "command/threat.hpp"
#include "messages/fused_track.hpp"

namespace cupola {

/// What has been decided about a track so far; passes on with the target when its number changes.
struct TaskMemory {
  Time released_since = kNever;     ///< may be taken under fire since
  bool tasked = false;              ///< some fire unit has it
  bool met = false;                 ///< has been engageable and in reach once
  bool turned_down = false;         ///< met with all channels busy, and not to be waited for
  bool killed = false;              ///< believed so
  int salvos = 0;                   ///< fired at it, as reported
  bool self_defence = false;        ///< released only for the units that it attacks
  double lot = 1.0;                 ///< where targets are chosen at random
  std::uint64_t units_resting = 0;  ///< bit by fire unit: gave it up a moment ago
  int fruitless = 0;                ///< given up in a row before a round had left
  Time units_rest_until{INT64_MIN};
};

/// What a window of launch against a track looked like when last computed.
struct ReachMemory {
  Time look_again{INT64_MIN};  ///< not to be computed before
  DecisionVerdict without_shot = DecisionVerdict::out_of_reach;
};

/// A belief that is made of more than one track (belief_fusion.hpp).
struct BeliefFusion {
  bool on = false;
  Track base;  ///< what it would be by itself: the own track, or as one post told it
  std::vector<TrackOrigin> origins;
};

/// Everything a post believes of one target, by track number.
struct TrackBelief {
  // What every walk over all beliefs looks at stands together, close to the track's number.
  Time last_hit;
  Time shared{INT64_MIN};      ///< last_hit when last told to the superior
  Time told_below{INT64_MIN};  ///< last_hit when last told to posts below
  int hits = 0;
  bool remote = false;   ///< known from another post only
  bool gone = false;     ///< its track was dropped; kept while a fire unit has it
  bool updated = false;  ///< since the last round of decisions
  bool being_asked = false;
  bool fuse_anew = false, fused_anew = false;  ///< while beliefs are made up anew of what was told
  bool judged = false;                         ///< `verdict` holds for this decision
  bool decided = false;                        ///< `decision` has been given out
  DecisionVerdict verdict = DecisionVerdict::not_engageable;
  Category told_from_above = Category::unknown, told_from_below = Category::unknown;
  std::uint8_t found_below = 0;  ///< bit by Category: some post that is not above says so
  EndGame end_game = EndGame::nothing;
  Time end_game_time;

  Track track;  ///< as of its last plot, or as last reported by another post; fused, if both
  std::vector<TrackOrigin> told_origins;  ///< remote: what it is made of; empty: of itself alone
  std::shared_ptr<BeliefFusion> fusion;
  Time born;
  double position_sd_m = 0.0, velocity_sd_m_s = 0.0;
  SteadyBehaviour behaviour;
  SteadyPlan plan;
  OriginEvidence origin = OriginEvidence::none;
  std::array<std::uint8_t, kIdentityWordCount> words{};  ///< how many posts that are not above say so
  IdentityWord word = IdentityWord::none;                ///< theirs, if they agree
  Identity identity;                                     ///< by what this post sees itself; told to others
  Identity with_word;  ///< the same and the word of others; stands where there is one

  ThreatEstimate threat;    ///< to what is defended
  ThreatEstimate attack;    ///< on a fire unit itself, where that alone lets it be engaged
  double score = 0.0;       ///< threat_score.hpp
  FallSeen fall_seen;       ///< what `threat` was made of, if it falls
  double fall_end_s = 0.0;  ///< from then on
  SteadyScore rank;
  Time threat_time{INT64_MIN};  ///< of the track it was made from
  TaskMemory task;
  ReachMemory reach;
  Decision decision;  ///< as last given out

  /// The superior's word on identity stands above the own finding, the own above a subordinate's; that of one
  /// who has not heard the answer that is known here counts for nothing.
  Category category() const {
    if (told_from_above != Category::unknown) return told_from_above;
    const Category own = identified().category;
    return own != Category::unknown || has_answered() ? own : told_from_below;
  }
  /// In the national or the civil mode, to this post or to another.
  bool has_answered() const {
    return identity.iff == IffEvidence::national || identity.iff == IffEvidence::civil ||
           word == IdentityWord::friendly || word == IdentityWord::neutral;
  }
  /// The estimate that counts.
  const ThreatEstimate& danger() const { return attack.threatens ? attack : threat; }
  /// What it is without what others told: for whatever must not hear its own echo.
  const Track& base_track() const { return fusion && fusion->on ? fusion->base : track; }
  const Identity& identified() const { return word == IdentityWord::none ? identity : with_word; }
  bool ballistic() const { return taken_for_ballistic(identity.behaviour); }
};

}  // namespace cupola
