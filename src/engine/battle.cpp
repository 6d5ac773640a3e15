#include "engine/battle.hpp"

#include <algorithm>

#include "command/track_belief.hpp"
#include "core/check.hpp"
#include "engine/milestones.hpp"
#include "engine/posts.hpp"

namespace cupola {

namespace {

constexpr Duration kMidcourseStep{1'000'000'000};
constexpr Duration kTerminalStep{250'000'000};

}  // namespace

Battle::Battle(const Plan& plan, ReplicateKey key, Log& log, Tap* tap)
    : plan_(&plan),
      end_(plan.scenario.start + plan.scenario.duration),
      world_(plan.scenario, key),
      sensing_(plan.scenario, key, *plan.radars),
      network_(plan.scenario, key),
      weapons_(plan.scenario, key),
      key_(key),
      damage_(plan.scenario),
      posts_(posts_of(plan, key)),
      cues_(plan.scenario.radars.size()),
      frame_begins_(plan.scenario.radars.size(), plan.scenario.start),
      served_(plan.scenario.radars.size(), 0),
      chronicle_(plan, log),
      ready_time_(plan.scenario.radars.size() + plan.scenario.passives.size(), plan.scenario.start),
      saturation_(plan.scenario.fire_units.size(), plan.scenario.radars.size()),
      tap_(tap),
      least_internal_(least_latency(plan.scenario, false)),
      least_between_posts_(least_latency(plan.scenario, true)) {
  for (const RadarSite& radar : plan.scenario.radars)
    if (radar.type.registration.any()) chronicle_.misaligned(radar.id, sensing_.misalignment(radar.id));
  chronicle_.crews_react_in(quickest_reaction());
  schedule_world();
  schedule_looks();
  schedule_posts();
}

bool Battle::next(Event& event) {
  if (!queue_.pop_until(end_, event)) return false;
  ++events_;
  return true;
}

void Battle::schedule_world() {
  const auto push_schedule = [this](RadarId id) {
    const auto& schedule = scenario().schedule_of(id);
    for (std::size_t i = 1; i < schedule.size(); ++i)
      queue_.push({schedule[i].first, EventKind::readiness, id.value, 0, i});
  };
  for (const RadarSite& radar : scenario().radars) push_schedule(radar.id);
  for (const PassiveSite& passive : scenario().passives) push_schedule(passive.id);
  schedule_readiness();
  schedule_moves();
  std::vector<Event> arrivals;
  for (const Platform& platform : scenario().platforms)
    if (platform.objective_time != kNever)
      arrivals.push_back({platform.objective_time, EventKind::arrival, platform.id.value});
  std::sort(arrivals.begin(), arrivals.end(),
            [](const Event& a, const Event& b) { return a.rank() > b.rank(); });
  for (const Event& arrival : arrivals) queue_.push(arrival);
}

void Battle::schedule_posts() {
  for (const PostSite& post : scenario().posts) {
    queue_.push(
        {scenario().start, executes(post.id) ? EventKind::execute : EventKind::decide, post.id.value});
    if (executes(post.id)) queue_.push({scenario().start, EventKind::stock, post.id.value});
  }
  for (const RadarSite& radar : scenario().radars) report_radar(radar.id, scenario().start);
  for (const FireUnitSite& unit : scenario().fire_units) report_stock(unit.id, scenario().start);
  report_down_at_start();
}

void Battle::change_readiness(const Event& event) {
  const RadarId radar{event.subject};
  change_radar(radar, event.time, [&] {
    world_.set_readiness(radar, scenario().schedule_of(radar)[event.ordinal].second, event.time);
  });
}

void Battle::arrive(const Event& event) {
  const PlatformId platform{event.subject};
  // A round that met it a moment ago has not told yet: first what was before, then what is now.
  for (std::size_t i = 0; i < weapons_.rounds().size(); ++i) {
    const Round& round = weapons_.rounds()[i];
    if (round.ended || round.engaged != platform) continue;
    const FlightStep step = weapons_.fly(world_, round.id, event.time);
    if (step.ended) resolve(weapons_.rounds()[i], step, event.time);
  }
  if (world_.dead(platform) || !world_.sets_out(platform)) return;
  chronicle_.leaked(platform, event.time);
  world_.leave(platform, event.time);  // it is spent: no longer there to be seen
  network_.gone(platform, event.time);
  strike(scenario().platforms[platform.index()], event.time);
}

/// Passive sensors say nothing of themselves: no decision waits for it.
void Battle::report_radar(RadarId radar, Time now) {
  if (scenario().is_passive(radar)) return;
  // One that was carried falls silent with its carrier. One that stood is wired to its post, which sees the line dead.
  if (!world_.radar_present(radar, now)) return;
  const RadarState& state = world_.radar(radar);
  Status status;
  status.kind = StatusKind::radar;
  status.time = now;
  status.radar = radar;
  status.up = state.up();
  status.sector_centre_rad = state.sector_centre_rad;
  status.until = std::max(state.turn_until, state.warm_until);
  const PostId post = scenario().radars[radar.index()].post;
  send({{AddressKind::radar, radar.value}, {AddressKind::post, post.value}, now, status});
}

void Battle::report_stock(FireUnitId unit, Time now) {
  const FireUnitSite& site = scenario().fire_units[unit.index()];
  for (std::uint32_t i = 0; i < scenario().weapons_true.size(); ++i) {
    Status status;
    status.kind = StatusKind::stock;
    status.time = now;
    status.fire_unit = unit;
    status.weapon = WeaponTypeId{i};
    status.rounds = weapons_.stock(unit, status.weapon);
    send({{AddressKind::fire_unit, unit.value}, {AddressKind::post, site.post.value}, now, status});
  }
}

bool Battle::executes(PostId post) const {
  const OrderOfBattle& own = plan_->orders_of_battle[post.index()];
  const KnownLink* link = own.superior.valid() ? own.link_to(own.superior) : nullptr;
  return link != nullptr && link->at_once;
}

void Battle::take_stock(const Event& event) {
  const PostId post{event.subject};
  if (!world_.works(post)) return;
  if (tap_) tap_->inbox.push_back({event.time, post, false, {}, true});
  outgoing_.clear();
  posts_[post.index()].take_stock(event.time, outgoing_);
  chronicle_.tracks_dropped(post, event.time, posts_[post.index()].tracker());
  if (tap_) tap_->sent.insert(tap_->sent.end(), outgoing_.begin(), outgoing_.end());
  send_outgoing();
  const Duration period = Duration::seconds(plan_->orders_of_battle[post.index()].decision_period_s);
  queue_.push({event.time + period, EventKind::stock, event.subject, 0, event.ordinal + 1});
}

void Battle::decide(const Event& event) {
  const PostId post{event.subject};
  if (!world_.works(post)) return;
  if (tap_) tap_->inbox.push_back({event.time, post, true, {}});
  outgoing_.clear();
  posts_[post.index()].decide(event.time, outgoing_);
  chronicle_.tracks_dropped(post, event.time, posts_[post.index()].tracker());
  chronicle_.alignment(post, event.time, posts_[post.index()].tracker().alignment());
  const std::vector<Decision>& decisions = posts_[post.index()].decisions();
  for (const Decision& decision : decisions) CUPOLA_INSIST(broken_by_decision(decision));
  chronicle_.decisions(post, event.time, decisions);
  if (tap_) tap_->sent.insert(tap_->sent.end(), outgoing_.begin(), outgoing_.end());
  note_saturation(post, event.time);
  send_outgoing();
  const Duration period = Duration::seconds(plan_->orders_of_battle[post.index()].decision_period_s);
  queue_.push({event.time + period, event.kind, event.subject, 0, event.ordinal + 1});
}

void Battle::launch(const Event& event) {
  const Order& order = std::get<Order>(mail_.at(event.payload).body);
  const bool works = can_fire(order.launcher, event.time);
  const Status status = weapons_.launch(order, event.time, works);
  const PostId post = scenario().fire_units[order.fire_unit.index()].post;
  if (status.up) {
    const FireUnitSite& unit = scenario().fire_units[order.fire_unit.index()];
    CUPOLA_INSIST(broken_by_launch({works, weapons_.stock(order.fire_unit, order.weapon),
                                    weapons_.missiles_in_guidance(order.fire_unit), unit.missile_channels}));
    round_ended_.push_back(false);
    chronicle_.launched(weapons_.rounds()[status.interceptor.index()]);
    queue_.push({event.time + kMidcourseStep, EventKind::fly, status.interceptor.value});
  }
  send(
      {{AddressKind::fire_unit, order.fire_unit.value}, {AddressKind::post, post.value}, event.time, status});
  report_stock(order.fire_unit, event.time);
  begin_reloads(order.fire_unit, event.time);
  mail_.throw_away(event.payload);
}

void Battle::guide(const Uplink& uplink, Time now) {
  const InterceptorId id = uplink.interceptor;
  if (weapons_.rounds()[id.index()].ended) return;
  // Up to this moment it flew on what it knew before.
  const FlightStep step = weapons_.fly(world_, id, now);
  if (step.ended)
    resolve(weapons_.rounds()[id.index()], step, now);
  else
    weapons_.uplink(uplink);
}

void Battle::fly(const Event& event) {
  const InterceptorId id{event.subject};
  if (weapons_.rounds()[id.index()].ended) return;
  const FlightStep step = weapons_.fly(world_, id, event.time);
  const Round& round = weapons_.rounds()[id.index()];
  chronicle_.round_position(round);
  if (step.ended) {
    resolve(round, step, event.time);
    return;
  }
  const Duration pause = round.handed_over ? kTerminalStep : kMidcourseStep;
  queue_.push({event.time + pause, EventKind::fly, event.subject, 0, event.ordinal + 1});
}

void Battle::resolve(const Round& round, const FlightStep& step, Time now) {
  const FireUnitSite& unit = scenario().fire_units[round.fire_unit.index()];
  if (step.killed) {
    world_.kill(round.engaged, round.ended_at);
    network_.gone(round.engaged, round.ended_at);
    for (const PlatformId carried : world_.released())
      if (scenario().platforms[carried.index()].carrier == round.engaged && !world_.sets_out(carried))
        network_.gone(carried, round.ended_at);
    chronicle_.killed(round.engaged, round.ended_at);
  }
  end_of(round);
  tear_down_once_free(round.fire_unit, now);
  if (round.met) {
    const std::uint32_t shot = round.shot_at_target + 1;
    sensing_.note_end_game(unit.guidance, round.track, round.engaged, step.killed, round.ended_at, shot);
  }
  Status status;
  status.kind = StatusKind::round_ended;
  status.time = round.ended_at;
  status.fire_unit = round.fire_unit;
  status.weapon = round.weapon;
  status.interceptor = round.id;
  status.track = round.track;
  send({{AddressKind::interceptor, round.id.value}, {AddressKind::post, unit.post.value}, now, status});
}

void Battle::end_of(const Round& round) {
  const double life_s = scenario().weapons_true[round.weapon.index()].life_s;
  CUPOLA_INSIST(broken_by_round_end(round, life_s, round_ended_[round.id.index()]));
  round_ended_[round.id.index()] = true;
  ++rounds_ended_;
  chronicle_.round_ended(round);
}

ReplicateResult Battle::finish() {
  for (const Round& round : weapons_.rounds())
    if (!round.ended) end_of(round);
  for (const PostSite& post : scenario().posts)
    chronicle_.alignment(post.id, end_, posts_[post.id.index()].tracker().alignment(), true);
  for (const Platform& platform : scenario().platforms)
    if (platform.side == Side::hostile && (!world_.sets_out(platform.id) || platform.path.begin() > end_))
      chronicle_.never_set_out(platform.id);
  chronicle_.finish(end_);
  for (const Post& post : posts_)
    for (const TrackBelief& b : post.beliefs()) {
      const IdentityBelief& p = b.identity.belief;
      // Of what others tell there is no posterior here, nor of what nothing has been asked of yet.
      if (b.remote || p.is_friend + p.is_neutral + p.is_hostile == 0.0) continue;
      CUPOLA_INSIST(broken_by_belief(p.is_friend, p.is_neutral, p.is_hostile));
    }

  ReplicateResult result;
  for (std::uint32_t i = 0; i < scenario().radars.size() + scenario().passives.size(); ++i) {
    ready_time_.take(RadarId{i}, world_.radar(RadarId{i}), end_);
    result.ready_share.push_back(ready_time_.share(RadarId{i}, end_));
  }
  result.saturation = saturation_.units();
  result.radar_saturation = saturation_.radars();
  result.ledger = chronicle_.ledger();
  result.facts = chronicle_.facts();
  result.milestones = milestones_of(scenario(), result.facts);
  result.fates = chronicle_.fates();
  result.events = events_;
  result.friends = chronicle_.wrong_engagements(Side::friendly);
  result.neutrals = chronicle_.wrong_engagements(Side::neutral);
  result.exposures = chronicle_.exposure().rows();
  result.exposed_flights = chronicle_.exposure().flights();
  for (const Platform& platform : scenario().platforms) {
    const Fate fate = result.fates[platform.id.index()];
    if (platform.side == Side::hostile && fate != Fate::never_set_out) {
      ++result.hostiles;
      result.leaked += fate == Fate::leaked;
      result.killed += fate == Fate::killed;
      result.turned_away += fate == Fate::turned_away;
      result.unresolved += fate == Fate::unresolved;
    }
    result.friends_hit += platform.side == Side::friendly && fate == Fate::killed;
    result.neutrals_hit += platform.side == Side::neutral && fate == Fate::killed;
  }
  for (auto* rounds :
       {&result.rounds_fired, &result.rounds_left, &result.rounds_stored, &result.rounds_destroyed})
    rounds->resize(scenario().weapons_true.size());
  result.assets = chronicle_.assets();
  result.lost = lost_;
  for (const Round& round : weapons_.rounds()) ++result.rounds_fired[round.weapon.index()];
  for (const FireUnitSite& unit : scenario().fire_units)
    for (std::uint32_t w = 0; w < result.rounds_left.size(); ++w) {
      result.rounds_left[w] += static_cast<std::uint32_t>(weapons_.stock(unit.id, WeaponTypeId{w}));
      result.rounds_stored[w] += static_cast<std::uint32_t>(weapons_.stored(unit.id, WeaponTypeId{w}));
    }
  for (std::uint32_t w = 0; w < result.rounds_destroyed.size(); ++w)
    result.rounds_destroyed[w] = static_cast<std::uint32_t>(weapons_.destroyed(WeaponTypeId{w}));
  std::vector<RoundBook> books = loaded_at_start(scenario());
  for (std::size_t w = 0; w < books.size(); ++w) {
    books[w].launched = result.rounds_fired[w];
    books[w].left = result.rounds_left[w] + result.rounds_stored[w];
    books[w].destroyed = result.rounds_destroyed[w];
    CUPOLA_INSIST(broken_by_rounds(books[w]));
  }
  CUPOLA_INSIST(broken_by_result(result, rounds_ended_));
  return result;
}

}  // namespace cupola
