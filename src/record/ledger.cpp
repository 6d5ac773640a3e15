#include "record/ledger.hpp"

#include <algorithm>
#include <numeric>

namespace cupola {

namespace {

constexpr std::array<std::string_view, kThreatCauseCount> kThreatNames = {"killed",
                                                                          "turned away",
                                                                          "unresolved",
                                                                          "believed killed",
                                                                          "shots missed",
                                                                          "link loss",
                                                                          "no round",
                                                                          "no channel",
                                                                          "held by rule",
                                                                          "no time",
                                                                          "wrong identity",
                                                                          "merged with another",
                                                                          "track lost or swapped",
                                                                          "seen late",
                                                                          "not ready or radar off",
                                                                          "masked",
                                                                          "never inside any zone"};

constexpr std::array<std::string_view, kRoundCauseCount> kRoundNames = {"hit",
                                                                        "missed",
                                                                        "hand-over missed",
                                                                        "guidance lost",
                                                                        "out of energy",
                                                                        "unreliable",
                                                                        "target already dead",
                                                                        "fired at decoy",
                                                                        "fired at false track",
                                                                        "fired at friend",
                                                                        "fired at neutral",
                                                                        "still flying"};

bool before(Time t, Time limit) { return t != kNever && t < limit; }
bool after(Time t, Time limit) { return t != kNever && limit != kNever && limit < t; }

/// No firm track came in time: which link before tracking was the last that could still have worked?
ThreatCause cause_of_no_track(const ThreatFacts& f) {
  const Time deadline = track_deadline(f);
  if (f.merged_in_time > f.alone_in_time) return ThreatCause::merged;
  if (f.plots_enough) return ThreatCause::track_lost;  // the track of somebody near took them
  if (f.looks_enough) return ThreatCause::seen_late;
  if (f.merged_in_time > 0) return ThreatCause::merged;
  if (before(f.first_off, deadline)) return ThreatCause::not_ready;
  if (f.looks_masked > 0) return ThreatCause::masked;
  return ThreatCause::no_time;
}

/// Orders were sent and none arrived; or nobody who could order was told of it; or nobody to order was heard.
bool link_failed(const ThreatFacts& f) {
  if (f.orders > 0) return f.orders_lost == f.orders;
  return f.unit_unheard || (f.reports_lost > 0 && 2 * f.reports_lost >= f.reports);
}

/// It was tracked once, and not any more when a track was last of use.
bool track_lost(const ThreatFacts& f) {
  return before(f.last_tracked, track_deadline(f)) || after(f.track_ended_in_time, f.last_tracked_in_time);
}

/// Was the target no longer looked at, and why?
ThreatCause cause_of_lost_track(const ThreatFacts& f) {
  const Time last = f.last_tracked_in_time;
  if (after(f.last_look_in_time, last)) return ThreatCause::track_lost;
  if (after(f.last_off_in_time, last)) return ThreatCause::not_ready;
  if (after(f.last_masked_in_time, last)) return ThreatCause::masked;
  return ThreatCause::track_lost;
}

constexpr Duration kNone{};

/// It might have been engaged, and a thing was wanting: the one that was wanting longest.
ThreatCause cause_of_want(const ThreatFacts& f) {
  const Duration longest = std::max({f.not_ready, f.no_channel, f.no_round});
  if (f.no_round == longest) return ThreatCause::no_round;
  return f.no_channel == longest ? ThreatCause::no_channel : ThreatCause::not_ready;
}

/// Tracked in time and never shot at: which link between track and launch failed last?
ThreatCause cause_of_no_shot(const ThreatFacts& f) {
  if (link_failed(f)) return ThreatCause::link_loss;
  if (std::max({f.not_ready, f.no_channel, f.no_round}) > kNone) return cause_of_want(f);
  if (f.held > kNone) return ThreatCause::held_by_rule;
  if (!f.loaded) return ThreatCause::no_round;
  if (track_lost(f)) return cause_of_lost_track(f);
  if (f.engageable > kNone) return ThreatCause::no_time;
  if (f.no_threat > kNone) return ThreatCause::held_by_rule;
  return f.not_an_enemy > kNone ? ThreatCause::wrong_identity : ThreatCause::no_time;
}

}  // namespace

std::string_view name_of(ThreatCause cause) { return kThreatNames[static_cast<std::size_t>(cause)]; }
std::string_view name_of(RoundCause cause) { return kRoundNames[static_cast<std::size_t>(cause)]; }

Duration decisions_of_use(const ThreatFacts& f, Time begin, Time end) {
  const Time until = track_deadline(f);
  if (until == kNever) return kNone;
  const Time from = std::max(begin, f.first_useful_launch - f.reaction);
  return std::max(std::min(end, until) - from, kNone);
}

ThreatCause primary_cause(const ThreatFacts& f) {
  if (f.killed) return ThreatCause::killed;
  if (!f.leaked) return f.turned_away ? ThreatCause::turned_away : ThreatCause::unresolved;
  if (f.believed_killed) return ThreatCause::believed_killed;
  if (f.rounds > 0) return ThreatCause::shots_missed;
  if (!f.in_zone) return ThreatCause::never_in_zone;
  if (f.last_useful_launch == kNever) return ThreatCause::masked;
  if (!before(f.first_track, track_deadline(f))) return cause_of_no_track(f);
  return cause_of_no_shot(f);
}

std::uint32_t contributing_causes(const ThreatFacts& f) {
  std::uint32_t set = 1u << static_cast<unsigned>(primary_cause(f));
  const auto flag = [&set](ThreatCause cause, bool holds) {
    if (holds) set |= 1u << static_cast<unsigned>(cause);
  };
  flag(ThreatCause::believed_killed, f.believed_killed && !f.killed);
  flag(ThreatCause::shots_missed, f.leaked && f.rounds > 0);
  flag(ThreatCause::link_loss, f.orders_lost > 0 || f.reports_lost > 0 || f.unit_unheard);
  flag(ThreatCause::no_round, f.no_round > kNone || (f.in_zone && !f.loaded));
  flag(ThreatCause::no_channel, f.no_channel > kNone);
  flag(ThreatCause::held_by_rule, f.held > kNone || f.no_threat > kNone);
  flag(ThreatCause::wrong_identity, f.not_an_enemy > kNone && f.engageable + f.held + f.no_threat == kNone);
  flag(ThreatCause::merged, f.merged_in_time > 0);
  flag(ThreatCause::track_lost, f.swapped);
  flag(ThreatCause::not_ready, f.not_ready > kNone || f.off_unseen > 0);
  flag(ThreatCause::masked, f.masked_unseen > 0);
  flag(ThreatCause::never_in_zone, !f.in_zone);
  return set;
}

std::string_view precedence_text() {
  return "killed > turned away > unresolved > believed killed > shots missed > never inside any zone > "
         "(no firm track in time: merged > track lost > seen late > not ready > masked > no time) > "
         "link loss > (stood longest in time for a shot: no round, no channel, not ready) > held by rule > "
         "(track ended in time for a shot: track lost > not ready > masked) > no time > "
         "judged no threat (held by rule) > wrong identity";
}

std::uint32_t Ledger::threat_total() const { return std::accumulate(threats.begin(), threats.end(), 0u); }
std::uint32_t Ledger::round_total() const { return std::accumulate(rounds.begin(), rounds.end(), 0u); }
std::uint32_t Ledger::leakers() const {
  return threat_total() - threats[static_cast<std::size_t>(ThreatCause::killed)] -
         threats[static_cast<std::size_t>(ThreatCause::turned_away)] -
         threats[static_cast<std::size_t>(ThreatCause::unresolved)];
}

}  // namespace cupola
