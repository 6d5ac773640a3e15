#pragma once

#include "core/random.hpp"
#include "support/lay_down.hpp"

namespace cupola::testing {

/// A lay-down drawn at random: who comes, what he is, what stands against him and how poor it is.
inline LayDown random_lay_down(std::uint64_t number) {
  Draws draws(ReplicateKey::of(99, number), stream_key(Purpose::parameter, name_key("lay-down")), 0);
  const auto between = [&draws](double low, double high) { return low + (high - low) * draws.uniform(); };
  const auto pick = [&draws](int count) { return static_cast<int>(count * draws.uniform()); };
  const auto chance = [&draws](double p) { return draws.uniform() < p; };
  LayDown l{LayDown::Empty{}};
  Scenario& s = l.scenario;
  s.duration = Duration::seconds(between(100.0, 500.0));
  Doctrine& d = s.doctrine_believed;
  d.salvo = 1 + pick(3);
  d.shots_most = 1 + pick(3);
  d.reaction_time_s = between(0.0, 60.0);
  d.engage_suspect = chance(0.5);
  d.wait_for_channel = chance(0.7);
  d.initiation_hits = 2 + pick(2);
  d.initiation_looks = d.initiation_hits + pick(2);
  d.weapons_control = static_cast<WeaponsControl>(pick(3));
  d.reply_false_hostile = between(0.0, 0.3);
  s.doctrine_true = d;
  l.add_asset("town", LayDown::place(0.0, 0.0));
  const int units = 1 + pick(3);
  for (int i = 0; i < units; ++i) {
    const double north_km = between(-15.0, 15.0), east_km = between(-15.0, 15.0);
    const int rounds = 1 + pick(4), launchers = 1 + pick(3);
    const Geodetic at = LayDown::place(north_km, east_km);
    const FireUnitId unit = l.add_fire_unit(numbered("unit", i), at, {{WeaponTypeId{0}, rounds}}, launchers);
    s.fire_units[unit.index()].target_channels = 1 + pick(4);
    s.fire_units[unit.index()].missile_channels = 1 + pick(6);
  }
  if (chance(0.5)) {
    l.add_superior("superior", LayDown::place(-5.0, 0.0));
    for (Link& link : s.links) link.loss = chance(0.5) ? between(0.0, 1.0) : 0.0;
  }
  for (RadarSite& radar : s.radars)
    for (int i = 1; i < 4; ++i) {
      const bool changes = chance(0.3);
      const double when_s = 60.0 * i + between(0.0, 50.0);
      const auto state = static_cast<Readiness>(pick(3));
      if (changes) radar.schedule.push_back({s.start + Duration::seconds(when_s), state});
    }
  const double reply = draws.uniform();
  l.change_radars(
      [&](RadarType& r) { r.interrogator = reply < 0.5 ? Interrogator::national : Interrogator::none; });
  const double availability = between(0.6, 1.0), false_alive = between(0.0, 0.4),
               false_plots = between(0.0, 5.0);
  l.change_radars([=](RadarType& r) {
    r.availability = availability;
    r.call_kill_given_alive = false_alive;
    r.false_plots_per_scan = false_plots;
    r.reference_swerling = 1;
  });
  const double pk = between(0.1, 1.0), reliability = between(0.5, 1.0), basket_m = between(100.0, 3000.0);
  const bool semi_active = chance(0.5);
  l.kill_with(pk);
  l.change_weapons([=](InterceptorType& w) {
    w.reliability = reliability;
    w.handover_basket_m = basket_m;
    w.guidance = semi_active ? GuidanceClass::semi_active : GuidanceClass::active;
  });
  const int flights = 1 + pick(12);
  for (int i = 0; i < flights; ++i) {
    const double bearing_rad = between(0.0, 2.0 * math::kPi), from_km = between(40.0, 120.0);
    const double to_km = chance(0.8) ? 0.0 : between(20.0, 35.0),
                 height_m = chance(0.3) ? 30.0 : between(500.0, 12000.0);
    const double n = math::cos(bearing_rad), e = math::sin(bearing_rad);
    const double speed_m_s = between(120.0, 600.0), after_s = between(0.0, 60.0);
    Platform& p = l.add_flight(numbered("flight", i), LayDown::place(from_km * n, from_km * e, height_m),
                               LayDown::place(to_km * n, to_km * e, height_m), speed_m_s, after_s);
    p.type = LayDown::raider(math::exp(between(-12.0, 4.0)));
    p.type.swerling = pick(5);
    p.type.target_class = static_cast<TargetClass>(pick(kTargetClassCount));
    p.truthful_reply = chance(0.5);
    const double side = draws.uniform();
    p.side = side < 0.7 ? Side::hostile : side < 0.85 ? Side::neutral : Side::friendly;
    if (p.side != Side::hostile || chance(0.1)) p.objective_time = kNever;
  }
  return l;
}

}  // namespace cupola::testing
