#include "scenario/lay_down.hpp"

#include <algorithm>

#include "catalogue/figures.hpp"

namespace cupola {

namespace {

template <class IdsByName>
auto id_of(const IdsByName& ids, const std::string& name) {
  const auto found = ids.find(name);
  return found == ids.end() ? typename IdsByName::mapped_type{} : found->second;
}

}  // namespace

void LayDown::number_weapons(Resolving& r) {
  std::map<std::string, WeaponTypeId> ids;
  for (const LauncherDraft& launcher : launchers)
    for (const auto& [weapon, rounds] : launcher.load_by_name) ids.emplace(weapon, WeaponTypeId{});

  const std::string& equal = r.file.kill_table;
  const KillTableType* table = equal.empty() ? nullptr : &r.file.catalogue->kill_tables.at(equal);
  std::uint32_t next = 0;
  for (auto& [name, id] : ids) {
    id.value = next++;
    InterceptorType weapon = r.file.catalogue->interceptors.at(name);
    if (table != nullptr) table->give_to(weapon);
    set_mode(weapon, r.file.figures);
    r.scenario.weapons_true.push_back(weapon);
    set_mode(weapon, believed_mode(r.file.figures));
    r.scenario.weapons_believed.push_back(weapon);
  }
  if (ids.empty() && !launchers.empty())
    for (auto [name, weapon] : r.file.catalogue->interceptors) {
      if (table != nullptr) table->give_to(weapon);
      set_mode(weapon, believed_mode(r.file.figures));
      r.scenario.weapons_not_loaded.push_back(weapon);
    }
  for (LauncherDraft& launcher : launchers) {
    for (const auto& [weapon, rounds] : launcher.load_by_name)
      launcher.load.emplace_back(ids.at(weapon), rounds);
    std::sort(launcher.load.begin(), launcher.load.end());
  }
}

void LayDown::settle(Resolving& r) {
  number_weapons(r);
  const auto radar_ids = number_by_name(radars);
  const auto unit_ids = number_by_name(units);
  const auto post_ids = number_by_name(posts);
  number_by_name(launchers);
  number_by_name(passives);
  for (PassiveDraft& passive : passives) {
    passive.id.value += static_cast<std::uint32_t>(radars.size());
    passive.post = id_of(post_ids, passive.post_name);
    posts[passive.post.index()].passives.push_back(passive.id);
    r.scenario.passives.push_back(passive);
    r.scenario.passives_believed.push_back(passive.believed);
  }

  // In the order of ids, so that every list of ids is in order too.
  for (RadarDraft& radar : radars) {
    radar.post = id_of(post_ids, radar.post_name);
    radar.fire_unit = id_of(unit_ids, radar.unit_name);
    posts[radar.post.index()].radars.push_back(radar.id);
    r.scenario.radars.push_back(radar);
    r.scenario.radars_believed.push_back(radar.believed);
  }
  for (FireUnitDraft& unit : units) {
    unit.post = id_of(post_ids, unit.post_name);
    unit.guidance = id_of(radar_ids, unit.guidance_name);
    posts[unit.post.index()].fire_units.push_back(unit.id);
  }
  for (LauncherDraft& launcher : launchers) {
    launcher.fire_unit = id_of(unit_ids, launcher.unit_name);
    units[launcher.fire_unit.index()].launchers.push_back(launcher.id);
    r.scenario.launchers.push_back(launcher);
  }
  for (PostDraft& post : posts) {
    post.superior = id_of(post_ids, post.superior_name);
    r.scenario.posts.push_back(post);
  }
  r.scenario.fire_units.assign(units.begin(), units.end());
}

}  // namespace cupola
