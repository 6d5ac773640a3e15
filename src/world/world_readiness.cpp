#include "world/world.hpp"

namespace cupola {

namespace {

/// How long a radar of an element that is not ready warms up in this replicate.
double drawn_warm_up_s(const Scenario& scenario, RadarId id, ReplicateKey key) {
  const bool passive = scenario.is_passive(id);
  const Figure& figure =
      passive ? scenario.passive(id).type.warm_up_s : scenario.radars[id.index()].type.warm_up_s;
  const std::string& name = passive ? scenario.passive(id).name : scenario.radars[id.index()].name;
  // A value that is not our central one was declared by the scenario, or is that of a mode.
  if (figure.distribution == Distribution::fixed || figure.value != figure.best ||
      scenario.figures != FigureMode::best)
    return figure;
  Draws draws(key, stream_key(Purpose::readiness, name_key(name), name_key("warm-up")), 0);
  const double u = draws.uniform();
  return drawn_value(figure, u);
}

}  // namespace

void World::set_up_elements(ReplicateKey key) {
  elements_.resize(scenario_->activations.size());
  for (std::size_t i = 0; i < radars_.size(); ++i) {
    const std::uint32_t element = scenario_->activation_of(sensor(i));
    if (element != kNoActivation) elements_[element].radars.push_back(sensor(i));
  }
  for (std::size_t e = 0; e < elements_.size(); ++e) {
    const Activation& activation = scenario_->activations[e];
    Element& element = elements_[e];
    element.luck = draw_activation(activation, key);
    const bool on = activation.from == Activation::From::ready || is_its_turn(activation, key);
    if (on && !activation.rota.empty()) {  // as if it had been ready all along
      element.alerted = true;
      element.luck = {};
    }
    if (activation.alert != kNever && !element.alerted)
      element.stands_at = alert(static_cast<std::uint32_t>(e), activation.alert);
    for (const RadarId id : element.radars) {
      RadarState& radar = radars_[id.index()];
      radar.warm_up_s = drawn_warm_up_s(*scenario_, id, key);
      radar.stowed = !on && activation.from == Activation::From::boxed;
      if (on) radar.readiness = Readiness::ready;
    }
    if (element.stands_at <= scenario_->start) stand_up(static_cast<std::uint32_t>(e), element.stands_at);
    if (on && element.stands_at == kNever) element.stands_at = scenario_->start;  // it did all along
  }
}

/// Nothing of the later places is there yet; what becomes of it depends on what arrives.
void World::set_up_stations(ReplicateKey key) {
  relocations_ = Relocations(*scenario_, key);
  elsewhere_.resize(radars_.size(), false);
  for (const RadarSite& site : scenario_->radars) {
    if (!site.station.later()) continue;
    RadarState& radar = radars_[site.id.index()];
    elsewhere_[site.id.index()] = radar.stowed = true;
    radar.failed = false;
    radar.warm_up_s = drawn_warm_up_s(*scenario_, site.id, key);
  }
}

void World::stow(std::uint32_t relocation) {
  for (const RadarId id : scenario_->relocations[relocation].places[relocations_.place(relocation)].radars)
    radars_[id.index()].stowed = true;
}

void World::stand_at_next(std::uint32_t relocation, Time t) {
  const auto& places = scenario_->relocations[relocation].places;
  const Relocation::Place& from = places[relocations_.place(relocation)];
  relocations_.stand(relocation);
  const Relocation::Place& to = places[relocations_.place(relocation)];
  for (std::size_t i = 0; i < to.radars.size(); ++i) {
    RadarState& radar = radars_[to.radars[i].index()];
    radar.failed |= radars_[from.radars[i].index()].failed;
    radar.stowed = false;
    radar.readiness = Readiness::off;
    Readiness scheduled = Readiness::ready;
    for (const auto& [at, state] : scenario_->schedule_of(to.radars[i]))
      if (at <= t) scheduled = state;
    take_up(radar, scheduled, t);
    elsewhere_[from.radars[i].index()] = true;
    elsewhere_[to.radars[i].index()] = false;
  }
  for (std::size_t i = 0; i < to.launchers.size(); ++i)
    if (lost(from.launchers[i])) launchers_lost_[to.launchers[i].index()] = true;
}

Time World::alert(std::uint32_t index, Time now) {
  Element& element = elements_[index];
  if (element.alerted) return kNever;
  element.alerted = true;
  element.stands_at = now + element.luck.wait;
  return element.stands_at;
}

void World::stand_up(std::uint32_t index, Time t) {
  for (const RadarId id : elements_[index].radars) {
    RadarState& radar = radars_[id.index()];
    radar.stowed = radar.silenced = false;
    take_up(radar, Readiness::ready, t);
    if (!on_duty_.empty()) on_duty_[id.index()] = false;
  }
}

double World::crew_delay_s(FireUnitId unit) const {
  const std::uint32_t element = scenario_->fire_units[unit.index()].activation;
  return element == kNoActivation ? 0.0 : elements_[element].luck.crew_delay_s;
}

void World::set_up_duty(ReplicateKey key) {
  for (std::size_t i = 0; i < radars_.size(); ++i) {
    const RadarId id = sensor(i);
    const DutyCycle& duty = scenario_->duty_of(id);
    if (!duty.given()) continue;
    duty_.resize(radars_.size());
    on_duty_.resize(radars_.size(), false);
    const std::string& name =
        scenario_->is_passive(id) ? scenario_->passive(id).name : scenario_->radars[i].name;
    duty_[i] = DutyPhase(duty, name_key(name), key, scenario_->start);
    on_duty_[i] = true;
    keep_duty(id, scenario_->start);
  }
}

Time World::next_duty_change(RadarId id, Time t) const {
  return on_duty_.empty() || !on_duty_[id.index()] ? kNever : duty_[id.index()].next_change(t);
}

void World::keep_duty(RadarId id, Time t) {
  if (on_duty_.empty() || !on_duty_[id.index()]) return;
  radars_[id.index()].silenced = !duty_[id.index()].on(t);
}

void World::set_up_failures() {
  launcher_faults_.assign(scenario_->launchers.size(), 0);
  for (std::size_t i = 0; i < scenario_->failing.size(); ++i) {
    if (!failures_.down(i)) continue;
    for (const RadarId id : scenario_->failing[i].radars) cupola::break_down(radars_[id.index()]);
    for (const LauncherId id : scenario_->failing[i].launchers) ++launcher_faults_[id.index()];
  }
}

void World::break_down_or_mend(std::size_t part, Time t) {
  failures_.change(part, t);
  const bool down = failures_.down(part);
  for (const RadarId id : scenario_->failing[part].radars)
    down ? cupola::break_down(radars_[id.index()]) : mend(radars_[id.index()], t);
  for (const LauncherId id : scenario_->failing[part].launchers)
    launcher_faults_[id.index()] += down ? 1 : -1;
}

void World::destroy(const GroundTarget& target) {
  switch (target.kind) {
    case GroundTargetKind::asset:
      break;
    case GroundTargetKind::radar:
      radars_[target.id].failed = true;
      break;
    case GroundTargetKind::launcher:
      launchers_lost_[target.id] = true;
      break;
    case GroundTargetKind::post:
      posts_lost_[target.id] = true;
      break;
  }
}

}  // namespace cupola
