#pragma once

#include <cstdint>

#include "catalogue/figure.hpp"

namespace cupola {

class FieldVisitor;

/// Who may identify, assign and authorise.
enum class CommandMode : std::uint8_t {
  centralised,    ///< all three above; the post executes
  decentralised,  ///< identity as the superior says where it does; the post assigns; authorised from above
  autonomous      ///< all three here; nothing from above counts
};

/// What a post does whose superior has been silent for too long.
enum class WhenSilent : std::uint8_t {
  wait,  ///< for orders
  fight  ///< it assigns for itself and for those below
};

/// State of its weapons while its superior is silent.
enum class SilentWeapons : std::uint8_t { as_before, hold, tight, free };

/// What a track that others tell may be used for where the missile finds its target itself (RULES 15).
enum class RemoteData : std::uint8_t {
  cue,  ///< to point the own radar
  fire  ///< to launch, too
};

/// Which of the threats that may be engaged is taken first.
enum class TargetChoice : std::uint8_t {
  most_urgent,  ///< by threat and chance of a kill
  at_random     ///< by lot
};

/// Who decides, and what is done when nobody says so. The names of a level of command, not of a system.
struct CommandRules {
  CommandMode mode = CommandMode::centralised;
  WhenSilent when_silent = WhenSilent::wait;
  Figure silence_s;    ///< of the superior, until it counts as gone; 0: never
  Figure heartbeat_s;  ///< between two words of a superior that has nothing else to say
  SilentWeapons weapons_when_silent = SilentWeapons::as_before;
  RemoteData remote_data = RemoteData::cue;
  TargetChoice target_choice = TargetChoice::most_urgent;
};

void declare(FieldVisitor&, CommandRules&);

}  // namespace cupola
