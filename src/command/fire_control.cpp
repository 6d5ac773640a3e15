#include "command/fire_control.hpp"

#include <algorithm>
#include <cmath>

#include "command/planned_path.hpp"
#include "command/reaction.hpp"
#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/geodetic.hpp"

namespace cupola {

namespace {

constexpr std::size_t kEndsRemembered = 64;

}  // namespace

FireControl::FireControl(const OrderOfBattle& own, ReplicateKey luck)
    : own_(own),
      luck_(luck),
      weapons_control_(own.doctrine.weapons_control),
      threat_(own.doctrine.threat, own.earth, defended(own)),
      period_(Duration::seconds(own.decision_period_s)) {
  for (const FireUnitId id : own.own_fire_units)
    for (const KnownFireUnit& known : own.fire_units)
      if (known.id == id)
        units_.push_back(
            {known, LauncherBook(known, own.weapons.size()), SectorKeeping(known.guidance), 0.0});
  CUPOLA_CHECK(units_.size() == own.own_fire_units.size());
}

int FireControl::target_channels_free(std::size_t unit) const {
  const auto held = std::count_if(engagements_.begin(), engagements_.end(),
                                  [unit](const Engagement& e) { return e.unit == unit && !e.over; });
  return units_[unit].known.target_channels - static_cast<int>(held);
}

int FireControl::missile_channels_free(std::size_t unit) const {
  const auto held = std::count_if(rounds_.begin(), rounds_.end(),
                                  [unit](const GuidedRound& r) { return r.unit == unit && !r.ended; });
  return units_[unit].known.missile_channels - static_cast<int>(held);
}

const Engagement* FireControl::engagement(std::uint32_t key) const {
  return const_cast<FireControl*>(this)->live(key);
}

Engagement* FireControl::live(std::uint32_t key) {
  for (Engagement& e : engagements_)
    if (e.key == key) return e.over ? nullptr : &e;
  return nullptr;
}

void FireControl::take_order(Time now, const Order& order, Time reaction_from) {
  if (order.kind == OrderKind::launch) return;
  const auto same = std::find_if(engagements_.begin(), engagements_.end(), [&order](const Engagement& e) {
    return !e.over && e.order.from == order.from && e.order.track.number == order.track.number;
  });
  if (order.kind == OrderKind::cease) {
    cease(now, order, same != engagements_.end() ? &*same : nullptr);
  } else if (same == engagements_.end() && !answered_before(order)) {
    accept(now, order, reaction_from);
  }
}

/// Whoever says it says it until it is answered: also where the order to engage never came, which if it comes
/// after all is not taken any more.
void FireControl::cease(Time now, const Order& order, Engagement* known) {
  if (known != nullptr) {
    if (known->order.number <= order.number) finish(*known, Verdict::called_off, now);
  } else if (!answered_before(order)) {
    EngagementEnd end;
    end.assessment = {own_.self, order.fire_unit, order.track.number, Verdict::called_off, now};
    end.ordered_by = order.from;
    end.order_number = order.number;
    tell(end);
  }
}

bool FireControl::answered_before(const Order& order) {
  for (const EngagementEnd& end : told_)
    if (end.ordered_by == order.from && end.order_number == order.number) {
      ended_.push_back(end);
      return true;
    }
  return false;
}

void FireControl::accept(Time now, const Order& order, Time reaction_from) {
  const auto unit = std::find_if(units_.begin(), units_.end(),
                                 [&order](const Unit& u) { return u.known.id == order.fire_unit; });
  if (unit == units_.end()) return;
  Engagement e;
  e.key = next_key_++;
  e.order = order;
  e.unit = static_cast<std::size_t>(unit - units_.begin());
  e.accepted = now;
  const double takes_s = reaction_of(own_.doctrine, luck_, unit->known.name, unit->engagements++);
  e.ready_at = reaction_from + Duration::seconds(takes_s + unit->crew_delay_s);
  e.expected_ready_at = reaction_from + Duration::seconds(reaction_s(own_.doctrine) + unit->crew_delay_s);
  e.next_launch = now;
  e.seen = e.led = order.track;
  e.followed = order.track.time;
  foresee(e);
  e.rounds_to_go = std::max(order.rounds, 1);
  const bool released = weapons_control_ != WeaponsControl::hold || order.self_defence;
  const bool may = target_channels_free(e.unit) > 0 && unit->launchers.any_works() && released &&
                   unit->known.guides(order.weapon);
  engagements_.push_back(e);
  if (!may) finish(engagements_.back(), Verdict::refused, now);
}

double FireControl::to_this_unit_s(const Engagement& e) const {
  const Vec3& unit_ecef_m = units_[e.unit].known.frame.origin_ecef_m;
  return closest_approach(e.seen.p_ecef_m, e.seen.v_ecef_m_s, unit_ecef_m).time_s;
}

double FireControl::to_what_it_threatens_s(const Engagement& e) const {
  return threat_.time_to_go_s({e.seen.p_ecef_m, e.seen.v_ecef_m_s, e.seen.covariance, e.ballistic()});
}

/// With news of the target alone: what comes as foreseen needs no second look.
void FireControl::foresee(Engagement& e) const {
  if (e.foreseen == e.seen.time) return;
  e.foreseen = e.seen.time;
  if (e.ballistic() && !e.order.self_defence) {
    const FallSeen seen = FallSeen::of(e.seen);
    if (e.fall_seen.foresaw(seen)) return;
    e.fall_seen = seen;
  } else {
    e.fall_seen.time = Time{INT64_MIN};
  }
  const double left_s = e.order.self_defence ? to_this_unit_s(e) : to_what_it_threatens_s(e);
  e.done_at = std::isfinite(left_s) ? e.seen.time + Duration::seconds(left_s) : kNever;
}

void FireControl::finish(Engagement& e, Verdict verdict, Time now) {
  e.over = true;
  e.verdict = verdict;
  if (e.cue != 0) stale_cues_.push_back({units_[e.unit].known.guidance.id, e.cue});
  EngagementEnd end;
  end.assessment = {own_.self, e.order.fire_unit, e.order.track.number, verdict, now, e.salvos - e.unguided};
  end.ordered_by = e.order.from;
  end.order_number = e.order.number;
  end.own = e.own;
  tell(end);
}

void FireControl::tell(const EngagementEnd& end) {
  ended_.push_back(end);
  if (told_.size() == kEndsRemembered) told_.erase(told_.begin());
  told_.push_back(end);
}

void FireControl::forget_news() {
  ended_.clear();
  left_.clear();
}

void FireControl::take_status(const Status& status) {
  if (status.kind == StatusKind::radar) {
    for (Unit& u : units_)
      if (u.known.guidance.id == status.radar) u.sector.take(status);
  } else if (status.kind == StatusKind::crew || status.kind == StatusKind::launcher ||
             status.kind == StatusKind::reloaded) {
    for (Unit& u : units_) {
      if (u.known.id != status.fire_unit) continue;
      if (status.kind == StatusKind::crew)
        u.crew_delay_s = status.crew_delay_s;
      else if (status.kind == StatusKind::reloaded)
        u.launchers.refill(status.launcher);
      else if (status.lost)
        u.launchers.lose(status.launcher);
      else
        u.launchers.set_working(status.launcher, status.up);
    }
  } else if (status.kind == StatusKind::moved) {
    std::vector<int> rounds;
    for (Unit& u : units_)
      if (rounds.empty()) rounds = u.launchers.hand_over(status.moved_from);
    for (Unit& u : units_)
      if (u.known.id == status.fire_unit) u.launchers.bring(status.launcher, rounds, status.up);
  } else if (status.kind == StatusKind::launched) {
    note_launch(status);
  } else if (status.kind == StatusKind::round_ended) {
    for (GuidedRound& r : rounds_)
      if (r.left && !r.ended && r.interceptor == status.interceptor) {
        r.ended = true;
        r.ended_at = status.time;
      }
  }
}

void FireControl::note_launch(const Status& status) {
  const auto round = std::find_if(rounds_.begin(), rounds_.end(), [&status](const GuidedRound& r) {
    return !r.left && !r.ended && r.track == status.track && r.launcher == status.launcher &&
           r.weapon == status.weapon;
  });
  if (round == rounds_.end()) return;
  if (!status.up) {
    fail_launch(static_cast<std::size_t>(round - rounds_.begin()));
    return;
  }
  round->left = true;
  round->interceptor = status.interceptor;
  round->intercept = round->intercept + (status.time - round->launch_time);
  round->launch_time = status.time;
  left_.push_back(*round);
}

void FireControl::fail_launch(std::size_t index) {
  const GuidedRound round = rounds_[index];
  rounds_.erase(rounds_.begin() + static_cast<std::ptrdiff_t>(index));
  Engagement* e = live(round.engagement);
  if (e == nullptr || e->salvos != round.salvo) return;
  // It is as if that round had not been ordered yet.
  ++e->rounds_to_go;
  if (--e->in_salvo == 0) --e->salvos;
}

void FireControl::take_plots(const PlotBatch& batch, const std::vector<TrackNumber>& plot_tracks) {
  for (Engagement& e : engagements_) {
    if (units_[e.unit].known.guidance.id != batch.radar) continue;
    const bool covered = covers(batch, e);
    if (covered) e.last_guidance_look = batch.begin;
    bool seen = false;
    for (std::size_t i = 0; i < batch.plots.size() && e.own != 0; ++i)
      if (plot_tracks[i] == e.own) {
        ++e.guidance_hits;
        e.last_guidance_hit = batch.plots[i].time;
        seen = true;
      }
    if (seen || (covered && crosses(batch, e))) e.guidance_looks.note(seen);
  }
}

/// Of a radar that looks at a slice of its turn at a time, or in between at its cued tracks: did it look there?
bool FireControl::crosses(const PlotBatch& batch, const Engagement& e) const {
  if (batch.dedicated || batch.faces < 1 || batch.azimuth_width_rad * batch.faces >= 2.0 * math::kPi)
    return true;
  const LocalFrame& frame = units_[e.unit].known.guidance.frame;
  const Vec3 p_enu_m = frame.enu_from_ecef(extrapolated_state(e.seen, e.ballistic(), batch.end).p_ecef_m);
  const double from_begin = polar_from_enu(p_enu_m).azimuth_rad - batch.azimuth_begin_rad;
  const double repeats_rad = 2.0 * math::kPi / batch.faces;
  return from_begin - repeats_rad * std::floor(from_begin / repeats_rad) <= batch.azimuth_width_rad;
}

/// Would the guidance radar have seen the target in this look, were it there?
bool FireControl::covers(const PlotBatch& batch, const Engagement& e) const {
  const Unit& unit = units_[e.unit];
  if (batch.dedicated) {
    if (std::find(batch.cued.begin(), batch.cued.end(), e.cue) == batch.cued.end()) return false;
  }
  const Vec3 p_ecef_m = extrapolated_state(e.seen, e.ballistic(), batch.end).p_ecef_m;
  const Vec3 p_enu_m = unit.known.guidance.frame.enu_from_ecef(p_ecef_m);
  if (!unit.sector.holds(p_ecef_m)) return false;
  const double hae_m = height_hae_m(p_ecef_m);
  if (const SightMap* map = unit.known.guidance.sight.get())
    return map->sees(p_enu_m.x, p_enu_m.y, ground_range_m(p_enu_m), hae_m);
  const double agl_m = std::max(hae_m - own_.earth.ground_hae_m, 0.0);
  return line_of_sight(unit.known.guidance.antenna_agl_m, agl_m, ground_range_m(p_enu_m),
                       own_.earth.k_factor);
}

// What follows is asked for both in assessing and in conducting.

ReachOf FireControl::reach_of(const Engagement& e, const GuidanceLimits& limits) const {
  const KnownFireUnit& unit = units_[e.unit].known;
  const KnownWeapon& weapon = own_.weapons[e.order.weapon.index()];
  ReachOf reach{&weapon,    &unit.frame,
                own_.earth, own_.doctrine.keep_out_m,
                limits,     may_fire_on_remote_data(own_.doctrine, weapon.type)};
  limit_reach(reach, own_.doctrine, e.order.self_defence ? nullptr : &unit.zones);
  return reach;
}

ReachTarget FireControl::target_of(const Engagement& e, Time now) const {
  return planned_path(e.seen, e.ballistic(), own_.earth, now);
}

/// Rounds of its weapon above what the order keeps in reserve.
int FireControl::rounds_to_spare(const Engagement& e) const {
  return units_[e.unit].launchers.stock(e.order.weapon) - e.order.rounds_kept;
}

/// For launches so long from now at the earliest.
FireControl::LaunchQuestion FireControl::launch_of(const Engagement& e, Time now, double not_before_s) const {
  constexpr double kPassingBy_s = 300.0;  // for one that threatens nothing in particular
  const double left_s = e.done_at == kNever ? kPassingBy_s : std::max((e.done_at - now).seconds(), 0.0);
  GuidanceLimits all_round = units_[e.unit].sector.limits();
  all_round.whole_circle = true;
  // Nobody knows beforehand how long the crew will take: until it says that it is ready, as long as it should.
  const Time ready_at = now < e.ready_at ? e.expected_ready_at : e.ready_at;
  const double delay_s = std::max({(std::max(ready_at, e.next_launch) - now).seconds(), not_before_s, 0.0});
  return {reach_of(e, all_round), delay_s, left_s};
}

LaunchWindow FireControl::window_of(const Engagement& e, const ReachTarget& target, Time now) const {
  const LaunchQuestion launch = launch_of(e, now, 0.0);
  return launch_window(launch.reach, target, launch.delay_s, launch.left_s);
}

bool FireControl::has_window(const Engagement& e, Time now, double not_before_s) const {
  const LaunchQuestion launch = launch_of(e, now, not_before_s);
  return can_be_met(launch.reach, target_of(e, now), launch.delay_s, launch.left_s);
}

bool FireControl::has_rounds_flying(const Engagement& e) const {
  return std::any_of(rounds_.begin(), rounds_.end(),
                     [&e](const GuidedRound& r) { return r.engagement == e.key && !r.ended; });
}

}  // namespace cupola
