#pragma once

#include "command/firing_track.hpp"
#include "command/track_belief.hpp"
#include "core/id.hpp"
#include "core/time.hpp"
#include "messages/assessment.hpp"
#include "messages/order.hpp"

namespace cupola {

/// One round of an engagement, from the order to launch it to the end of its flight.
struct GuidedRound {
  std::uint32_t engagement = 0;  ///< key
  std::size_t unit = 0;
  int salvo = 0;
  TrackNumber track = 0;  ///< in its launch order
  LauncherId launcher;
  WeaponTypeId weapon;
  LocalFrame frame;             ///< of its launcher
  Time launch_time, intercept;  ///< intercept: as predicted, kept up to date
  InterceptorId interceptor;
  bool left = false, ended = false;
  Time ended_at;                ///< as its downlink told
  Time last_uplink{INT64_MIN};  ///< when it was last told of its target
};

/// One target that a fire unit has been ordered to take under fire.
///
/// It goes ordered -> sector turned, own track firm, reaction time over -> salvo -> look -> (salvo -> look)*
/// -> over, and holds a target channel from the order to the end of the assessment.
struct Engagement {
  std::uint32_t key = 0;  ///< rising with acceptance
  Order order;
  std::size_t unit = 0;    ///< index into the own fire units
  Time ready_at;           ///< the crew says that it is ready: end of the reaction time as it was drawn
  Time expected_ready_at;  ///< by the central values: what is planned with until then
  Time accepted;

  // The target as it is known here.
  TrackNumber own = 0;         ///< own track; 0: none
  std::size_t belief_row = 0;  ///< where its belief stood last
  Track seen;                  ///< newest of what is believed of it and what was told
  Track led;  ///< the own track by itself, or the same: what leads rounds that follow the own radar
  Behaviour behaviour = Behaviour::none;
  Time foreseen{INT64_MIN};  ///< the state of it of which `done_at` was made; older while a salvo flies
  FallSeen fall_seen;        ///< likewise, if it falls
  Time done_at = kNever;     ///< at its asset, or on the ground, then; kNever: at none that is known
  Time followed;             ///< last plot, or last word, of it
  bool firm = false;         ///< the guidance radar itself has it in track
  int guidance_hits = 0;
  Time last_guidance_hit;
  LookHistory guidance_looks;
  Time last_guidance_look{INT64_MIN};  ///< when the guidance radar last looked where it is believed to be

  TrackNumber cue = 0;  ///< number under which its radar has been cued; 0: not cued
  Time next_launch;
  int salvos = 0;                    ///< begun
  int unguided = 0;                  ///< of these, over, and known to have been led nowhere
  int rounds_to_go = 0;              ///< in the salvo under way
  int in_salvo = 0;                  ///< launches ordered in it
  std::uint32_t salvo_number = 0;    ///< number of the first launch order of it
  Time salvo_begun, last_intercept;  ///< its first launch; its latest end or predicted intercept
  Time end_game_used{INT64_MIN};
  bool over = false;
  Verdict verdict = Verdict::refused;

  /// Salvos at this target that the doctrine counts.
  int salvos_counted() const { return order.salvos_before + salvos - unguided; }
  bool looking() const { return salvos > 0 && rounds_to_go == 0; }
  bool firing() const { return in_salvo > 0 && rounds_to_go > 0; }
  bool ballistic() const { return taken_for_ballistic(behaviour); }
};

}  // namespace cupola
