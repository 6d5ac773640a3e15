#pragma once

#include <array>
#include <cstdint>

#include "catalogue/doctrine.hpp"
#include "command/evidence.hpp"
#include "messages/track.hpp"

namespace cupola {

/// The answers of a track's plots, as its tracker counts them.
struct IffTally {
  int asked = 0, civil = 0, national = 0, hostile = 0;
};

/// Silence counts from this many questions on.
inline constexpr int kAsksForSilence = 3;
IffEvidence iff_evidence(const IffTally& tally);

/// P(friend, neutral, hostile | all that was seen); sums to 1.
struct IdentityBelief {
  double is_friend = 0.0, is_neutral = 0.0, is_hostile = 0.0;
};

/// A prior and one likelihood: Bayes' rule for one source. A source that excludes everybody (all products 0)
/// is left out.
IdentityBelief combine(const IdentityBelief& prior, const IdentityLikelihood& likelihood);

/// What one post holds of one track's identity.
struct Identity : Evidence {
  IdentityBelief belief;
  Category category = Category::unknown;
};

/// Friend, neutral or hostile?
/// Model      Bayes' rule over independent sources, each counted once with its present value, in one fixed
///            order, so that the order in which they came leaves no trace: answers to interrogation,
///            behaviour, announced flight, origin, emitter, another post's word. P(e | c): silence goes
///            by pairs, and by a pair that cannot work it is 1 as it is for hostiles: for friends
///            reply_missing_friend where a national interrogator asks (1 for the share that is not equipped to
///            answer it); for neutrals the same where any interrogator asks, and the share that is equipped
///            with a civil transponder; a national reply is
///            reply_false_hostile for all but friends, and code_compromised for hostiles; a civil reply is
///            reply_false_hostile for hostiles, and says between friend and neutral what silence says; all
///            others from the doctrine, 1 where it names none. What is no evidence of its own is left out:
///            that a track is in a corridor where it keeps to an announced flight of it; another post's word
///            where the own sensors have heard the track themselves. IffEvidence::hostile decides. Category
///            by the doctrine's thresholds, kept until the belief is 0.05 below the one that gave it. A
///            category other than unknown needs positive evidence: a source, not silence, that makes it
///            likelier than its rivals; `friendly` a national reply, else `assumed_friend`. Where friend and
///            neutral together pass their threshold but neither alone does, the likelier one names it
/// Returns    belief with sum 1, category
/// Holds for  sources independent given the class; it can be wrong, and can change back when a source's value
///            changes
/// Random     none
/// Checked by tests/identification.cpp, tests/evidence.cpp
class Identifier {
 public:
  /// `asks`: what the best of the post's interrogators can ask.
  Identifier(const Doctrine& doctrine, Interrogator asks);

  IdentityLikelihood likelihood(IffEvidence iff) const;
  IdentityLikelihood likelihood(Behaviour behaviour) const;
  const IdentityBelief& belief(IffEvidence iff, Behaviour behaviour) const {
    return cell(iff, behaviour).belief;
  }

  /// Takes in the present value of all sources; false if nothing changed.
  bool update(Identity& identity, const Evidence& evidence) const;
  bool update(Identity& identity, IffEvidence iff, Behaviour behaviour) const {
    return update(identity, Evidence{iff, behaviour});
  }

 private:
  struct Cell {
    IdentityBelief belief;
    bool for_friend = false, for_neutral = false, for_hostile = false;  // some source speaks for it
  };
  const Cell& cell(IffEvidence iff, Behaviour behaviour) const {
    return cells_[static_cast<std::size_t>(iff) * kBehaviourCount + static_cast<std::size_t>(behaviour)];
  }
  Cell evaluate(IffEvidence iff, Behaviour behaviour) const;
  Cell with_others(const Evidence& evidence) const;
  static void take(Cell& cell, const IdentityLikelihood& likelihood);
  Category category(const Cell& cell, bool replied, Category before) const;

  IdentityBelief prior_;
  double reply_missing_friend_, silence_friend_, silence_neutral_, civil_neutral_;
  double reply_false_hostile_, national_false_hostile_;
  double hostile_at_, suspect_at_, friend_at_, neutral_at_;
  std::array<IdentityLikelihood, kBehaviourCount> behaviours_;
  SourceTables sources_;
  std::array<Cell, kIffEvidenceCount * kBehaviourCount> cells_;  // of replies and behaviour, computed once
};

}  // namespace cupola
