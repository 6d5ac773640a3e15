#include "scenario/readiness_elements.hpp"

#include <algorithm>

namespace cupola {

namespace {

template <class Named>
const Named* find_by_name(const std::vector<Named>& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

/// One more radar or passive sensor of an element.
void add_sensor(const Scenario& scenario, const DefenceFile& defence, const std::string& name,
                Element& element) {
  const std::string full = defence.name + "/" + name;
  const RadarSite* radar = find_by_name(scenario.radars, full);
  const PassiveSite* passive = find_by_name(scenario.passives, full);
  if (!radar && !passive) return;
  element.radar_names.push_back(name);
  element.radars.push_back(radar ? radar->id : passive->id);
  const auto written = defence.radars.find(name);
  if (written != defence.radars.end() && written->second.mast_m > 0.0) element.on_mast = true;
}

}  // namespace

std::vector<Element> elements_of(const Scenario& scenario, const DefenceFile& defence) {
  const SystemType& system = defence.catalogue->systems.at(defence.system);
  std::vector<Element> elements;
  const auto add_alone = [&](const std::string& name) {
    Element element;
    element.name = name;
    add_sensor(scenario, defence, name, element);
    elements.push_back(element);
  };
  for (const SystemRadar& radar : system.radars) add_alone(radar.name);
  for (const SystemPassive& passive : system.passive_sensors) add_alone(passive.name);
  for (const SystemFireUnit& unit : system.fire_units) {
    Element element;
    element.name = unit.name;
    element.is_fire_unit = true;
    if (const FireUnitSite* site = find_by_name(scenario.fire_units, defence.name + "/" + unit.name))
      element.unit = site->id;
    add_sensor(scenario, defence, unit.name + "/" + unit.guidance_radar, element);
    for (const SystemRadar& radar : unit.radars) add_sensor(scenario, defence, radar.name, element);
    elements.push_back(element);
  }
  return elements;
}

SiteState site_of(Scenario& scenario, RadarId id) {
  if (scenario.is_passive(id)) {
    PassiveSite& passive = scenario.passives[id.index() - scenario.radars.size()];
    return {&passive.schedule, &passive.activation};
  }
  RadarSite& radar = scenario.radars[id.index()];
  return {&radar.schedule, &radar.activation};
}

DutyCycle& duty_of(Scenario& scenario, RadarId id) {
  return scenario.is_passive(id) ? scenario.passives[id.index() - scenario.radars.size()].duty
                                 : scenario.radars[id.index()].duty;
}

void always_there(Scenario& scenario, RadarId id) {
  Figure& availability = scenario.is_passive(id)
                             ? scenario.passives[id.index() - scenario.radars.size()].type.availability
                             : scenario.radars[id.index()].type.availability;
  availability.value = 1.0;
}

}  // namespace cupola
