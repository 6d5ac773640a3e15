#include "engine/reachability.hpp"

#include <algorithm>

#include "scenario/ground.hpp"
#include "scenario/radar_sight.hpp"

namespace cupola {

namespace {

constexpr Duration kStep{2'000'000'000};

/// One fire unit with one weapon, against one platform.
struct Shooter {
  LocalFrame frame;
  const RadarSite* radar;
  const KnownWeapon* weapon;
  bool loaded;
  Time from{INT64_MIN}, until = kNever;  ///< it belongs there, by the plan of its moves
};

/// Of a fire unit that moves: while it is on its way it counts as at the place before, where it is not ready.
void keep_to_plan(const Scenario& scenario, const FireUnitSite& unit, Shooter& shooter) {
  if (!unit.station.moves()) return;
  const std::vector<Move>& moves = scenario.relocations[unit.station.relocation].moves;
  const std::uint32_t place = unit.station.place;
  const auto stands_after = [](const Move& move) { return move.at + planned_times(move).all(); };
  if (place > 0) shooter.from = stands_after(moves[place - 1]);
  if (place < moves.size()) shooter.until = stands_after(moves[place]);
}

/// What came of all shooters of a kind.
struct Reach {
  bool in_zone = false;
  Time first_launch = kNever, last_launch = kNever;
  std::vector<ShotChance> chances = {};  ///< by step of its path; none there: launch is kNever
};

bool holds(const Scenario& scenario, const FireUnitSite& unit, WeaponTypeId weapon) {
  for (const LauncherId launcher : unit.launchers)
    for (const auto& [type, rounds] : scenario.launchers[launcher.index()].load)
      if (type == weapon && rounds > 0) return true;
  return false;
}

std::vector<Shooter> shooters(const Scenario& scenario, const std::vector<KnownWeapon>& weapons) {
  std::vector<Shooter> all;
  for (const FireUnitSite& unit : scenario.fire_units) {
    const RadarSite& radar = scenario.radars[unit.guidance.index()];
    for (const KnownWeapon& weapon : weapons) {
      if (!can_guide(radar.type, weapon.type)) continue;
      all.push_back({LocalFrame::at(radar.antenna), &radar, &weapon, holds(scenario, unit, weapon.id)});
      keep_to_plan(scenario, unit, all.back());
    }
  }
  return all;
}

/// The latest launch of those that meet it at this step leaves the most time before.
void add_chance(const Shooter& shooter, std::size_t step, Time launch, Time t, Reach& reach) {
  if (reach.chances.size() <= step) reach.chances.resize(step + 1, {kNever, kNever});
  ShotChance& chance = reach.chances[step];
  if (chance.launch != kNever && chance.launch >= launch) return;
  chance = {launch, t + Duration::seconds(shooter.radar->type.assessment_delay_s)};
}

void look_at(const Scenario& scenario, const Shooter& shooter, bool ballistic, Time t, std::size_t step,
             const Vec3& p_ecef_m, Reach& reach) {
  const Vec3 p_enu_m = shooter.frame.enu_from_ecef(p_ecef_m);
  const double ground_range_m = std::sqrt(p_enu_m.x * p_enu_m.x + p_enu_m.y * p_enu_m.y);
  const Geodetic point = to_geodetic(p_ecef_m);
  const double height_msl_m = point.height_hae_m - scenario.earth.geoid_undulation_m;
  const double ground_hae_m = ground_height_hae_m(scenario, point.latitude_rad, point.longitude_rad);
  const double height_agl_m = height_msl_m + scenario.earth.geoid_undulation_m - ground_hae_m;
  const InterceptorType& type = shooter.weapon->type;
  const double range_max_m = ballistic ? type.range_max_ballistic_m : type.range_max_m;
  const double slant_m = norm(p_enu_m);
  if (slant_m > range_max_m || slant_m < type.range_min_m) return;
  if (height_agl_m < type.altitude_min_m || height_msl_m > type.altitude_max_m) return;
  const double flight_s = shooter.weapon->table.time_of_flight_s(ground_range_m, height_msl_m);
  if (flight_s < 0.0) return;
  const Time launch = t - Duration::seconds(flight_s);
  if (launch < shooter.from || launch >= shooter.until) return;
  reach.in_zone = true;
  const double height_hae_m = height_msl_m + scenario.earth.geoid_undulation_m;
  if (!in_sight(scenario, *shooter.radar, p_enu_m, ground_range_m, height_hae_m)) return;
  if (reach.first_launch == kNever || launch < reach.first_launch) reach.first_launch = launch;
  if (reach.last_launch == kNever || launch > reach.last_launch) reach.last_launch = launch;
  if (shooter.loaded) add_chance(shooter, step, launch, t, reach);
}

}  // namespace

Reachability reachability(const Scenario& scenario, const std::vector<KnownWeapon>& weapons,
                          const Platform& hostile) {
  const bool ballistic = hostile.type.target_class == TargetClass::ballistic_missile;
  const Time end = std::min({hostile.objective_time, hostile.path.end(), scenario.start + scenario.duration});
  Reach loaded, empty;
  std::size_t cursor = 0;
  for (const Shooter& shooter : shooters(scenario, weapons)) {
    std::size_t step = 0;
    for (Time t = std::max(hostile.path.begin(), scenario.start); t <= end; t = t + kStep)
      look_at(scenario, shooter, ballistic, t, step++, hostile.path.at(t, cursor).p_ecef_m,
              shooter.loaded ? loaded : empty);
  }
  std::erase_if(loaded.chances, [](const ShotChance& chance) { return chance.launch == kNever; });
  const Reach& best = loaded.last_launch != kNever ? loaded : empty;
  return {loaded.in_zone || empty.in_zone, loaded.in_zone, best.first_launch, best.last_launch,
          std::move(loaded.chances)};
}

std::uint32_t shots_possible(const std::vector<ShotChance>& chances, Time from) {
  std::uint32_t shots = 0;
  for (const ShotChance& chance : chances) {
    if (chance.launch < from) continue;
    ++shots;
    from = chance.known;
  }
  return shots;
}

}  // namespace cupola
