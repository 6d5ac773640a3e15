#include "core/math.hpp"
#include "scenario/resolve.hpp"

namespace cupola {

namespace {

// More than any scenario can use, and far from what overflows.
constexpr int kPlenty = 10000;
constexpr double kNoHorizon = 1e9;  // effective earth radius over the true one

/// Both what is true and what the defence believes: a link that is declared perfect is known to be so.
template <class Change>
void change_radars(Scenario& scenario, const Change& change) {
  for (RadarSite& radar : scenario.radars) change(radar.type);
  for (RadarType& radar : scenario.radars_believed) change(radar);
}
template <class Change>
void change_weapons(Scenario& scenario, const Change& change) {
  for (InterceptorType& weapon : scenario.weapons_true) change(weapon);
  for (InterceptorType& weapon : scenario.weapons_believed) change(weapon);
}
template <class Change>
void change_doctrines(Scenario& scenario, const Change& change) {
  for (PostSite& post : scenario.posts) change(post.doctrine);
  change(scenario.doctrine_true);
  change(scenario.doctrine_believed);
}

/// What stands is on, all the time and without fail.
template <class Site>
void stand_ready(Site& site, Time start) {
  site.schedule = {{start, Readiness::ready}};
  site.activation = kNoActivation;
  site.duty = {};
}

void make_ready(Scenario& scenario) {
  for (RadarSite& radar : scenario.radars) stand_ready(radar, scenario.start);
  for (FireUnitSite& unit : scenario.fire_units) unit.activation = kNoActivation;
  scenario.activations.clear();
  scenario.failing.clear();
  for (Relocation& relocation :
       scenario.relocations)  // the other place takes no time to get ready, nor to reach
    for (Move& move : relocation.moves) {
      move.tear_down_s = move.take_down_mast_s = move.set_up_s = move.raise_mast_s = Figure(0.0);
      move.way_m = 0.0;
    }
  for (PassiveSite& passive : scenario.passives) {
    stand_ready(passive, scenario.start);
    passive.type.availability.value = 1.0;
    passive.type.warm_up_s.value = 0.0;
  }
  change_radars(scenario, [](RadarType& radar) {
    radar.availability.value = 1.0;
    radar.warm_up_s.value = 0.0;
    if (radar.scan != ScanKind::sector) return;
    if (radar.sector_width_rad < 2.0 * math::kPi - 1e-6) radar.arrays.clear();
    radar.sector_width_rad.value = 2.0 * math::kPi;
  });
}

void never_run_dry(InterceptorType& weapon) {
  weapon.life_s.value = 1000.0;
  weapon.end_speed_m_s.value = 1.0;
  weapon.lateral_limit_m_s2.value = 1e4;
}

/// The basket stays: a wider one would let a round whose target is gone take whoever else is about.
void kill_surely(InterceptorType& weapon) {
  weapon.reliability.value = 1.0;
  for (Figure& probability : weapon.kill_probability) probability.value = 1.0;
  weapon.kill_factors = {};
  weapon.common_cause = {};
}

void judge_rightly(RadarType& radar) {
  radar.call_kill_given_kill.value = 1.0;
  radar.call_kill_given_alive.value = 0.0;
  radar.assessment_delay_s.value = 0.0;
}

void link_at_once(Scenario& scenario) {
  scenario.internal_latency_s = 0.0;
  for (Link& link : scenario.links) {
    Link at_once;
    at_once.a = link.a;
    at_once.b = link.b;
    at_once.shares = link.shares;
    at_once.watched = link.watched;
    link = at_once;
  }
}

void answer_truly(Scenario& scenario) {
  change_radars(scenario, [](RadarType& radar) { radar.interrogator = Interrogator::national; });
  for (Platform& platform : scenario.platforms) platform.truthful_reply = true;
}

void open_channels(Scenario& scenario) {
  for (FireUnitSite& unit : scenario.fire_units) unit.target_channels = unit.missile_channels = kPlenty;
  change_radars(scenario, [](RadarType& radar) { radar.dedicated_tracks.value = kPlenty; });
}

void fill_launchers(Scenario& scenario) {
  for (LauncherSite& launcher : scenario.launchers)
    for (auto& [weapon, rounds] : launcher.load)
      if (rounds > 0) rounds = kPlenty;
}

}  // namespace

void apply_perfect(Scenario& scenario) {
  const Perfect& perfect = scenario.perfect;
  if (perfect.readiness) make_ready(scenario);
  if (perfect.horizon) {
    scenario.earth.k_factor = kNoHorizon;
    scenario.terrain.reset();  // sites and routes stay where it put them
  }
  if (perfect.detection) {
    scenario.seeing.detection_least = 1.0;
    change_radars(scenario, [](RadarType& radar) { radar.false_plots_per_scan.value = 0.0; });
  }
  if (perfect.resolution) scenario.seeing.cell_scale = 0.0;
  if (perfect.measurement) scenario.seeing.noise_scale = 0.0;
  if (perfect.registration) change_radars(scenario, [](RadarType& radar) { radar.registration = {}; });
  if (perfect.initiation)
    change_doctrines(scenario, [](Doctrine& d) { d.initiation_hits = d.initiation_looks = 1; });
  if (perfect.identity) answer_truly(scenario);
  if (perfect.links) link_at_once(scenario);
  if (perfect.channels) open_channels(scenario);
  if (perfect.rounds) fill_launchers(scenario);
  if (perfect.reaction) {
    change_doctrines(scenario, [](Doctrine& d) {
      d.reaction_time_s.value = 0.0;
      d.fire.reaction = {};
    });
    for (Activation& activation : scenario.activations) activation.crew_delay_s = {};
  }
  if (perfect.flight) change_weapons(scenario, never_run_dry);
  if (perfect.kill) change_weapons(scenario, kill_surely);
  if (perfect.assessment) change_radars(scenario, judge_rightly);
}

}  // namespace cupola
