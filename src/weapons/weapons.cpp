#include "weapons/weapons.hpp"

#include <algorithm>
#include <cmath>

#include "catalogue/kill_law.hpp"
#include "core/check.hpp"
#include "flight/gravity.hpp"
#include "scenario/rounds_at_start.hpp"
#include "weapons/aim.hpp"
#include "weapons/hand_over.hpp"
#include "weapons/luck.hpp"

namespace cupola {
namespace {

constexpr double kKnotEvery_s = 1.0;
constexpr Duration kUplinksEvery{1'000'000'000};  // about that: how far ahead it is worth flying
constexpr std::size_t kStepsAhead = 32;           // seldom more: those of the first second are the finest
constexpr Duration kBeside{50'000'000};           // for the acceleration of a target

std::vector<FlyoutLaw> true_laws(const Scenario& scenario) {
  std::vector<FlyoutLaw> laws;
  for (const InterceptorType& type : scenario.weapons_true)
    laws.emplace_back(type, scenario.earth.geoid_undulation_m);
  return laws;
}

/// How hard does a platform turn, seen from itself: the part of its acceleration across its way, but for that of a
/// free body where it falls. From its velocity a moment before and after.
double lateral_m_s2(const World& world, PlatformId id, Time t) {
  const Motion before = world.motion(id, t - kBeside), now = world.motion(id, t),
               after = world.motion(id, t + kBeside);
  Vec3 acceleration = (1.0 / (2.0 * kBeside.seconds())) * (after.v_ecef_m_s - before.v_ecef_m_s);
  if (world.scenario().platforms[id.index()].type.target_class == TargetClass::ballistic_missile)
    acceleration = acceleration - free_fall_ecef_m_s2(now.p_ecef_m, now.v_ecef_m_s);
  const double speed2 = dot(now.v_ecef_m_s, now.v_ecef_m_s);
  if (speed2 > 0.0)
    acceleration = acceleration - (dot(acceleration, now.v_ecef_m_s) / speed2) * now.v_ecef_m_s;
  return norm(acceleration);
}

}  // namespace

Weapons::Weapons(const Scenario& scenario, ReplicateKey key)
    : scenario_(&scenario),
      key_(key),
      sight_(scenario),
      laws_(true_laws(scenario)),
      abreast_(laws_),
      launchers_(scenario.launchers.size()),
      reloads_(scenario, key),
      destroyed_(scenario.weapons_true.size(), 0),
      shots_(scenario.platforms.size(), 0),
      salvos_(scenario.platforms.size()),
      in_guidance_(scenario.fire_units.size(), 0) {
  for (const LauncherSite& site : scenario.launchers) {
    std::vector<int>& stock = launchers_[site.id.index()].stock;
    stock.assign(scenario.weapons_true.size(), 0);
    if (site.station.later()) continue;
    for (const auto& [weapon, rounds] : site.load) stock[weapon.index()] += rounds;
  }
}

int Weapons::stock(FireUnitId fire_unit, WeaponTypeId weapon) const {
  int rounds = 0;
  for (const LauncherId id : scenario_->fire_units[fire_unit.index()].launchers)
    rounds += launchers_[id.index()].stock[weapon.index()];
  return rounds;
}

int Weapons::stored(FireUnitId fire_unit, WeaponTypeId weapon) const {
  const FireUnitSite& unit = scenario_->fire_units[fire_unit.index()];
  return rounds_of_a_load(*scenario_, unit, weapon.index()) * reloads_.stored(fire_unit);
}

bool Weapons::could_launch(LauncherId id, Time now) const {
  const LauncherState& launcher = launchers_[id.index()];
  return now >= launcher.ready_at &&
         std::any_of(launcher.stock.begin(), launcher.stock.end(), [](int rounds) { return rounds > 0; });
}

bool Weapons::finish_reload(LauncherId id) {
  if (!reloads_.done(id)) return false;
  for (const auto& [weapon, rounds] : scenario_->launchers[id.index()].load)
    launchers_[id.index()].stock[weapon.index()] += rounds;
  return true;
}

void Weapons::destroy(LauncherId id) {
  std::vector<int>& stock = launchers_[id.index()].stock;
  for (std::size_t w = 0; w < stock.size(); ++w) {
    destroyed_[w] += stock[w];
    stock[w] = 0;
  }
  if (reloads_.under_way(id))
    for (const auto& [weapon, rounds] : scenario_->launchers[id.index()].load)
      destroyed_[weapon.index()] += rounds;
  reloads_.lost(id);
}

void Weapons::carry_over(FireUnitId from, FireUnitId to) {
  const std::vector<LauncherId>& before = scenario_->fire_units[from.index()].launchers;
  const std::vector<LauncherId>& after = scenario_->fire_units[to.index()].launchers;
  for (std::size_t i = 0; i < after.size(); ++i)
    std::swap(launchers_[after[i].index()].stock, launchers_[before[i].index()].stock);
  reloads_.carry_over(from, to);
}

Time Weapons::time_of(const Round& round, double after_s) const {
  return round.launched + Duration::seconds(round.state.time_s + after_s);
}

bool Weapons::may_launch(const Order& order, Time now) const {
  const LauncherState& launcher = launchers_[order.launcher.index()];
  const FireUnitSite& fire_unit = scenario_->fire_units[order.fire_unit.index()];
  return now >= launcher.ready_at && launcher.stock[order.weapon.index()] > 0 &&
         in_guidance_[order.fire_unit.index()] < fire_unit.missile_channels;
}

Status Weapons::launch(const Order& order, Time now, bool launcher_works) {
  CUPOLA_CHECK(order.launcher.valid() && order.weapon.valid() && order.fire_unit.valid());
  CUPOLA_CHECK(scenario_->launchers[order.launcher.index()].fire_unit == order.fire_unit);
  Status status;
  status.kind = StatusKind::launched;
  status.time = now;
  status.fire_unit = order.fire_unit;
  status.launcher = order.launcher;
  status.weapon = order.weapon;
  status.track = order.track.number;
  status.up = launcher_works && may_launch(order, now);
  if (status.up) {
    status.interceptor = {static_cast<std::uint32_t>(rounds_.size())};
    rounds_.push_back(leave(order, status.interceptor, now));
    flights_.emplace_back();
    ahead_.emplace_back().course.steps.reserve(kStepsAhead);
    guided_.push_back(status.interceptor);
    keep_knot(rounds_.back());
  }
  status.rounds = stock(order.fire_unit, order.weapon);
  status.missile_channels_free =
      scenario_->fire_units[order.fire_unit.index()].missile_channels - in_guidance_[order.fire_unit.index()];
  return status;
}

/// A round out of its canister, with what that takes from launcher and fire unit.
Round Weapons::leave(const Order& order, InterceptorId id, Time now) {
  const LauncherSite& site = scenario_->launchers[order.launcher.index()];
  LauncherState& launcher = launchers_[order.launcher.index()];
  Round round;
  round.id = id;
  round.fire_unit = order.fire_unit;
  round.launcher = order.launcher;
  round.weapon = order.weapon;
  round.track = order.track.number;
  round.salvo = std::uint64_t{order.from.value} << 32 | order.salvo;
  round.launched = round.flown_until = now;
  round.last_uplink = {id, order.track.time, order.track.p_ecef_m, order.track.v_ecef_m_s};
  const Vec3 p_launch_ecef_m = to_ecef(site.place);
  round.aim = planned_aim(p_launch_ecef_m, order.aim_ecef_m, order.time_of_flight_s);
  round.state = laws_[order.weapon.index()].at_launch(p_launch_ecef_m, order.aim_ecef_m);

  const double reliability = scenario_->weapons_true[order.weapon.index()].reliability;
  const RoundLuck luck = draw_round(key_, site.name, launcher.launched, reliability);
  if (!luck.reliable) round.fails_s = luck.fails_s;

  --launcher.stock[order.weapon.index()];
  ++launcher.launched;
  if (std::all_of(launcher.stock.begin(), launcher.stock.end(), [](int rounds) { return rounds == 0; }))
    reloads_.ran_empty(order.launcher);
  launcher.ready_at = now + Duration::seconds(site.type.launch_interval_s);
  ++in_guidance_[order.fire_unit.index()];
  return round;
}

void Weapons::uplink(const Uplink& uplink) {
  Round& round = rounds_[uplink.interceptor.index()];
  if (round.ended || uplink.time < round.last_uplink.time) return;
  round.last_uplink = uplink;
  round.aim = corrected_aim(round.aim.ahead, told(round), round.state.time_s);

  // What it would have done without is void; ahead again until the next one is due.
  Ahead& ahead = ahead_[uplink.interceptor.index()];
  ahead.forget();
  ahead.until = ahead.asked + kUplinksEvery;
}

FlightStep Weapons::fly(World& world, InterceptorId id, Time until) {
  Round& round = rounds_[id.index()];
  if (round.ended) return {true, false};
  ahead_[id.index()].asked = until;
  // Steps are the round's own: one that does not fit before `until` waits for the next call.
  const double until_s = (until - round.launched).seconds();
  for (bool flies = true; flies && !round.ended;) {
    const double left_s = until_s - round.state.time_s;
    flies = round.handed_over ? home(world, round, left_s) : guide(world, round, left_s, until);
  }
  if (!round.ended) round.flown_until = time_of(round);
  return {round.ended, round.end == RoundEnd::hit};
}

/// One step of midcourse; false where it does not fit.
bool Weapons::guide(const World& world, Round& round, double left_s, Time until) {
  const GuidedStep* step = next_step(round, left_s, until);
  if (step == nullptr) return false;
  Ahead& ahead = ahead_[round.id.index()];
  if (step->aims_anew) round.aim = ahead.course.aims[ahead.aims_taken++];
  if (step->hands_over) {
    hand_over(world, round);
    return true;
  }
  round.state = step->after;
  keep_knot(round);
  end_if_through(round);
  return true;
}

/// The next step of a round, flown ahead if need be; none where it does not fit before `until`.
const GuidedStep* Weapons::next_step(const Round& round, double left_s, Time until) {
  if (left_s < guided_step_s(round.state)) return nullptr;
  Ahead& ahead = ahead_[round.id.index()];
  if (ahead.taken == ahead.course.steps.size()) look_ahead(until);
  return &ahead.course.steps[ahead.taken++];
}

/// Flies every round in midcourse until `until`, and on until its next uplink is due, as nothing but that can
/// change how it flies: sixteen abreast cost little more than two.
void Weapons::look_ahead(Time until) {
  flying_ahead_.clear();
  std::erase_if(guided_, [this](InterceptorId id) {
    return rounds_[id.index()].ended || rounds_[id.index()].handed_over;
  });
  for (const InterceptorId id : guided_) {
    const Round& round = rounds_[id.index()];
    Ahead& ahead = ahead_[id.index()];
    if (ahead.taken < ahead.course.steps.size()) continue;
    ahead.forget();
    const Time end = std::max(until, ahead.until);
    if (end > round.launched)
      flying_ahead_.emplace_back(guided_start(round), (end - round.launched).seconds(), ahead.course);
  }
  abreast_.fly(flying_ahead_);
}

ToldTarget Weapons::told(const Round& round) {
  const Uplink& uplink = round.last_uplink;
  return {uplink.p_ecef_m, uplink.v_ecef_m_s, (round.launched - uplink.time).seconds()};
}

GuidedStart Weapons::guided_start(const Round& round) const {
  GuidedStart start;
  start.law = round.weapon.index();
  start.state = round.state;
  start.target = told(round);
  const InterceptorType& type = scenario_->weapons_true[round.weapon.index()];
  start.limits = {laws_[round.weapon.index()].burn_out_s(), type.end_speed_m_s, type.life_s};
  start.aim = round.aim;
  start.handover_time_s = type.handover_time_s;
  return start;
}

void Weapons::hand_over(const World& world, Round& round) {
  const InterceptorType& type = scenario_->weapons_true[round.weapon.index()];
  const Time now = time_of(round);
  const Uplink& track = round.last_uplink;
  const Vec3 p_track_ecef_m = track.p_ecef_m + (now - track.time).seconds() * track.v_ecef_m_s;
  const bool led = type.guidance == GuidanceClass::semi_active;
  if (led && !sight_.sees(world, round.fire_unit, p_track_ecef_m, now))
    return end(round, RoundEnd::guidance_lost, 0.0);

  const Basket basket = look_into_basket(world, p_track_ecef_m, type.handover_basket_m, now);
  if (!basket.nearest.valid())
    return end(round, basket.wreck ? RoundEnd::target_already_dead : RoundEnd::handover_missed, 0.0);
  round.handed_over = true;
  round.engaged = basket.nearest;
  if (led && !sight_.sees(world, round.fire_unit, world.motion(basket.nearest, now).p_ecef_m, now))
    end(round, RoundEnd::guidance_lost, 0.0);
}

/// One step of the terminal phase; false where it does not fit.
bool Weapons::home(const World& world, Round& round, double left_s) {
  const Time now = time_of(round);
  const Motion target = world.motion(round.engaged, now);
  const Vec3 line = target.p_ecef_m - round.state.p_ecef_m;
  const Vec3 rate = target.v_ecef_m_s - round.state.v_ecef_m_s;
  const double rate2 = dot(rate, rate);
  const double to_go_s = rate2 > 1.0 ? -dot(line, rate) / rate2 : 0.0;

  // Straight lines from here to the closest approach.
  const double step_s = terminal_step_s(to_go_s);
  if (step_s <= 0.0) {
    const double after_s = std::max(to_go_s, 0.0);
    if (left_s < after_s) return false;
    meet(world, round, after_s, norm(line + after_s * rate));
    return true;
  }
  if (left_s < step_s) return false;
  if (!world.present(round.engaged, now)) {
    end(round, gone(world, round, now), 0.0);
    return true;
  }
  laws_[round.weapon.index()].step_terminal(round.state, target.p_ecef_m, target.v_ecef_m_s, step_s);
  keep_knot(round);
  end_if_through(round);
  return true;
}

void Weapons::meet(const World& world, Round& round, double after_s, double miss_m) {
  const InterceptorType& type = scenario_->weapons_true[round.weapon.index()];
  const Time then = time_of(round, after_s);
  round.miss_m = miss_m;
  if (!world.present(round.engaged, then)) return end(round, gone(world, round, then), after_s);
  if (miss_m > kLethalReach_m) return end(round, RoundEnd::out_of_energy, after_s);
  if (type.guidance == GuidanceClass::semi_active &&
      !sight_.sees(world, round.fire_unit, world.motion(round.engaged, then).p_ecef_m, then))
    return end(round, RoundEnd::guidance_lost, after_s);

  const Platform& platform = scenario_->platforms[round.engaged.index()];
  round.met = true;
  round.shot_at_target = shots_[round.engaged.index()]++;
  const SalvoShot shot{round.shot_at_target, salvo_at(round), type.common_cause};
  const bool killed = draw_kill(key_, platform.name, shot, true_kill_probability(world, round, then));
  end(round, killed ? RoundEnd::hit : RoundEnd::missed, after_s);
}

/// How likely the round kills what it meets, by how it really meets it.
double Weapons::true_kill_probability(const World& world, const Round& round, Time t) const {
  const InterceptorType& type = scenario_->weapons_true[round.weapon.index()];
  const TargetClass target = scenario_->platforms[round.engaged.index()].type.target_class;
  const Motion met = world.motion(round.engaged, t);
  const Vec3 p_launcher_ecef_m = to_ecef(scenario_->launchers[round.launcher.index()].place);
  ShotGeometry geometry = shot_geometry(type, target, p_launcher_ecef_m, met.p_ecef_m, met.v_ecef_m_s);
  if (type.kill_factors.manoeuvre.given()) geometry.lateral_m_s2 = lateral_m_s2(world, round.engaged, t);
  return kill_probability(type, target, geometry);
}

/// Which salvo this is at the platform that the round meets, counted from 0 in the order of their first rounds there.
std::uint32_t Weapons::salvo_at(const Round& round) {
  std::vector<std::uint64_t>& salvos = salvos_[round.engaged.index()];
  const auto known = std::find(salvos.begin(), salvos.end(), round.salvo);
  const auto ordinal = static_cast<std::uint32_t>(known - salvos.begin());
  if (known == salvos.end()) salvos.push_back(round.salvo);
  return ordinal;
}

/// What becomes of a round whose target is no longer there: dead, or through with its route.
RoundEnd Weapons::gone(const World& world, const Round& round, Time t) const {
  return world.death_time(round.engaged) <= t ? RoundEnd::target_already_dead : RoundEnd::missed;
}

/// Failure, battery, speed.
void Weapons::end_if_through(Round& round) {
  const InterceptorType& type = scenario_->weapons_true[round.weapon.index()];
  const FlyoutState& s = round.state;
  if (s.time_s >= round.fails_s) return end(round, RoundEnd::unreliable, round.fails_s - s.time_s);
  const bool burning = s.time_s <= laws_[round.weapon.index()].burn_out_s();
  const bool slow = dot(s.v_ecef_m_s, s.v_ecef_m_s) < type.end_speed_m_s * type.end_speed_m_s;
  if (s.time_s >= type.life_s || (slow && !burning)) end(round, RoundEnd::out_of_energy, 0.0);
}

void Weapons::end(Round& round, RoundEnd how, double after_s) {
  round.state.p_ecef_m = round.state.p_ecef_m + after_s * round.state.v_ecef_m_s;
  round.state.time_s += after_s;
  round.ended = true;
  round.end = how;
  round.ended_at = round.flown_until = time_of(round);
  --in_guidance_[round.fire_unit.index()];
  if (recording_) flights_[round.id.index()].push_back({round.ended_at, round.state.p_ecef_m});
}

void Weapons::keep_knot(const Round& round) {
  if (!recording_) return;
  std::vector<FlightKnot>& flight = flights_[round.id.index()];
  const Time now = time_of(round);
  if (flight.empty() || now - flight.back().time >= Duration::seconds(kKnotEvery_s))
    flight.push_back({now, round.state.p_ecef_m});
}

}  // namespace cupola
