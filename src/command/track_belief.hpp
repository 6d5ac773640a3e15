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
  std::uint64_t units_resting = 0;  ///< bit by fire unit: gave it up a moment ago
  Time units_rest_until{INT64_MIN};
  double lot = 1.0;           ///< where targets are chosen at random
  int salvos = 0;             ///< fired at it, as reported
  int fruitless = 0;          ///< given up in a row before a round had left
  bool tasked = false;        ///< some fire unit has it
  bool met = false;           ///< has been engageable and in reach once
  bool turned_down = false;   ///< met with all channels busy, and not to be waited for
  bool killed = false;        ///< believed so
  bool self_defence = false;  ///< released only for the units that it attacks
};

/// What a window of launch against a track looked like when last computed.
struct ReachMemory {
  Time look_again{INT64_MIN};  ///< not to be computed before
  DecisionVerdict without_shot = DecisionVerdict::out_of_reach;
};

/// What a belief that is made of more than one track is made of (belief_fusion.hpp).
struct BeliefFusion {
  Track base;  ///< what it would be by itself: the own track, or as one post told it
  std::vector<TrackOrigin> origins;
};

/// Everything a post believes of one target, by track number.
///
/// All beliefs are walked over many times in every decision, and most have no news: what such a walk looks at stands
/// together in a few lines of the cache.
struct alignas(64) TrackBelief {
  // The first line ends with the number and the time of `track` (tests/picture.cpp).
  Time last_hit;
  Time shared{INT64_MIN};  ///< last_hit when last told to the superior
  int hits = 0;
  bool remote = false;   ///< known from another post only
  bool told = false;     ///< by another post, under this number
  bool gone = false;     ///< its track was dropped; kept while a fire unit has it
  bool updated = false;  ///< since the last round of decisions
  bool fused = false;    ///< `fusion` holds
  bool being_asked = false;
  bool judged = false;   ///< `verdict` holds for this decision
  bool decided = false;  ///< `decision` has been given out
  DecisionVerdict verdict = DecisionVerdict::not_engageable;
  EndGame end_game = EndGame::nothing;
  Category told_from_above = Category::unknown, told_from_below = Category::unknown;
  std::uint8_t found_below = 0;            ///< bit by Category: some post that is not above says so
  IdentityWord word = IdentityWord::none;  ///< of the posts that are not above, if they agree
  std::array<std::uint8_t, kIdentityWordCount> words{};  ///< how many of them say so
  Track track;  ///< as of its last plot, or as last reported by another post; fused, if both

  // What is asked of each in turn.
  Identity identity;  ///< by what this post sees itself; told to others
  TaskMemory task;
  Time end_game_time;
  Time born;
  Time threat_time{INT64_MIN};  ///< of the track that `threat` was made from
  ThreatEstimate threat;        ///< to what is defended
  double score = 0.0;           ///< threat_score.hpp
  ThreatEstimate attack;        ///< on a fire unit itself, where that alone lets it be engaged
  Decision decision;            ///< as last given out
  ReachMemory reach;
  SteadyScore rank;
  Time told_below{INT64_MIN};  ///< last_hit when last told to posts below
  Identity with_word;          ///< `identity` and the word of others; stands where there is one

  // What only news ask for.
  std::vector<TrackOrigin> told_origins;  ///< remote: what it is made of; empty: of itself alone
  std::shared_ptr<BeliefFusion> fusion;
  bool fuse_anew = false, fused_anew = false;  ///< while beliefs are made up anew of what was told
  OriginEvidence origin = OriginEvidence::none;
  SteadyBehaviour behaviour;
  SteadyPlan plan;
  double position_sd_m = 0.0, velocity_sd_m_s = 0.0;
  FallSeen fall_seen;       ///< what `threat` was made of, if it falls
  double fall_end_s = 0.0;  ///< from then on

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
  const Track& base_track() const { return fused ? fusion->base : track; }
  const Identity& identified() const { return word == IdentityWord::none ? identity : with_word; }
  bool ballistic() const { return taken_for_ballistic(identity.behaviour); }
};

}  // namespace cupola
