#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/id.hpp"
#include "core/time.hpp"

namespace cupola {

/// Where a hostile's story ended: every hostile has exactly one.
enum class ThreatCause : std::uint8_t {
  killed,
  turned_away,
  unresolved,       ///< still on its way at the end of the scenario
  believed_killed,  ///< leaked; called dead while alive, and left alone
  shots_missed,     ///< leaked; shots were taken, none killed
  link_loss,        ///< leaked; an order or a track about it was lost on the way
  no_round,         ///< leaked; everything was ready but the rounds that reach it were gone
  no_channel,       ///< leaked; no fire channel was free
  held_by_rule,     ///< leaked; weapons control, a corridor or the judgement of the threat kept the shot
  no_time,          ///< leaked; the clock ran out, though nothing kept it from being seen and engaged
  wrong_identity,   ///< leaked; tracked, not taken for an enemy
  merged,           ///< leaked; seen only as part of another's plot
  track_lost,       ///< leaked; tracked once, then lost or swapped
  seen_late,        ///< leaked; looked at in time, first firm track too late for any shot
  not_ready,        ///< leaked; the radars that it took were off, turning, down or committed elsewhere
  masked,           ///< leaked; below the horizon when it could have been seen in time
  never_in_zone     ///< leaked; its path never entered the reach of any fire unit, loaded or not
};
inline constexpr int kThreatCauseCount = 17;

/// Where a round's story ended: every round has exactly one.
enum class RoundCause : std::uint8_t {
  hit,
  missed,
  handover_missed,
  guidance_lost,
  out_of_energy,
  unreliable,
  target_already_dead,
  fired_at_decoy,
  fired_at_false_track,
  fired_at_friend,
  fired_at_neutral,
  still_flying
};
inline constexpr int kRoundCauseCount = 12;

std::string_view name_of(ThreatCause cause);
std::string_view name_of(RoundCause cause);

/// A track that hears nothing of its target for longer has lost it: two turns of a slow radar.
inline constexpr Duration kTrackGap{20'000'000'000};

/// What happened to one hostile, link by link, as the record saw it from both sides. Instants that never came
/// are kNever.
struct ThreatFacts {
  PlatformId platform;
  bool leaked = false, killed = false, turned_away = false;

  // From its path alone, before any luck.
  bool in_zone = false;  ///< entered the advertised reach of a fire unit, whatever that has loaded
  bool loaded = false;   ///< of one that had a round loaded which reaches so far
  Time first_useful_launch = kNever,
       last_useful_launch =
           kNever;    ///< of the launches that could have met it in view before its objective; kNever: none
  Duration reaction;  ///< of the quickest crew

  // Looks and plots.
  std::uint32_t looks = 0, looks_masked = 0, looks_off = 0, detections = 0, merged_plots = 0;
  Time first_look = kNever, first_masked = kNever, first_off = kNever, first_detection = kNever;
  // Those by which a firm track could still have come in time (track_deadline).
  std::uint32_t merged_in_time = 0, alone_in_time = 0;  ///< detections in another's plot, and in its own
  bool looks_enough = false;  ///< by one radar, for a track to begin had each of them seen it
  bool plots_enough = false;  ///< likewise, and they did: it had enough plots of its own
  std::uint32_t masked_unseen = 0, off_unseen = 0;  ///< looks that failed so while no firm track stood
  Time last_look_in_time = kNever, last_masked_in_time = kNever, last_off_in_time = kNever;

  // Tracks (confirmed, at any post; by whose plots they live on).
  Time first_track = kNever;
  Time last_tracked = kNever;  ///< last plot of it that updated a confirmed track
  Time last_tracked_in_time = kNever, track_ended_in_time = kNever;  ///< likewise, before the deadline
  bool swapped = false;
  Time tracked_until = kNever;       ///< the latest plot of it that updated a confirmed track
  Duration tracked;                  ///< between such plots, where they were at most kTrackGap apart
  Time ended = kNever;               ///< its fate
  Time first_identity = kNever;      ///< a post took it for what may be shot at
  std::uint32_t shots_possible = 0;  ///< one after the other, from its first firm track on
  Time first_engageable = kNever, first_order = kNever, first_launch = kNever, first_intercept = kNever;

  // For how long a post said so of it while a decision could still lead to a launch of use
  // (decisions_of_use).
  Duration not_ready, no_channel, no_round, held, no_threat, not_an_enemy;
  Duration engageable;  ///< none of the last three, whatever else was wanting

  // Messages about it between posts.
  std::uint32_t orders = 0, orders_lost = 0;    ///< to take it under fire
  std::uint32_t reports = 0, reports_lost = 0;  ///< tracks told
  bool unit_unheard = false;  ///< to be engaged and not ordered while a fire unit was not heard of

  // Shots.
  std::uint32_t rounds = 0, intercepts = 0;
  bool believed_killed = false;  ///< the last word on it was `killed`
};

/// The last instant at which a firm track, or a decision, would still have been of use; kNever: it never
/// would.
inline Time track_deadline(const ThreatFacts& facts) {
  return facts.last_useful_launch == kNever ? kNever : facts.last_useful_launch - facts.reaction;
}

/// The part of a stretch of time in which a decision could still lead to a launch of use.
Duration decisions_of_use(const ThreatFacts& facts, Time begin, Time end);

/// The primary cause: the last link that could still have worked, by the precedence that `precedence_text`
/// prints.
ThreatCause primary_cause(const ThreatFacts& facts);

/// Every cause that contributed, the primary one included, as a bit set over ThreatCause.
std::uint32_t contributing_causes(const ThreatFacts& facts);

/// The precedence in one line, for every output that shows a ledger.
std::string_view precedence_text();

/// Counts by cause; they sum to the hostiles that set out and to the rounds launched.
struct Ledger {
  std::array<std::uint32_t, kThreatCauseCount> threats{};
  std::array<std::uint32_t, kRoundCauseCount> rounds{};

  void add(ThreatCause cause) { ++threats[static_cast<std::size_t>(cause)]; }
  void add(RoundCause cause) { ++rounds[static_cast<std::size_t>(cause)]; }
  std::uint32_t threat_total() const;
  std::uint32_t round_total() const;
  std::uint32_t leakers() const;  ///< all but killed, turned away, unresolved
};

}  // namespace cupola
