#include "weapons/reloads.hpp"

#include <algorithm>

namespace cupola {

Reloads::Reloads(const Scenario& scenario, ReplicateKey key)
    : scenario_(&scenario), key_(key), launchers_(scenario.launchers.size()) {
  for (const FireUnitSite& unit : scenario.fire_units)
    units_.push_back({unit.loads, unit.transloaders, 0, {}});
}

Reloads::Unit& Reloads::unit_of(LauncherId launcher) {
  return units_[scenario_->launchers[launcher.index()].fire_unit.index()];
}

void Reloads::ran_empty(LauncherId launcher) {
  if (!launchers_[launcher.index()].lost) unit_of(launcher).waiting.push_back(launcher);
}

std::optional<Reloads::Begun> Reloads::begin(FireUnitId id, Time now) {
  Unit& unit = units_[id.index()];
  if (unit.waiting.empty() || unit.loads == 0 || unit.free == 0) return std::nullopt;
  const LauncherId launcher = unit.waiting.front();
  unit.waiting.erase(unit.waiting.begin());
  --unit.loads;
  --unit.free;
  ++unit.working;
  Launcher& filled = launchers_[launcher.index()];
  filled.under_way = true;
  return Begun{launcher, now + Duration::seconds(reload_s(launcher, filled.ordinal++))};
}

bool Reloads::done(LauncherId id) {
  Launcher& launcher = launchers_[id.index()];
  if (!launcher.under_way) return false;
  launcher.under_way = false;
  Unit& unit = unit_of(id);
  ++unit.free;
  --unit.working;
  return true;
}

void Reloads::lost(LauncherId id) {
  done(id);  // the transloader gets away
  launchers_[id.index()].lost = true;
  std::erase(unit_of(id).waiting, id);
}

void Reloads::break_off(FireUnitId id) {
  const std::vector<LauncherId>& own = scenario_->fire_units[id.index()].launchers;
  for (auto launcher = own.rbegin(); launcher != own.rend(); ++launcher) {
    if (!done(*launcher)) continue;
    Unit& unit = units_[id.index()];
    ++unit.loads;
    unit.waiting.insert(unit.waiting.begin(), *launcher);
  }
}

void Reloads::carry_over(FireUnitId from, FireUnitId to) {
  const std::vector<LauncherId>& before = scenario_->fire_units[from.index()].launchers;
  const std::vector<LauncherId>& after = scenario_->fire_units[to.index()].launchers;
  Unit& unit = units_[to.index()];
  std::swap(unit, units_[from.index()]);
  for (LauncherId& waiting : unit.waiting)
    waiting =
        after[static_cast<std::size_t>(std::find(before.begin(), before.end(), waiting) - before.begin())];
  for (std::size_t i = 0; i < after.size(); ++i)
    launchers_[after[i].index()].lost = launchers_[before[i].index()].lost;
}

int Reloads::stored(FireUnitId unit) const {
  return units_[unit.index()].loads + units_[unit.index()].working;
}

/// A value that is not our central one was declared by the scenario, or is that of a mode.
double Reloads::reload_s(LauncherId id, std::uint64_t ordinal) const {
  const LauncherSite& site = scenario_->launchers[id.index()];
  const Figure& figure = site.type.reload_time_s;
  if (figure.distribution == Distribution::fixed || figure.value != figure.best ||
      scenario_->figures != FigureMode::best)
    return figure;
  Draws draws(key_, stream_key(Purpose::readiness, name_key(site.name), name_key("reload")), ordinal);
  const double u = draws.uniform();
  return drawn_value(figure, u);
}

}  // namespace cupola
