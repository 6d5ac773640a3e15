#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenario/resolve.hpp"

namespace cupola {

// Sites that refer to each other by name, until all of them are there and numbered.
struct RadarDraft : RadarSite {
  RadarType believed;
  std::string post_name, unit_name;  ///< unit_name: whose guidance radar it is, or empty
};
struct PassiveDraft : PassiveSite {
  PassiveType believed;
  std::string post_name;
};
struct LauncherDraft : LauncherSite {
  std::string unit_name;
  std::vector<std::pair<std::string, int>> load_by_name;
};
struct FireUnitDraft : FireUnitSite {
  std::string post_name, guidance_name;
};
struct PostDraft : PostSite {
  std::string superior_name;
};

/// Everything of all defences.
struct LayDown {
  std::vector<RadarDraft> radars;
  std::vector<PassiveDraft> passives;
  std::vector<LauncherDraft> launchers;
  std::vector<FireUnitDraft> units;
  std::vector<PostDraft> posts;

  /// Numbers everything in the order of names and puts ids in the place of names.
  void settle(Resolving& r);

 private:
  void number_weapons(Resolving& r);
};

/// The zones of a defence; tells which are no zones, and warns of those out of reach.
std::vector<FireZone> fire_zones(Resolving& r, const DefenceFile& defence, const Node& node);

/// A reserve that leaves a fire unit no round to fire is hardly meant.
void refuse_reserve_beyond_stock(Resolving& r, const Doctrine& doctrine, const std::string& unit,
                                 int launchers, const DefenceFile& defence, const Node& node);
/// Salvos of the defence that do not go with the doctrine's salvo of the last chance.
void refuse_salvos_beyond_last_chance(Resolving& r, const Doctrine& doctrine, const DefenceFile& defence,
                                      const Node& node);

/// Adds the elements of one defence of the file.
void add_defence(Resolving& r, std::size_t index, LayDown& lay_down);

/// Adds the radars that traffic carries; where they are, is known when it flies (place_carried_radars).
void add_carried_radars(Resolving& r, LayDown& lay_down);

/// The states of a radar, the first at the start.
std::vector<std::pair<Time, Readiness>> states_of(Readiness first, const std::vector<ScheduleFile>& schedule,
                                                  Time start);

/// The scenario's `iff` sets what an interrogator can ask; a radar that has none asks nothing whatever it says.
inline void ask_as_told(RadarType& radar, std::optional<Interrogator> iff) {
  if (iff && radar.interrogator != Interrogator::none) radar.interrogator = *iff;
}

}  // namespace cupola
