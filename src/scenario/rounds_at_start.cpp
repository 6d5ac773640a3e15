#include "scenario/rounds_at_start.hpp"

namespace cupola {

namespace {

int rounds_on(const LauncherSite& launcher, std::size_t weapon) {
  int rounds = 0;
  for (const auto& [type, count] : launcher.load)
    if (type.index() == weapon) rounds += count;
  return rounds;
}

}  // namespace

int rounds_of_a_load(const Scenario& scenario, const FireUnitSite& unit, std::size_t weapon) {
  return unit.launchers.empty() ? 0 : rounds_on(scenario.launchers[unit.launchers.front().index()], weapon);
}

int rounds_at_start(const Scenario& scenario, std::size_t weapon) {
  int rounds = 0;
  for (const LauncherSite& launcher : scenario.launchers)
    if (!launcher.station.later()) rounds += rounds_on(launcher, weapon);
  for (const FireUnitSite& unit : scenario.fire_units)
    rounds += unit.loads * rounds_of_a_load(scenario, unit, weapon);
  return rounds;
}

}  // namespace cupola
