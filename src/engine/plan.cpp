#include "engine/plan.hpp"

#include "engine/known_links.hpp"
#include "engine/order_of_battle.hpp"
#include "engine/reachability.hpp"
#include "flight/table_cache.hpp"
#include "scenario/radar_sight.hpp"

namespace cupola {

namespace {

Names collect_names(const Scenario& scenario) {
  Names names;
  for (const Platform& platform : scenario.platforms) names.platforms.add(platform.name);
  for (const RadarSite& radar : scenario.radars) names.radars.add(radar.name);
  for (const PassiveSite& passive : scenario.passives) names.radars.add(passive.name);
  for (const PostSite& post : scenario.posts) names.posts.add(post.name);
  for (const FireUnitSite& unit : scenario.fire_units) names.fire_units.add(unit.name);
  for (const LauncherSite& launcher : scenario.launchers) names.launchers.add(launcher.name);
  for (const InterceptorType& weapon : scenario.weapons_true) names.weapons.add(weapon.name);
  for (const Asset& asset : scenario.assets) names.assets.add(asset.name);
  return names;
}

std::vector<KnownWeapon> known_weapons(const Scenario& scenario, const std::vector<InterceptorType>& types) {
  const double ground_msl_m = scenario.earth.ground_hae_m - scenario.earth.geoid_undulation_m;
  std::vector<KnownWeapon> weapons;
  for (std::uint32_t i = 0; i < types.size(); ++i) {
    const InterceptorType& type = types[i];
    weapons.push_back({WeaponTypeId{i}, type, cached_table(type, ground_msl_m)});
  }
  return weapons;
}

}  // namespace

std::shared_ptr<const Plan> make_plan(Scenario scenario) {
  auto made = std::make_shared<Plan>();
  Plan& plan = *made;
  plan.scenario = std::move(scenario);
  add_sight_maps(plan.scenario);
  plan.names = collect_names(plan.scenario);
  plan.radars = radar_models_of(plan.scenario);
  const std::vector<KnownWeapon> weapons = known_weapons(plan.scenario, plan.scenario.weapons_believed);
  plan.hearers = hearers(plan.scenario);
  for (const PostSite& post : plan.scenario.posts)
    plan.orders_of_battle.push_back(order_of_battle(plan.scenario, post.id, weapons));
  know_links(plan.scenario, plan.orders_of_battle);
  // The zone of a fire unit is that of the rounds it is made for, not of those it happens to have.
  const bool nothing_loaded = weapons.empty();
  const std::vector<KnownWeapon> in_mind =
      nothing_loaded ? known_weapons(plan.scenario, plan.scenario.weapons_not_loaded) : weapons;
  plan.reachability.resize(plan.scenario.platforms.size());
  for (const Platform& platform : plan.scenario.platforms)
    if (platform.side == Side::hostile)
      plan.reachability[platform.id.index()] = reachability(plan.scenario, in_mind, platform);
  return made;
}

const Scenario& scenario_of(const Plan& plan) { return plan.scenario; }
const Names& names_of(const Plan& plan) { return plan.names; }

}  // namespace cupola
