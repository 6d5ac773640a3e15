#include <algorithm>
#include <cmath>

#include "command/fire_control.hpp"
#include "command/planned_path.hpp"
#include "core/math.hpp"

namespace cupola {

namespace {

constexpr Duration kSalvoHeldUp{10'000'000'000};  // then the rest of a salvo is given up

/// RULES 15: remote data give such rounds cueing and time, no guidance.
bool needs_own_radar(const KnownWeapon& weapon) { return weapon.type.guidance == GuidanceClass::semi_active; }

bool near_enough_to_launch(const Doctrine& doctrine, const LocalFrame& unit, const Vec3& p_ecef_m) {
  const double most_m = doctrine.fire.launch_most_m;
  return most_m <= 0.0 || norm(p_ecef_m - unit.origin_ecef_m) <= most_m;
}

}  // namespace

void FireControl::conduct(Time now, Picture& picture, std::uint32_t& order_number,
                          std::vector<Envelope>& out) {
  for (Engagement& e : engagements_)
    if (!e.over && e.accepted == now) follow(e, now, picture);  // ordered at this very decision
  cancel_cues(now, out);
  for (std::size_t u = 0; u < units_.size(); ++u) keep_sector(u, now, out);
  for (Engagement& e : engagements_) {
    if (e.over) continue;
    cue(e, now, picture, out);
    fire(e, now, order_number, out);
  }
  uplink(now, out);
}

void FireControl::cancel_cues(Time now, std::vector<Envelope>& out) {
  for (const StaleCue& stale : stale_cues_) {
    Cue cancelled;
    cancelled.radar = stale.radar;
    cancelled.track = stale.track;
    cancelled.time = now;
    cancelled.cancel = true;
    out.push_back(
        {{AddressKind::post, own_.self.value}, {AddressKind::radar, stale.radar.value}, now, cancelled});
  }
  stale_cues_.clear();
}

void FireControl::keep_sector(std::size_t unit, Time now, std::vector<Envelope>& out) {
  constexpr double kNotWorthATurn_rad = 0.02;
  SectorKeeping& sector = units_[unit].sector;
  if (sector.whole_circle() || !sector.up() || now < sector.ready_at()) return;
  const Engagement* outside = nullptr;
  Vec3 now_ecef_m, meeting_ecef_m;
  for (Engagement& e : engagements_) {
    if (e.over || e.unit != unit) continue;
    if (has_rounds_flying(e)) return;
    foresee(e);
    const ReachTarget target = target_of(e, now);
    const LaunchWindow window = window_of(e, target, now);
    const Vec3 meeting = position_after(target, window.possible ? window.intercept_s : 0.0);
    if (sector.holds(target.p_ecef_m) && sector.holds(meeting)) return;  // needed where it faces
    if (outside == nullptr) {
      outside = &e;
      now_ecef_m = target.p_ecef_m;
      meeting_ecef_m = meeting;
    }
  }
  if (outside == nullptr) return;
  const KnownRadar& radar = units_[unit].known.guidance;
  const double azimuth_rad = azimuth_between(radar.frame, now_ecef_m, meeting_ecef_m);
  if (std::fabs(math::wrap_pi(azimuth_rad - sector.centre_rad())) < kNotWorthATurn_rad) return;
  sector.turn(azimuth_rad, now);
  out.push_back({{AddressKind::post, own_.self.value},
                 {AddressKind::radar, radar.id.value},
                 now,
                 EmissionOrder{radar.id, true, true, azimuth_rad}});
}

void FireControl::cue(Engagement& e, Time now, const Picture& picture, std::vector<Envelope>& out) {
  const RadarId radar = units_[e.unit].known.guidance.id;
  const TrackNumber number = e.own != 0 ? e.own : e.order.track.number;
  if (e.cue != 0 && e.cue != number) {
    stale_cues_.push_back({radar, e.cue});
    cancel_cues(now, out);
  }
  e.cue = number;
  const BelievedState state = extrapolated_state(e.seen, e.ballistic(), now);
  const Matrix<6, 6>& p = e.seen.covariance;
  Cue cue;
  cue.radar = radar;
  cue.track = number;
  cue.time = now;
  cue.p_ecef_m = picture.tracker().alignment().in_numbers_of(radar, state.p_ecef_m);
  cue.v_ecef_m_s = state.v_ecef_m_s;
  cue.position_sd_m = std::sqrt(std::max((p(0, 0) + p(1, 1) + p(2, 2)) / 3.0, 0.0));
  out.emplace_back(Address{AddressKind::post, own_.self.value}, Address{AddressKind::radar, radar.value}, now,
                   cue);
}

void FireControl::fire(Engagement& e, Time now, std::uint32_t& order_number, std::vector<Envelope>& out) {
  make_the_last_chance_count(e, now);
  while (e.rounds_to_go > 0 && launch_next(e, now, order_number, out)) {
  }
  // What could not follow in time is left out: the look at the first rounds comes first.
  const Time due = std::max(e.next_launch, e.ready_at);
  if (e.firing() && now - due > kSalvoHeldUp) e.rounds_to_go = 0;
}

/// Where a look at this salvo would come too late for another one, it is made a larger one. Decided when its first
/// round is due: until then the target may still change its way.
void FireControl::make_the_last_chance_count(Engagement& e, Time now) const {
  const int rounds = own_.doctrine.fire.last_chance_salvo;
  if (rounds <= e.rounds_to_go || e.in_salvo > 0 || e.rounds_to_go == 0) return;
  if (e.salvos_counted() + 1 >= salvos_most(own_.doctrine)) return;
  if (std::max(e.next_launch, e.ready_at) >= now + period_) return;
  const LaunchWindow first = window_of(e, target_of(e, now), now);
  if (!first.possible) return;
  if (has_window(e, now, first.intercept_s + own_.doctrine.assessment_timeout_s)) return;
  e.rounds_to_go = std::clamp(rounds, e.rounds_to_go, std::max(rounds_to_spare(e), e.rounds_to_go));
}

bool FireControl::launch_next(Engagement& e, Time now, std::uint32_t& order_number,
                              std::vector<Envelope>& out) {
  if (rounds_to_spare(e) <= 0) return false;
  Unit& unit = units_[e.unit];
  const bool by_radar = e.firm && unit.sector.up() && held_well_enough(e, now);
  const bool on_remote_data = !by_radar && told_well_enough(e, now);
  if (!(by_radar || on_remote_data) || missile_channels_free(e.unit) <= 0) return false;
  const Time turned = on_remote_data ? now : unit.sector.ready_at();
  const Time due = std::max({e.next_launch, e.ready_at, turned, now});
  const auto choice = unit.launchers.choose(e.order.weapon, due);
  if (!choice || choice->time >= now + period_) return false;

  const KnownWeapon& weapon = own_.weapons[e.order.weapon.index()];
  const ReachTarget target = target_of(e, now);
  const auto point =
      predict_intercept(weapon.table, weapon.type, unit.launchers.launcher(choice->launcher).frame,
                        own_.earth.geoid_undulation_m, target.p_ecef_m, target.v_ecef_m_s, target.ballistic,
                        (choice->time - now).seconds());
  const auto planned = [&] {
    const TargetClass target_class = planned_class(own_.doctrine, e.behaviour);
    return planned_kill_probability(
        weapon.type, target_class,
        shot_geometry(weapon.type, target_class, unit.known.frame.origin_ecef_m, point->p_ecef_m,
                      velocity_after(target, (choice->time - now).seconds() + point->time_of_flight_s)));
  };
  const bool may = point && may_be_met_at(reach_of(e, unit.sector.limits()), target, point->p_ecef_m) &&
                   near_enough_to_launch(own_.doctrine, unit.known.frame, target.p_ecef_m) &&
                   (on_remote_data || unit.sector.holds(target.p_ecef_m)) &&
                   planned() >= own_.doctrine.planned_kill_probability_least;
  if (!may) return false;
  order_launch(e, *choice, *point, order_number++, now, out);
  return true;
}

/// Can its own radar be expected to bring a round to hand-over?
bool FireControl::held_well_enough(const Engagement& e, Time now) const {
  const RadarType& radar = units_[e.unit].known.guidance.type;
  const double interval_s = radar.dedicated_tracks > 0 ? radar.track_interval_s : radar.search_frame_s;
  return of_fire_control_quality(own_.doctrine.fire.firing_track, e.guidance_looks, interval_s, e.led, now,
                                 own_.weapons[e.order.weapon.index()].type.handover_basket_m);
}

/// Without a look of the own radar: is the target, as others tell of it, surer than the basket is wide?
bool FireControl::told_well_enough(const Engagement& e, Time now) const {
  const InterceptorType& weapon = own_.weapons[e.order.weapon.index()].type;
  if (!may_fire_on_remote_data(own_.doctrine, weapon)) return false;
  const Matrix<6, 6>& p = e.seen.covariance;
  const double position_m = std::sqrt(std::max((p(0, 0) + p(1, 1) + p(2, 2)) / 3.0, 0.0));
  const double velocity_m_s = std::sqrt(std::max((p(3, 3) + p(4, 4) + p(5, 5)) / 3.0, 0.0));
  return position_m + (now - e.seen.time).seconds() * velocity_m_s <= weapon.handover_basket_m;
}

void FireControl::order_launch(Engagement& e, const LauncherBook::Choice& choice, const InterceptPoint& point,
                               std::uint32_t number, Time now, std::vector<Envelope>& out) {
  Unit& unit = units_[e.unit];
  unit.launchers.order_launch(choice, e.order.weapon);
  if (e.in_salvo == 0) {
    ++e.salvos;
    e.salvo_begun = choice.time;
    e.salvo_number = number;
  }
  ++e.in_salvo;
  --e.rounds_to_go;
  e.next_launch = choice.time + Duration::seconds(own_.doctrine.salvo_spacing_s);

  const KnownLauncher& launcher = unit.launchers.launcher(choice.launcher);
  Order order;
  order.kind = OrderKind::launch;
  order.number = number;
  order.from = own_.self;
  order.fire_unit = unit.known.id;
  order.track = needs_own_radar(own_.weapons[e.order.weapon.index()]) ? e.led : e.seen;
  order.weapon = e.order.weapon;
  order.launch_time = choice.time;
  order.launcher = launcher.id;
  order.aim_ecef_m = point.p_ecef_m;
  order.time_of_flight_s = point.time_of_flight_s;
  order.salvo = e.salvo_number;
  out.push_back(
      {{AddressKind::post, own_.self.value}, {AddressKind::fire_unit, unit.known.id.value}, now, order});

  GuidedRound round;
  round.engagement = e.key;
  round.unit = e.unit;
  round.salvo = e.salvos;
  round.track = e.seen.number;
  round.launcher = launcher.id;
  round.weapon = e.order.weapon;
  round.frame = launcher.frame;
  round.launch_time = choice.time;
  round.intercept = choice.time + Duration::seconds(point.time_of_flight_s);
  rounds_.push_back(round);
}

void FireControl::uplink(Time now, std::vector<Envelope>& out) {
  for (GuidedRound& r : rounds_) {
    if (!r.left || r.ended) continue;
    const Engagement* e = engagement(r.engagement);
    if (e == nullptr) continue;
    const bool led = needs_own_radar(own_.weapons[r.weapon.index()]);
    if (led && !e->firm) continue;  // its own radar leads it, or nobody does
    r.last_uplink = now;
    const BelievedState state = extrapolated_state(led ? e->led : e->seen, e->ballistic(), now);
    out.emplace_back(Address{AddressKind::post, own_.self.value},
                     Address{AddressKind::interceptor, r.interceptor.value}, now,
                     Uplink{r.interceptor, now, state.p_ecef_m, state.v_ecef_m_s});
  }
}

}  // namespace cupola
