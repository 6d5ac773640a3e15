#include "command/tasking.hpp"

#include <algorithm>
#include <bit>

#include "command/belief_fusion.hpp"
#include "command/fire_zones.hpp"
#include "core/random.hpp"
#include "messages/track_number.hpp"

namespace cupola {

namespace {

constexpr Duration kRest{10'000'000'000};
constexpr int kLongestRest = 3;  // doublings, and one

DecisionVerdict verdict_of(ShotObstacle obstacle) {
  switch (obstacle) {
    case ShotObstacle::never:
      return DecisionVerdict::no_time;
    case ShotObstacle::rule:
      return DecisionVerdict::held;
    case ShotObstacle::round:
      return DecisionVerdict::no_round;
    case ShotObstacle::later:
      return DecisionVerdict::out_of_reach;
    case ShotObstacle::rest:
      return DecisionVerdict::waiting;
    case ShotObstacle::off:
      return DecisionVerdict::radar_off;
    case ShotObstacle::sector:
      return DecisionVerdict::array_elsewhere;
    case ShotObstacle::channel:
    case ShotObstacle::none:
      return DecisionVerdict::no_channel;
  }
  return DecisionVerdict::no_time;
}

/// In (0.5, 1.5): a draw that belongs to the post (whose key it is), to the birth of the track and to where it was
/// measured.
double lot_of(ReplicateKey own_luck, const Track& track) {
  const std::uint64_t measured =
      std::bit_cast<std::uint64_t>(track.p_ecef_m.x) ^ std::bit_cast<std::uint64_t>(track.p_ecef_m.y);
  Draws draws(own_luck, stream_key(Purpose::choice, measured), track.number & kTrackNumberWithoutNames);
  return 0.5 + draws.uniform();
}

/// As what attacks a fire unit is looked at: straight flight, whatever it is taken for.
ThreatState flying_state(const Track& track) {
  return {track.p_ecef_m, track.v_ecef_m_s, track.covariance, false};
}

/// Until when the answer will hardly change.
Duration worth(const ShotCase& shot) {
  switch (shot.obstacle) {
    case ShotObstacle::never:
      return Duration::seconds(3.0);
    case ShotObstacle::later:
      return Duration::seconds(std::clamp(0.5 * shot.wait_s, 1.0, 10.0));
    default:
      return Duration::seconds(3.0);
  }
}

}  // namespace

Tasking::Tasking(const OrderOfBattle& own, ReplicateKey luck)
    : own_(own),
      luck_(luck),
      weapons_control_(own.doctrine.weapons_control),
      threat_(own.doctrine.threat, own.earth, defended(own)),
      attack_(own.doctrine.threat, own.earth, fire_units_attacked(own)),
      score_(own.doctrine),
      shot_options_(own) {
  for (const KnownFireUnit& known : own.fire_units) {
    const auto at = std::find(own.own_fire_units.begin(), own.own_fire_units.end(), known.id);
    books_.emplace_back(known, own.weapons.size(), at != own.own_fire_units.end());
    books_.back().own_index = static_cast<std::size_t>(at - own.own_fire_units.begin());
    books_.back().silence = kSilenceOfUnit;
    const KnownLink* link = own.link_to(known.post);
    if (link == nullptr) continue;
    books_.back().at_once = link->at_once;
    books_.back().silence = std::max(kSilenceOfUnit, 3 * Duration::seconds(link->shares.status_interval_s));
  }
  units_.resize(books_.size());
  supply_.resize(books_.size());
}

void Tasking::take_status(const Status& status, Time now) {
  for (UnitBook& book : books_)
    if (!book.own) book.take(status, now);
}

void Tasking::take_launch(FireUnitId unit, TrackNumber ordered) {
  for (Task& task : tasks_)
    if (task.order.fire_unit == unit && task.order.track.number == ordered) ++task.rounds_left_rail;
}

void Tasking::take_end(const Assessment& assessment, Picture& picture) {
  const auto task = std::find_if(tasks_.begin(), tasks_.end(), [&assessment](const Task& t) {
    return t.order.fire_unit == assessment.fire_unit && t.order.track.number == assessment.track;
  });
  if (task == tasks_.end()) return;
  if (TrackBelief* belief = picture.find(task->track)) {
    TaskMemory& memory = belief->task;
    memory.tasked = false;
    memory.killed = assessment.verdict == Verdict::killed;
    memory.salvos += assessment.salvos;
    memory.fruitless = assessment.salvos > 0 ? 0 : std::min(memory.fruitless + 1, kLongestRest);
    if (memory.units_rest_until <= assessment.time) memory.units_resting = 0;
    memory.units_resting |= std::uint64_t{1} << (task->unit & 63u);
    memory.units_rest_until = assessment.time + (1 << std::max(memory.fruitless - 1, 0)) * kRest;
    belief->reach.look_again = assessment.time;
  }
  tasks_.erase(task);
}

void Tasking::decide(Time now, Picture& picture, FireControl& fire_control, std::uint32_t& order_number,
                     std::vector<Envelope>& out) {
  Outlet outlet{fire_control, order_number, out};
  if (!started_)
    for (UnitBook& book : books_) book.heard = now;  // the time of silence begins
  started_ = true;
  drop_unheard(now, picture);
  call_off(now, picture, outlet);
  read_books(now, fire_control);

  cases_.clear();
  options_.clear();
  values_.clear();
  for (TrackBelief& belief : picture.beliefs()) judge(now, belief);
  assign(now, outlet);
  judge_tasks(picture);
  keep_informed(now, picture, out);
  repeat_ceases(now, out);
  repeat_unknown_orders(now, picture, out);
}

Release Tasking::release_of(TrackBelief& belief) const {
  const ReleaseCase taken_for{belief.category(), belief.identity.iff, belief.being_asked,
                              belief.identity.behaviour == Behaviour::in_corridor};
  const Release release = weapons_release(own_.doctrine, weapons_control_, taken_for);
  belief.task.self_defence =
      release != Release::allowed && attacked_by(belief) &&
      weapons_release(own_.doctrine, WeaponsControl::free, taken_for) == Release::allowed;
  return belief.task.self_defence ? Release::allowed : release;
}

/// Does it attack one of the fire units themselves?
bool Tasking::attacked_by(const TrackBelief& belief) const {
  if (own_.doctrine.fire.self_defence_m <= 0.0) return false;
  const auto flying = flying_state(belief.track);
  for (std::size_t u = 0; u < books_.size(); ++u)
    if (units_[u].here && attacks(own_.doctrine, books_[u].known.frame, flying)) return true;
  return false;
}

/// With every news of the track; what falls as foreseen only comes nearer.
void Tasking::estimate_threat(TrackBelief& belief) const {
  const Track& track = belief.track;
  if (belief.threat_time == track.time) return;
  if (belief.ballistic()) {
    const FallSeen seen = FallSeen::of(track);
    if (belief.fall_seen.foresaw(seen)) {
      belief.threat.time_to_go_s = belief.fall_end_s - (track.time - belief.fall_seen.time).seconds();
      belief.threat_time = track.time;
      return;
    }
    belief.fall_seen = seen;
  } else {
    belief.fall_seen.time = Time{INT64_MIN};
  }
  belief.threat_time = track.time;
  belief.threat = threat_.evaluate({track.p_ecef_m, track.v_ecef_m_s, track.covariance, belief.ballistic()});
  belief.fall_end_s = belief.threat.time_to_go_s;
}

/// Where nothing but an attack on a fire unit lets it be engaged: because it is not released otherwise, or threatens
/// nothing else.
void Tasking::estimate_attack(TrackBelief& belief) const {
  if (belief.attack.threatens) belief.attack = {};
  if (!belief.task.self_defence && (belief.threat.threatens || !attacked_by(belief))) return;
  belief.attack = attack_.evaluate(flying_state(belief.track));
}

void Tasking::judge(Time now, TrackBelief& belief) {
  TaskMemory& memory = belief.task;
  belief.judged = !belief.gone || memory.tasked || memory.killed;
  if (!belief.judged) return;
  const Release release = release_of(belief);
  if (release != Release::allowed) memory.released_since = kNever;
  if (memory.tasked) return;  // judge_tasks
  if (memory.killed) {
    belief.verdict = DecisionVerdict::believed_killed;
    return;
  }
  if (release != Release::allowed) {
    belief.verdict = release == Release::held ? DecisionVerdict::held : DecisionVerdict::not_engageable;
    return;
  }
  if (memory.released_since == kNever) {
    memory.released_since = now;
    memory.lot = lot_of(luck_, belief.track);
  }
  estimate_threat(belief);
  estimate_attack(belief);
  belief.score = score_(belief);
  if (!belief.danger().threatens) {
    belief.verdict = DecisionVerdict::no_threat;
  } else if (memory.salvos >= salvos_most(own_.doctrine)) {
    belief.verdict = DecisionVerdict::shots_taken;
  } else if (number_in_use(belief.track.number)) {
    belief.verdict = DecisionVerdict::waiting;
  } else if (memory.turned_down) {
    belief.verdict = belief.reach.without_shot;
  } else if (!look_again(now, belief)) {
    belief.verdict = belief.reach.without_shot;
  } else {
    const auto index = static_cast<std::uint32_t>(cases_.size());
    cases_.push_back({&belief, shot_options_.add(index, belief, now, units_, options_), false});
    values_.push_back(worth_of(belief));
  }
}

/// A fire unit has an order under this number, whose target goes by another one since: it would take a second
/// order for the first one said again.
bool Tasking::number_in_use(TrackNumber number) const {
  return std::any_of(tasks_.begin(), tasks_.end(),
                     [number](const Task& task) { return task.order.track.number == number; });
}

/// By lot: every post draws its own for every track, from what it measured of it.
double Tasking::worth_of(TrackBelief& belief) const {
  if (own_.doctrine.command.target_choice == TargetChoice::at_random) return belief.task.lot;
  return belief.rank.read(belief.score, own_.doctrine.threat.play);
}

bool Tasking::look_again(Time now, const TrackBelief& belief) const {
  if (now >= belief.reach.look_again) return true;
  const DecisionVerdict last = belief.reach.without_shot;
  if (last == DecisionVerdict::no_channel) return any_channel_;
  if (last == DecisionVerdict::no_round) return any_round_more_;
  return last == DecisionVerdict::array_elsewhere && any_array_for(belief, now);
}

/// Is there a unit with a channel whose array holds the target, or may be turned to it?
bool Tasking::any_array_for(const TrackBelief& belief, Time now) const {
  if (!any_channel_) return false;
  const Vec3 p_ecef_m = extrapolated_state(belief.track, belief.ballistic(), now).p_ecef_m;
  return std::any_of(units_.begin(), units_.end(), [&](const UnitNow& unit) {
    const bool channel = unit.supply.target_channels > 0 && unit.supply.missile_channels > 0;
    return channel && (unit.sector_free || unit.book->sector.holds(p_ecef_m));
  });
}

void Tasking::assign(Time now, Outlet& outlet) {
  if (cases_.empty()) return;
  for (std::size_t u = 0; u < units_.size(); ++u) supply_[u] = units_[u].supply;
  const AssignmentRules rules{std::max(own_.doctrine.salvo, 1), 1};
  const std::vector<std::uint32_t>& taken = greedy_.solve(values_, options_, supply_, rules);
  for (std::size_t shot = 0; shot < taken.size(); ++shot) {
    const ShotOption& option = options_[taken[shot]];
    OpenCase& open = cases_[option.target];
    TrackBelief& belief = *open.belief;
    open.turned_away = !takes_sector(option, belief, now);
    if (open.turned_away) continue;
    open.given = true;
    give(now, belief, option, greedy_.rounds_of(shot), outlet);
  }
  for (std::size_t i = 0; i < cases_.size(); ++i) close(now, i, *cases_[i].belief);
}

bool Tasking::takes_sector(const ShotOption& option, const TrackBelief& belief, Time now) {
  SectorKeeping& sector = books_[option.unit].sector;
  if (!option.needs_radar) return true;
  if (sector.whole_circle()) return true;
  const BelievedState here = extrapolated_state(belief.track, belief.ballistic(), now);
  const BelievedState there =
      extrapolated_state(belief.track, belief.ballistic(), now + Duration::seconds(option.intercept_s));
  bool holds = sector.holds(here.p_ecef_m) && sector.holds(there.p_ecef_m);
  if (!holds && units_[option.unit].sector_free) {
    // The first target given to an idle unit turns it; those that follow keep to what it then sees.
    sector.turn(azimuth_between(books_[option.unit].known.guidance.frame, here.p_ecef_m, there.p_ecef_m),
                now);
    holds = true;
  }
  if (holds) units_[option.unit].sector_free = false;
  return holds;
}

void Tasking::give(Time now, TrackBelief& belief, const ShotOption& option, int rounds, Outlet& outlet) {
  const UnitBook& book = books_[option.unit];
  Task task;
  task.order.kind = OrderKind::engage;
  task.order.number = outlet.order_number++;
  task.order.from = own_.self;
  task.order.fire_unit = book.known.id;
  task.order.track = belief.track;
  task.order.track.category = belief.category();
  task.order.track.owner = own_.self;  // who orders vouches for it
  task.order.origins = origins_of(belief);
  task.order.weapon = WeaponTypeId{option.weapon};
  task.order.rounds = rounds;
  task.order.rounds_kept = option.rounds_kept;
  task.order.salvos_before = belief.task.salvos;
  task.order.self_defence = option.self_defence;
  task.track = belief.track.number;
  task.unit = option.unit;
  task.ordered = task.last_sent = now;
  if (book.at_once) task.order.reaction_from = belief.task.released_since;
  task.track_sent = belief.track.time;
  belief.task.tasked = true;
  belief.task.met = true;
  if (book.own)
    outlet.fire_control.take_order(now, task.order, belief.task.released_since);
  else
    send(now, task, task.order, outlet.envelopes);
  tasks_.push_back(task);
}

/// What kept a target from being given to a fire unit: where it could have been, what others took before it.
ShotObstacle Tasking::obstacle_to(std::size_t open) const {
  const OpenCase& c = cases_[open];
  if (c.shot.obstacle != ShotObstacle::none) return c.shot.obstacle;
  if (c.turned_away) return ShotObstacle::sector;
  const bool channels = std::any_of(options_.begin(), options_.end(), [&](const ShotOption& o) {
    return o.target == open && supply_[o.unit].target_channels > 0 && supply_[o.unit].missile_channels > 0;
  });
  return channels ? ShotObstacle::round : ShotObstacle::channel;
}

void Tasking::close(Time now, std::size_t index, TrackBelief& belief) const {
  const OpenCase& open = cases_[index];
  if (open.given) return;
  const ShotObstacle obstacle = obstacle_to(index);
  belief.verdict = belief.reach.without_shot = verdict_of(obstacle);
  belief.reach.look_again = now + worth(open.shot);
  if (belief.task.met || obstacle < ShotObstacle::channel) return;
  belief.task.met = true;
  belief.task.turned_down = !own_.doctrine.wait_for_channel;
}

void Tasking::judge_tasks(Picture& picture) {
  for (Task& task : tasks_)
    if (TrackBelief* belief = picture.find(task.track, task.belief_row))
      belief->verdict = task.rounds_left_rail > 0 ? DecisionVerdict::engaged : DecisionVerdict::waiting;
}

}  // namespace cupola
