#include "catalogue/system_type.hpp"

#include <set>

#include "catalogue/measures.hpp"

namespace cupola {
namespace {

void declare_offset(FieldVisitor& v, double& east_m, double& north_m) {
  v.quantity({"east", "Offset from the point of the system, to the east.", kOptional}, length(-1e6, 1e6),
             east_m);
  v.quantity({"north", "Offset from the point of the system, to the north.", kOptional}, length(-1e6, 1e6),
             north_m);
}

/// Everything of a system that has a name of its own has another one.
std::string repeated_name(const SystemType& system) {
  std::set<std::string> seen;
  const auto repeated = [&](const std::string& name) { return !seen.insert(name).second; };
  for (const SystemRadar& radar : system.radars) {
    if (repeated(radar.name)) return radar.name;
  }
  for (const SystemPassive& passive : system.passive_sensors) {
    if (repeated(passive.name)) return passive.name;
  }
  for (const SystemFireUnit& unit : system.fire_units) {
    if (repeated(unit.name)) return unit.name;
    for (const SystemRadar& radar : unit.radars) {
      if (repeated(radar.name)) return radar.name;
    }
  }
  return "";
}

}  // namespace

void declare(FieldVisitor& v, SystemRadar& radar) {
  v.about("system_radar", "One radar of a system and where it stands.");
  v.name({"name", "Its name in the system; no two things of a system share one."}, radar.name);
  v.reference({"type", "Radar type."}, "radar", radar.type);
  declare_offset(v, radar.east_m, radar.north_m);
}

void declare(FieldVisitor& v, SystemPassive& passive) {
  v.about("system_passive_sensor", "One passive sensor of a system and where it stands.");
  v.name({"name", "Its name in the system; no two things of a system share one."}, passive.name);
  v.reference({"type", "Passive sensor type."}, "passive sensor", passive.type);
  declare_offset(v, passive.east_m, passive.north_m);
}

void declare_figures(FieldVisitor& v, SystemFireUnit& unit) {
  v.figure({"launchers", "How many."}, count_of(1, 100), Worse::lower, unit.launchers);
  v.figure({"target_channels", "Targets engaged at once."}, count_of(1, 1000), Worse::lower,
           unit.target_channels);
  v.figure({"missile_channels", "Rounds guided at once."}, count_of(1, 1000), Worse::lower,
           unit.missile_channels);
}

void declare(FieldVisitor& v, SystemFireUnit& unit) {
  v.about("fire_unit", "A guidance radar with its launchers, and optional further radars.");
  v.name({"name", "Its name in the system; no two things of a system share one."}, unit.name);
  declare_offset(v, unit.east_m, unit.north_m);
  v.reference(
      {"guidance_radar",
       "Type of the radar that guides its rounds: one that covers a sector, and `guides` what is loaded."},
      "sector radar", unit.guidance_radar);
  v.list({"radars", "Further radars of the fire unit.", kOptional}, 0, 16, unit.radars);
  v.reference({"launcher", "Launcher type."}, "launcher", unit.launcher);
  declare_figures(v, unit);
}

void declare(FieldVisitor& v, SystemType& system) {
  v.about("system", "A whole system: a command post with its radars, and fire units under it.");
  v.name({"name", "Name, by which scenarios call it."}, system.name);
  v.reference(
      {"command_post", "Command post type; without one every fire unit fights on its own.", kOptional},
      "command post", system.command_post);
  v.list({"radars", "Radars of the command post.", kOptional}, 0, 64, system.radars);
  v.list({"passive_sensors", "Passive sensors of the command post.", kOptional}, 0, 64,
         system.passive_sensors);
  v.list({"fire_units", "Fire units."}, 0, 64, system.fire_units);
  const std::string repeated = repeated_name(system);
  v.rule("name", repeated.empty(), "two things of the system are called `" + repeated + "`",
         "rename one of them");
  v.comes_with("radars", "command_post");
  v.comes_with("passive_sensors", "command_post");
}

}  // namespace cupola
