#pragma once

#include <cstdint>

#include "core/id.hpp"
#include "core/time.hpp"
#include "messages/fused_track.hpp"

namespace cupola {

enum class OrderKind : std::uint8_t {
  engage,  ///< post to fire unit: take this track under fire
  cease,   ///< post to fire unit: drop it, give the channel back
  launch,  ///< fire unit to launcher: one round
  weapons  ///< post to post below: the state of its weapons, and that the sender is still there
};

/// The state of weapons that an order brings.
enum class WeaponsState : std::uint8_t { unchanged, hold, tight, free };

/// What one part of the defence tells another to do.
struct Order {
  OrderKind kind = OrderKind::engage;
  std::uint32_t number = 0;  ///< per sender, rising; cease: of the order that it ends
  PostId from;
  FireUnitId fire_unit;
  Track track;  ///< the sender's track, as of `track.time`
  WeaponTypeId weapon;
  int rounds = 1;                 ///< engage: rounds in one shot
  Time reaction_from{INT64_MIN};  ///< engage: when the reaction time began; unset: when the order comes
  WeaponsState state = WeaponsState::unchanged;  ///< weapons
  Time launch_time;                              ///< launch: when
  LauncherId launcher;                           ///< launch
  Vec3 aim_ecef_m;                               ///< launch: predicted intercept point
  double time_of_flight_s = 0.0;                 ///< launch: predicted
  int salvos_before = 0;                         ///< engage: at this target, by whomever
  int rounds_kept = 0;                           ///< engage: of this weapon, must stay in the unit's store
  bool self_defence = false;                     ///< engage: though state of weapons or zones forbid it
  std::uint32_t salvo = 0;                       ///< launch: number of the first launch order of its salvo
  std::vector<TrackOrigin> origins;              ///< engage: what `track` is made of; empty: of itself alone
};

}  // namespace cupola
