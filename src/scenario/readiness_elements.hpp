#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scenario/scenario.hpp"
#include "scenario/scenario_file.hpp"

namespace cupola {

/// What has a state of readiness of its own: a fire unit with all its radars, or a radar or passive sensor of
/// the command post.
struct Element {
  std::string name;                      ///< in the system
  std::vector<std::string> radar_names;  ///< in the system, as under `radars`
  std::vector<RadarId> radars;
  FireUnitId unit;
  bool is_fire_unit = false, on_mast = false;
};

/// The elements of a defence, in the order of its system.
std::vector<Element> elements_of(const Scenario& scenario, const DefenceFile& defence);

/// Schedule and activation of a radar or passive sensor, to be changed.
struct SiteState {
  std::vector<std::pair<Time, Readiness>>* schedule;
  std::uint32_t* activation;
};
SiteState site_of(Scenario& scenario, RadarId id);
DutyCycle& duty_of(Scenario& scenario, RadarId id);
/// Its availability is 1: something else says when it is down.
void always_there(Scenario& scenario, RadarId id);

}  // namespace cupola
