#include "scenario/elements.hpp"

#include <vector>

#include "core/suggest.hpp"

namespace cupola {

namespace {

/// Calls `take(kind, site)` on everything of the defence that stands.
template <class Take>
void for_each_element(const Scenario& scenario, const Take& take) {
  for (const RadarSite& radar : scenario.radars)
    if (!radar.carrier.valid()) take(GroundTargetKind::radar, radar);
  for (const PassiveSite& passive : scenario.passives) take(GroundTargetKind::radar, passive);
  for (const LauncherSite& launcher : scenario.launchers) take(GroundTargetKind::launcher, launcher);
  for (const PostSite& post : scenario.posts) take(GroundTargetKind::post, post);
}

}  // namespace

GroundTarget element_called(const Scenario& scenario, const std::string& name) {
  GroundTarget found;
  for_each_element(scenario, [&](GroundTargetKind kind, const auto& site) {
    if (!found.valid() && site.name == name) found = {kind, site.id.value};
  });
  return found;
}

std::string elements_like(const Scenario& scenario, const std::string& name) {
  std::vector<std::string_view> names;
  for_each_element(scenario, [&names](GroundTargetKind, const auto& site) { names.push_back(site.name); });
  return did_you_mean(meant_names(name, names));
}

const std::string& name_of(const Scenario& scenario, const GroundTarget& element) {
  switch (element.kind) {
    case GroundTargetKind::asset:
      break;
    case GroundTargetKind::radar:
      return scenario.is_passive(RadarId{element.id}) ? scenario.passive(RadarId{element.id}).name
                                                      : scenario.radars[element.id].name;
    case GroundTargetKind::launcher:
      return scenario.launchers[element.id].name;
    case GroundTargetKind::post:
      return scenario.posts[element.id].name;
  }
  return scenario.assets[element.id].name;
}

Station station_of(const Scenario& scenario, const GroundTarget& element) {
  switch (element.kind) {
    case GroundTargetKind::asset:
      break;
    case GroundTargetKind::radar:
      return scenario.is_passive(RadarId{element.id}) ? Station{} : scenario.radars[element.id].station;
    case GroundTargetKind::launcher:
      return scenario.launchers[element.id].station;
    case GroundTargetKind::post:
      return {scenario.posts[element.id].relocation, 0};
  }
  return {};
}

Geodetic place_of(const Scenario& scenario, const GroundTarget& element) {
  switch (element.kind) {
    case GroundTargetKind::asset:
      break;
    case GroundTargetKind::radar:
      return scenario.is_passive(RadarId{element.id}) ? scenario.passive(RadarId{element.id}).antenna
                                                      : scenario.radars[element.id].antenna;
    case GroundTargetKind::launcher:
      return scenario.launchers[element.id].place;
    case GroundTargetKind::post:
      return scenario.posts[element.id].place;
  }
  return scenario.assets[element.id].place;
}

}  // namespace cupola
