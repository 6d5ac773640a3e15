#include "weapons/weapons.hpp"

#include <algorithm>

#include "core/check.hpp"

namespace cupola {

namespace {

constexpr double kMidcourseStep_s = 0.2;
constexpr double kBoostStep_s = 0.1;
constexpr double kBoost_s = 15.0;  ///< the finer step until the round has turned over
constexpr double kTerminalStep_s = 0.05;
constexpr double kUnreliable_s = 5.0;  ///< an unreliable round is seen to fail this long after launch
/// A pass nearer than this is an intercept: what happens inside is in the kill probability.
constexpr double kPass_m = 150.0;

Time after(Time t, double seconds) { return t + Duration::seconds(seconds); }

}  // namespace

Weapons::Weapons(const Scenario& scenario, ReplicateKey key)
    : scenario_(&scenario), key_(key), shots_(scenario.platforms.size(), 0) {
  for (const InterceptorType& type : scenario.weapons_true)
    laws_.emplace_back(type, scenario.earth.geoid_undulation_m);
  for (const LauncherSite& site : scenario.launchers) {
    LauncherState state;
    state.stock.resize(scenario.weapons_true.size());
    for (const auto& [weapon, rounds] : site.load) state.stock[weapon.index()] = rounds;
    launchers_.push_back(state);
  }
}

Status Weapons::launch(const Order& order, Time now) {
  LauncherState& launcher = launchers_[order.launcher.index()];
  const LauncherSite& site = scenario_->launchers[order.launcher.index()];
  Status status;
  status.kind = StatusKind::launched;
  status.time = now;
  status.fire_unit = order.fire_unit;
  status.launcher = order.launcher;
  status.weapon = order.weapon;
  status.track = order.track.number;
  const bool channel_free =
      missiles_in_guidance(order.fire_unit) < scenario_->fire_units[order.fire_unit.index()].missile_channels;
  if (launcher.stock[order.weapon.index()] == 0 || now < launcher.ready_at || !channel_free) return status;

  --launcher.stock[order.weapon.index()];
  launcher.ready_at = after(now, site.type.launch_interval_s);
  Round round;
  round.id = InterceptorId{static_cast<std::uint32_t>(rounds_.size())};
  round.fire_unit = order.fire_unit;
  round.launcher = order.launcher;
  round.weapon = order.weapon;
  round.track = order.track.number;
  round.launched = round.flown_until = now;
  round.state = laws_[order.weapon.index()].at_launch(to_ecef(site.place), order.aim_ecef_m);
  round.last_uplink = {round.id, order.track.time, order.track.p_ecef_m, order.track.v_ecef_m_s};
  round.aim = {order.aim_ecef_m, order.time_of_flight_s};
  Draws draws(key_, stream_key(Purpose::reliability, name_key(site.name)), launcher.launched++);
  round.reliable = draws.uniform() < scenario_->weapons_true[order.weapon.index()].reliability;
  rounds_.push_back(round);
  status.up = true;
  status.interceptor = round.id;
  status.rounds = stock(order.fire_unit, order.weapon);
  return status;
}

void Weapons::uplink(const Uplink& uplink) {
  Round& round = rounds_[uplink.interceptor.index()];
  if (!round.ended) round.last_uplink = uplink;
}

FlightStep Weapons::fly(World& world, InterceptorId id, Time until) {
  Round& round = rounds_[id.index()];
  CUPOLA_CHECK(!round.ended);
  if (!round.handed_over) fly_midcourse(world, round, until);
  if (!round.ended && round.handed_over) return fly_terminal(world, round, until);
  return {round.ended, false};
}

FlightStep Weapons::end(Round& round, RoundEnd how) {
  round.ended = true;
  round.end = how;
  round.ended_at = round.flown_until;
  return {true, how == RoundEnd::hit};
}

void Weapons::fly_midcourse(World& world, Round& round, Time until) {
  const InterceptorType& type = type_of(round);
  const FlyoutLaw& law = laws_[round.weapon.index()];
  while (!round.ended && !round.handed_over && round.flown_until < until) {
    round.aim.update(round.state.p_ecef_m, round.state.v_ecef_m_s,
                     extrapolated(round.last_uplink, round.flown_until), round.last_uplink.v_ecef_m_s);
    if (round.state.time_s > law.burn_out_s() / 2.0 && round.aim.to_go_s <= type.handover_time_s) {
      take_over(world, round);
      return;
    }
    const double step_s = round.state.time_s < kBoost_s ? kBoostStep_s : kMidcourseStep_s;
    const double left_s = (until - round.flown_until).seconds();
    const double flown_s = law.step_midcourse(round.state, round.aim.aim_ecef_m, std::min(step_s, left_s));
    round.flown_until = std::min(until, after(round.flown_until, flown_s));
    round.aim.to_go_s -= flown_s;
    if (!round.reliable && round.state.time_s >= kUnreliable_s)
      end(round, RoundEnd::unreliable);
    else if (round.state.time_s > type.life_s)
      end(round, RoundEnd::out_of_energy);
    else if (round.state.time_s > law.burn_out_s() && norm(round.state.v_ecef_m_s) < type.end_speed_m_s)
      end(round, RoundEnd::out_of_energy);
  }
}

void Weapons::take_over(World& world, Round& round) {
  const InterceptorType& type = type_of(round);
  const Vec3 p_track_ecef_m = extrapolated(round.last_uplink, round.flown_until);
  const HandOver taken =
      hand_over(world, p_track_ecef_m, type.handover_basket_m, round.launched, round.flown_until);
  if (!taken.engaged.valid()) {
    end(round, taken.already_dead ? RoundEnd::target_already_dead : RoundEnd::handover_missed);
    return;
  }
  const Vec3 p_target_ecef_m = world.motion(taken.engaged, round.flown_until).p_ecef_m;
  if (type.guidance == GuidanceClass::semi_active &&
      !illuminates(world, guiding(round), p_target_ecef_m, round.flown_until)) {
    end(round, RoundEnd::guidance_lost);
    return;
  }
  round.engaged = taken.engaged;
  round.handed_over = true;
}

FlightStep Weapons::fly_terminal(World& world, Round& round, Time until) {
  const InterceptorType& type = type_of(round);
  const FlyoutLaw& law = laws_[round.weapon.index()];
  while (round.flown_until < until) {
    if (!world.present(round.engaged, round.flown_until)) return end(round, RoundEnd::target_already_dead);
    const Motion target = world.motion(round.engaged, round.flown_until);
    const Vec3 line = target.p_ecef_m - round.state.p_ecef_m;
    const Vec3 relative = target.v_ecef_m_s - round.state.v_ecef_m_s;
    const double closest_s = -dot(line, relative) / dot(relative, relative);
    // The closest approach falls into this step, or is past: is it near enough?
    if (closest_s <= kTerminalStep_s) {
      round.flown_until = after(round.flown_until, std::max(0.0, closest_s));
      const double pass_m = norm(line + std::max(0.0, closest_s) * relative);
      return pass_m > kPass_m ? end(round, RoundEnd::out_of_energy) : meet(world, round);
    }
    const double left_s = (until - round.flown_until).seconds();
    const double flown_s =
        law.step_terminal(round.state, target.p_ecef_m, target.v_ecef_m_s, std::min(kTerminalStep_s, left_s));
    round.flown_until = std::min(until, after(round.flown_until, flown_s));
    if (round.state.time_s > type.life_s || norm(round.state.v_ecef_m_s) < type.end_speed_m_s)
      return end(round, RoundEnd::out_of_energy);
  }
  return {};
}

FlightStep Weapons::meet(World& world, Round& round) {
  const InterceptorType& type = type_of(round);
  const Platform& target = scenario_->platforms[round.engaged.index()];
  if (!world.present(target.id, round.flown_until)) return end(round, RoundEnd::target_already_dead);
  const Vec3 p_target_ecef_m = world.motion(target.id, round.flown_until).p_ecef_m;
  if (type.guidance == GuidanceClass::semi_active &&
      !illuminates(world, guiding(round), p_target_ecef_m, round.flown_until))
    return end(round, RoundEnd::guidance_lost);
  Draws draws(key_, stream_key(Purpose::kill, name_key(target.name)), shots_[target.id.index()]++);
  const double kill_probability = type.kill_probability[static_cast<std::size_t>(target.type.target_class)];
  return end(round, draws.uniform() < kill_probability ? RoundEnd::hit : RoundEnd::missed);
}

int Weapons::stock(FireUnitId fire_unit, WeaponTypeId weapon) const {
  int rounds = 0;
  for (const LauncherId launcher : scenario_->fire_units[fire_unit.index()].launchers)
    rounds += launchers_[launcher.index()].stock[weapon.index()];
  return rounds;
}

int Weapons::missiles_in_guidance(FireUnitId fire_unit) const {
  return static_cast<int>(std::count_if(rounds_.begin(), rounds_.end(), [fire_unit](const Round& round) {
    return !round.ended && round.fire_unit == fire_unit;
  }));
}

std::uint32_t Weapons::shots_at(PlatformId platform) const { return shots_[platform.index()]; }

}  // namespace cupola
