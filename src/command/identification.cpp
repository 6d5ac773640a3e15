#include "command/identification.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "core/check.hpp"

namespace cupola {

namespace {

constexpr double kHysteresis = 0.05;

/// Does what was seen speak for one of the three more than for its rivals?
struct SpeaksFor {
  bool is_friend, is_neutral, is_hostile;
};

/// P(no reply | friend) over all own aircraft to one who asks in the national mode: those that cannot answer
/// never do. Kept as it is written where all can.
double silence_of_friends(const Doctrine& doctrine) {
  const double equipped = doctrine.friends_equipped, missing = doctrine.reply_missing_friend;
  return equipped >= 1.0 ? missing : 1.0 - equipped * (1.0 - missing);
}

/// P(no reply | neutral) to one who asks in the civil mode, as every interrogator does.
double silence_of_neutrals(const Doctrine& doctrine, Interrogator asks) {
  if (asks == Interrogator::none) return 1.0;
  return 1.0 - doctrine.neutrals_equipped * (1.0 - doctrine.reply_missing_friend);
}

SpeaksFor speaks_for(const IdentityLikelihood& l) {
  return {l.given_friend > l.given_hostile, l.given_neutral > l.given_hostile,
          l.given_hostile > l.given_friend && l.given_hostile > l.given_neutral};
}

}  // namespace

IffEvidence iff_evidence(const IffTally& tally) {
  // Where answers of several kinds have come, or few to many questions, plots of different objects have met in the
  // track: the most frequent holds, and an answer only where it came often enough to be this one's.
  constexpr int kOneIn = 3;
  const auto often = [&tally](int answers) { return answers > 0 && kOneIn * answers >= tally.asked; };
  if (tally.hostile > tally.national + tally.civil && often(tally.hostile)) return IffEvidence::hostile;
  if (often(tally.national)) return IffEvidence::national;
  if (often(tally.civil)) return IffEvidence::civil;
  return tally.asked >= kAsksForSilence ? IffEvidence::silent : IffEvidence::none;
}

IdentityBelief combine(const IdentityBelief& prior, const IdentityLikelihood& l) {
  const double f = prior.is_friend * l.given_friend;
  const double n = prior.is_neutral * l.given_neutral;
  const double h = prior.is_hostile * l.given_hostile;
  const double sum = f + n + h;
  if (!(sum > 0.0)) return prior;
  return {f / sum, n / sum, h / sum};
}

Identifier::Identifier(const Doctrine& doctrine, Interrogator asks)
    : prior_{doctrine.prior_friend, doctrine.prior_neutral, doctrine.prior_hostile},
      reply_missing_friend_(silence_of_friends(doctrine)),
      silence_friend_(asks == Interrogator::national ? reply_missing_friend_ : 1.0),
      silence_neutral_(silence_of_neutrals(doctrine, asks)),
      civil_neutral_(silence_neutral_ < 1.0 ? 1.0 - silence_neutral_ : 1.0),
      reply_false_hostile_(doctrine.reply_false_hostile),
      national_false_hostile_(reply_false_hostile_ +
                              doctrine.code_compromised * (1.0 - reply_false_hostile_)),
      hostile_at_(doctrine.hostile_at),
      suspect_at_(doctrine.suspect_at),
      friend_at_(doctrine.friend_at),
      neutral_at_(doctrine.neutral_at),
      sources_(doctrine) {
  for (const BehaviourLikelihood& b : doctrine.behaviours)
    for (std::size_t i = 0; i < kBehaviours.size(); ++i)
      if (b.behaviour == std::string_view(kBehaviours[i]))
        behaviours_[i] = {b.given_friend, b.given_neutral, b.given_hostile};
  for (int i = 0; i < kIffEvidenceCount; ++i)
    for (int b = 0; b < kBehaviourCount; ++b)
      cells_[static_cast<std::size_t>(i * kBehaviourCount + b)] =
          evaluate(static_cast<IffEvidence>(i), static_cast<Behaviour>(b));
}

IdentityLikelihood Identifier::likelihood(IffEvidence iff) const {
  switch (iff) {
    case IffEvidence::none:
      return {};
    case IffEvidence::silent:
      return {silence_friend_, silence_neutral_, 1.0};
    case IffEvidence::civil:
      return {silence_friend_, civil_neutral_, reply_false_hostile_};
    case IffEvidence::national:
      return {1.0 - reply_missing_friend_, reply_false_hostile_, national_false_hostile_};
    case IffEvidence::hostile:
      return {0.0, 0.0, 1.0};
  }
  return {};
}

IdentityLikelihood Identifier::likelihood(Behaviour behaviour) const {
  return behaviours_[static_cast<std::size_t>(behaviour)];
}

Identifier::Cell Identifier::evaluate(IffEvidence iff, Behaviour behaviour) const {
  Cell cell;
  if (iff == IffEvidence::hostile) return {{0.0, 0.0, 1.0}, false, false, true};
  cell.belief = combine(combine(prior_, {}), likelihood(iff));
  cell.belief = combine(cell.belief, likelihood(behaviour));
  const SpeaksFor behaves = speaks_for(likelihood(behaviour));
  cell.for_friend = behaves.is_friend;
  cell.for_neutral = behaves.is_neutral;
  cell.for_hostile = behaves.is_hostile;
  // Silence is no positive evidence of anything; a reply never speaks for an enemy.
  if (iff == IffEvidence::civil || iff == IffEvidence::national) {
    const SpeaksFor answers = speaks_for(likelihood(iff));
    cell.for_friend |= answers.is_friend;
    cell.for_neutral |= answers.is_neutral;
  }
  return cell;
}

Category Identifier::category(const Cell& cell, bool replied, Category before) const {
  const auto kept = [before](Category a, Category b) {
    return before == a || before == b ? kHysteresis : 0.0;
  };
  const IdentityBelief& p = cell.belief;
  if (cell.for_hostile) {
    if (p.is_hostile >= hostile_at_ - kept(Category::hostile, Category::hostile)) return Category::hostile;
    if (p.is_hostile >= suspect_at_ - kept(Category::suspect, Category::hostile)) return Category::suspect;
  }
  const Category friendly = replied ? Category::friendly : Category::assumed_friend;
  const double friend_slack = kept(Category::friendly, Category::assumed_friend);
  const double neutral_slack = kept(Category::neutral, Category::neutral);
  if (cell.for_friend && p.is_friend >= friend_at_ - friend_slack) return friendly;
  if (cell.for_neutral && p.is_neutral >= neutral_at_ - neutral_slack) return Category::neutral;

  const double not_hostile_at = std::max(friend_at_, neutral_at_) - std::max(friend_slack, neutral_slack);
  if (p.is_friend + p.is_neutral >= not_hostile_at) {
    if (cell.for_friend && p.is_friend >= p.is_neutral) return friendly;
    if (cell.for_neutral && p.is_neutral >= p.is_friend) return Category::neutral;
  }
  return Category::unknown;
}

void Identifier::take(Cell& cell, const IdentityLikelihood& likelihood) {
  cell.belief = combine(cell.belief, likelihood);
  const SpeaksFor speaks = speaks_for(likelihood);
  cell.for_friend |= speaks.is_friend;
  cell.for_neutral |= speaks.is_neutral;
  cell.for_hostile |= speaks.is_hostile;
}

Identifier::Cell Identifier::with_others(const Evidence& e) const {
  // To keep to an announced flight is to be in its corridor: the one thing is not to count twice.
  const bool by_plan = e.plan != PlanEvidence::none && e.behaviour == Behaviour::in_corridor;
  Cell now = cell(e.iff, by_plan ? Behaviour::none : e.behaviour);
  if (e.iff == IffEvidence::hostile) return now;
  if (e.plan != PlanEvidence::none) take(now, sources_.of(e.plan));
  if (e.origin != OriginEvidence::none) take(now, sources_.of(e.origin));
  if (e.emitter != EmitterName::none) take(now, sources_.of(e.emitter));
  if (e.word != IdentityWord::none && word_on(e.iff, e.emitter) == IdentityWord::none)
    take(now, sources_.of(e.word));
  return now;
}

bool Identifier::update(Identity& identity, const Evidence& evidence) const {
  const bool alone = evidence == Evidence{evidence.iff, evidence.behaviour};
  const Cell now = alone ? cell(evidence.iff, evidence.behaviour) : with_others(evidence);
  const Category category_now = category(now, evidence.iff == IffEvidence::national, identity.category);
  const bool changed = category_now != identity.category || evidence != static_cast<Evidence&>(identity);
  static_cast<Evidence&>(identity) = evidence;
  const IdentityBelief& p = now.belief;
  CUPOLA_CHECK(p.is_friend >= 0.0 && p.is_neutral >= 0.0 && p.is_hostile >= 0.0 &&
               std::fabs(p.is_friend + p.is_neutral + p.is_hostile - 1.0) <= 1e-12);
  identity.belief = p;
  identity.category = category_now;
  return changed;
}

}  // namespace cupola
