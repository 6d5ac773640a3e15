#include "engine/chronicle.hpp"

#include <algorithm>
#include <bit>

#include "command/tasking.hpp"

namespace cupola {

namespace {

void earliest(Time& kept, Time t) {
  if (kept == kNever || t < kept) kept = t;
}

/// Neither had it a firm track yet, nor was its track alive at this moment.
bool untracked(const ThreatFacts& f, Time t) {
  return f.last_tracked == kNever || t - f.last_tracked > kTrackGap;
}

/// A plot of it, seen then, updated a firm track; those of several posts may come out of turn.
void follow(ThreatFacts& f, Time seen) {
  if (f.tracked_until != kNever && seen <= f.tracked_until) return;
  if (f.tracked_until != kNever && seen - f.tracked_until <= kTrackGap)
    f.tracked = f.tracked + (seen - f.tracked_until);
  f.tracked_until = seen;
}

/// Could a firm track at this moment still lead to a shot?
bool is_in_time(const ThreatFacts& f, Time t) {
  const Time deadline = track_deadline(f);
  return deadline != kNever && t < deadline;
}

/// Neither what it is taken for nor a rule stands against a shot.
bool may_be_engaged(DecisionVerdict verdict) {
  return verdict != DecisionVerdict::not_engageable && verdict != DecisionVerdict::held &&
         verdict != DecisionVerdict::no_threat;
}

/// A post stood by this verdict for so long while a decision could still lead to a launch of use.
void add_standing(ThreatFacts& f, DecisionVerdict verdict, Duration of_use) {
  const auto add = [of_use](Duration& sum) { sum = sum + of_use; };
  if (verdict == DecisionVerdict::not_engageable) return add(f.not_an_enemy);
  if (verdict == DecisionVerdict::held) return add(f.held);
  if (verdict == DecisionVerdict::no_threat) return add(f.no_threat);
  add(f.engageable);
  if (verdict == DecisionVerdict::no_channel) add(f.no_channel);
  if (verdict == DecisionVerdict::no_round) add(f.no_round);
  if (verdict == DecisionVerdict::array_elsewhere || verdict == DecisionVerdict::radar_off) add(f.not_ready);
}

}  // namespace

Chronicle::Chronicle(const Plan& plan, Log& log)
    : plan_(&plan),
      log_(&log),
      facts_(plan.scenario.platforms.size()),
      fates_(plan.scenario.platforms.size(), Fate::unresolved),
      fate_times_(plan.scenario.platforms.size(), kNever),
      settled_(plan.scenario.platforms.size(), false),
      standings_(plan.scenario.posts.size(), plan.scenario.platforms.size()),
      last_looks_(plan.scenario.radars.size() * plan.scenario.platforms.size()),
      aligned_(plan.scenario.posts.size(), plan.scenario.start),
      heard_(plan.scenario.posts.size(), plan.scenario.start),
      exposure_(plan.scenario) {
  for (const RadarSite& radar : plan.scenario.radars) {
    const Doctrine& doctrine = plan.scenario.posts[radar.post.index()].doctrine;
    initiation_.push_back({doctrine.initiation_hits, doctrine.initiation_looks});
  }
  for (const Asset& asset : plan.scenario.assets) assets_.push_back({asset.id, 0, 0, asset.value, 1.0});
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    facts_[i].platform = plan.scenario.platforms[i].id;
    facts_[i].in_zone = plan.reachability[i].in_zone;
    facts_[i].loaded = plan.reachability[i].loaded;
    facts_[i].first_useful_launch = plan.reachability[i].first_useful_launch;
    facts_[i].last_useful_launch = plan.reachability[i].last_useful_launch;
  }
}

void Chronicle::crews_react_in(Duration reaction) {
  for (ThreatFacts& f : facts_) f.reaction = reaction;
}

void Chronicle::misaligned(RadarId radar, const Misalignment& error) {
  log_->add(RegistrationRow{plan_->scenario.start, PostId{}, radar, error.range_m, error.azimuth_rad,
                            error.elevation_rad, 0.0, 0.0, 0.0});
}

void Chronicle::looks(const std::vector<LookTruth>& looks, Time end) {
  for (const LookTruth& look : looks) {
    ThreatFacts& f = facts_[look.platform.index()];
    if (!look.in_coverage) continue;
    const bool in_time = is_in_time(f, look.time);
    if (!look.line_of_sight) {
      ++f.looks_masked;
      earliest(f.first_masked, look.time);
      if (in_time) f.last_masked_in_time = look.time;
      f.masked_unseen += in_time && untracked(f, look.time);
    } else if (!look.radiating) {
      ++f.looks_off;
      earliest(f.first_off, look.time);
      if (in_time) f.last_off_in_time = look.time;
      f.off_unseen += in_time && untracked(f, look.time);
    } else {
      ++f.looks;
      earliest(f.first_look, look.time);
      if (in_time) f.last_look_in_time = look.time;
      if (look.detected) detected(f, look, in_time);
    }
    count_towards_a_track(f, look, end);
  }
}

/// By the rule of the post: so many hits among so many looks of one radar.
void Chronicle::count_towards_a_track(ThreatFacts& f, const LookTruth& look, Time end) {
  if (f.looks_enough && f.plots_enough) return;
  if (!is_in_time(f, end)) return;  // nor will it be any more
  const Initiation& rule = initiation_[look.radar.index()];
  LastLooks& last = looks_of(look);
  const bool looked = look.line_of_sight && look.radiating;
  last.may_see = last.may_see << 1 | (looked && !(look.detected && look.merged_away));
  last.plots = last.plots << 1 | (looked && look.detected && !look.merged_away);
  const std::uint64_t window = (std::uint64_t{1} << std::clamp(rule.looks, 1, 63)) - 1;
  f.looks_enough |= std::popcount(last.may_see & window) >= rule.hits;
  f.plots_enough |= std::popcount(last.plots & window) >= rule.hits;
}

void Chronicle::detected(ThreatFacts& f, const LookTruth& look, bool in_time) {
  ++f.detections;
  earliest(f.first_detection, look.time);
  if (look.merged_away) ++f.merged_plots;
  if (in_time) ++(look.merged_away ? f.merged_in_time : f.alone_in_time);
}

void Chronicle::plots(const PlotBatch& batch, const std::vector<PlotTruth>& truth) {
  for (std::size_t i = 0; i < batch.plots.size(); ++i) {
    const Plot& p = batch.plots[i];
    log_->add(PlotRow{p.time, p.radar, p.range_m, p.azimuth_rad, p.elevation_rad, p.iff, p.end_game,
                      truth[i].platform, truth[i].merged});
  }
}

void Chronicle::tracks(PostId post, const Tracker& tracker, const PlotBatch& batch,
                       const std::vector<PlotTruth>& truth) {
  for (std::size_t i = 0; i < batch.plots.size(); ++i)
    if (const TrackState* state = tracker.track_of_plot(i))
      updated(post, *state, truth[i].platform, batch.plots[i].time, batch);
  tracks_dropped(post, batch.end, tracker);
}

/// What was seen of `by` at that time went to a track.
void Chronicle::updated(PostId post, const TrackState& state, PlatformId by, Time seen,
                        const PlotBatch& batch) {
  const Track& track = state.track;
  const PlatformId lost_it = shadow_.add(track.number, by);
  if (ThreatFacts* f = facts_of(lost_it); f != nullptr && !settled_[lost_it.index()]) f->swapped = true;
  const PlatformId majority = shadow_.majority(track.number);
  if (track.confirmed && majority.valid() && majority == by) {
    ThreatFacts& f = facts_[majority.index()];
    earliest(f.first_track, batch.end);
    f.last_tracked = seen;
    follow(f, seen);
    if (is_in_time(f, f.last_tracked)) f.last_tracked_in_time = f.last_tracked;
  }
  if (exposure_.any()) exposure_.updated(track.number, track.confirmed, majority, by, batch.radar, batch.end);
  log_->add(TrackRow{track.time, post, track.number, track.p_ecef_m, track.v_ecef_m_s, track.confirmed, false,
                     majority});
}

void Chronicle::bearings(const PlotBatch& batch, const std::vector<PlotTruth>& truth) {
  for (std::size_t i = 0; i < batch.bearings.size(); ++i) {
    const Bearing& b = batch.bearings[i];
    log_->add(BearingRow{b.time, b.radar, b.azimuth_rad, b.azimuth_sd_rad, b.has_elevation, b.elevation_rad,
                         truth[i].platform, truth[i].merged});
  }
}

void Chronicle::bearing_tracks(PostId post, const Tracker& tracker, const PlotBatch& batch,
                               const std::vector<PlotTruth>& truth) {
  for (std::size_t i = 0; i < batch.bearings.size(); ++i)
    bearing_shadow_.note(batch.bearings[i], truth[i].platform);
  for (const BearingUse& use : tracker.bearing_uses()) {
    const Bearing& own = batch.bearings[static_cast<std::size_t>(use.bearing)];
    const PlatformId by = bearing_shadow_.of_all(own, use.crossed_with);
    if (const TrackState* state = tracker.find(use.track)) updated(post, *state, by, own.time, batch);
  }
}

void Chronicle::tracks_dropped(PostId post, Time now, const Tracker& tracker) {
  for (const TrackNumber number : tracker.dropped()) {
    const Track& track = tracker.find(number)->track;
    if (!track.confirmed) continue;
    const PlatformId who = shadow_.majority(number);
    if (exposure_.any()) exposure_.dropped(number, now);
    for (const PostSite& site : plan_->scenario.posts)
      no_longer(standings_.take_back(site.id, number, who), now);
    ThreatFacts* f = facts_of(who);
    if (f != nullptr && is_in_time(*f, now)) f->track_ended_in_time = now;
    log_->add(TrackRow{now, post, number, track.p_ecef_m, track.v_ecef_m_s, true, true, who});
  }
}

void Chronicle::alignment(PostId post, Time now, const Alignment& alignment, bool last) {
  constexpr Duration kBetween{30'000'000'000};
  if (!alignment.active() || !log_->keeps_rows()) return;
  if (!last && now - aligned_[post.index()] < kBetween) return;
  aligned_[post.index()] = now;
  for (const RadarAlignment& r : alignment.estimates())
    log_->add(RegistrationRow{now, post, r.radar, r.bias.range_m, r.bias.azimuth_rad, r.bias.elevation_rad,
                              r.sd.range_m, r.sd.azimuth_rad, r.sd.elevation_rad});
}

void Chronicle::decisions(PostId post, Time now, const std::vector<Decision>& decisions) {
  for (const Decision& d : decisions) {
    const PlatformId who = shadow_.majority(d.track);
    log_->add(DecisionRow{now, post, d.track, d.category, d.hostile_probability,
                          static_cast<std::uint8_t>(d.verdict), who});
    ThreatFacts* f = facts_of(who);
    if (f == nullptr || settled_[who.index()]) continue;
    // A post that conducts the fire of its own units sends nobody an assessment.
    if (d.verdict == DecisionVerdict::believed_killed) f->believed_killed = true;
    if (d.verdict == DecisionVerdict::shots_taken) f->believed_killed = false;
    no_longer(standings_.take_back(post, d.track, who), now);
    no_longer(standings_.take_back(post, who), now);
    standings_.say(post, d.track, {who, d.verdict, now});
    if (d.verdict != DecisionVerdict::not_engageable) earliest(f->first_identity, now);
    if (may_be_engaged(d.verdict)) earliest(f->first_engageable, now);
  }
}

void Chronicle::no_longer(const std::optional<Standings::Said>& said, Time now) {
  if (!said) return;
  ThreatFacts& f = facts_[said->of.index()];
  add_standing(f, said->verdict, decisions_of_use(f, said->since, now));
}

void Chronicle::no_longer(PlatformId who, Time now) {
  for (const PostSite& post : plan_->scenario.posts) no_longer(standings_.take_back(post.id, who), now);
}

void Chronicle::order(const Envelope& envelope, const Order& order, bool lost) {
  const PlatformId who = shadow_.majority(order.track.number);
  log_->add(OrderRow{envelope.sent, order.kind, order.from, order.fire_unit, order.track.number, order.weapon,
                     order.rounds, who});
  ThreatFacts* f = facts_of(who);
  if (f == nullptr || order.kind == OrderKind::cease) return;
  earliest(f->first_order, envelope.sent);
  if (order.kind != OrderKind::engage) return;
  ++f->orders;
  f->orders_lost += lost;
}

void Chronicle::assessment(const Assessment& a, Time sent) {
  const PlatformId who = shadow_.majority(a.track);
  log_->add(AssessmentRow{sent, a.from, a.fire_unit, a.track, a.verdict, who});
  ThreatFacts* f = facts_of(who);
  if (f != nullptr && !settled_[who.index()]) f->believed_killed = a.verdict == Verdict::killed;
}

void Chronicle::report(const Track& track, bool lost) {
  ThreatFacts* f = facts_of(shadow_.majority(track.number));
  if (f == nullptr) return;
  ++f->reports;
  f->reports_lost += lost;
}

void Chronicle::heartbeat(PostId from, Time now, bool lost) {
  Time& heard = heard_[from.index()];
  if (!lost) heard = now;
  if (now - heard <= kSilenceOfUnit) return;
  for (ThreatFacts& f : facts_) {
    const bool waits =
        f.first_engageable != kNever && f.first_order == kNever && !settled_[f.platform.index()];
    if (waits && f.last_useful_launch != kNever && now <= f.last_useful_launch) f.unit_unheard = true;
  }
}

void Chronicle::sent(const Envelope& envelope, bool lost) {
  if (const Order* o = std::get_if<Order>(&envelope.body)) order(envelope, *o, lost);
  if (const Assessment* a = std::get_if<Assessment>(&envelope.body)) assessment(*a, envelope.sent);
  if (const Track* t = std::get_if<Track>(&envelope.body)) report(*t, lost);
  if (const FusedTrack* f = std::get_if<FusedTrack>(&envelope.body)) report(f->track, lost);
  const Status* s = std::get_if<Status>(&envelope.body);
  if (s != nullptr && s->kind == StatusKind::channels)
    heartbeat(PostId{envelope.from.id}, envelope.sent, lost);
}

void Chronicle::launched(const Round& round) {
  const PlatformId who = shadow_.majority(round.track);
  intended_.resize(std::max<std::size_t>(intended_.size(), round.id.index() + 1));
  intended_[round.id.index()] = who;
  log_->add(
      ShotRow{round.launched, round.id, round.fire_unit, round.launcher, round.weapon, round.track, who});
  if (ThreatFacts* f = facts_of(who)) {
    ++f->rounds;
    earliest(f->first_launch, round.launched);
    f->believed_killed = false;
  }
}

void Chronicle::round_position(const Round& round) {
  if (log_->keeps_rows()) log_->add(TruthRow{round.flown_until, true, round.id.value, round.state.p_ecef_m});
}

void Chronicle::killed(PlatformId id, Time t) {
  no_longer(id, t);
  fates_[id.index()] = Fate::killed;
  fate_times_[id.index()] = t;
  settled_[id.index()] = true;
  facts_[id.index()].killed = true;
  exposure_.gone(id, t);
}

void Chronicle::leaked(PlatformId id, Time t) {
  no_longer(id, t);
  fates_[id.index()] = Fate::leaked;
  fate_times_[id.index()] = t;
  settled_[id.index()] = true;
  facts_[id.index()].leaked = true;
}

void Chronicle::never_set_out(PlatformId id) {
  fates_[id.index()] = Fate::never_set_out;
  fate_times_[id.index()] = platform(id).path.begin();
  settled_[id.index()] = true;
}

void Chronicle::truth_rows(Time end) {
  constexpr Duration step{5'000'000'000};
  for (const Platform& p : plan_->scenario.platforms) {
    if (fates_[p.id.index()] == Fate::never_set_out) continue;
    const Time last = std::min({p.path.end(), end, settled_[p.id.index()] ? fate_times_[p.id.index()] : end});
    std::size_t cursor = 0;
    for (Time t = std::max(p.path.begin(), plan_->scenario.start); t < last; t = t + step)
      log_->add(TruthRow{t, false, p.id.value, p.path.at(t, cursor).p_ecef_m});
    log_->add(TruthRow{last, false, p.id.value, p.path.at(last, cursor).p_ecef_m});
  }
}

WrongEngagements Chronicle::wrong_engagements(Side side) const {
  const Time begin = plan_->scenario.start, end = begin + plan_->scenario.duration;
  WrongEngagements all;
  for (const Platform& p : plan_->scenario.platforms) {
    const Time from = std::max(p.path.begin(), begin), until = std::min(p.path.end(), end);
    if (p.side != side || until <= from) continue;
    const ThreatFacts& f = facts_[p.id.index()];
    ++all.passes;
    all.flight_hours += (until - from).seconds() / 3600.0;
    all.engaged += f.rounds > 0 || f.intercepts > 0;
    all.rounds += f.rounds;
    all.hit += fates_[p.id.index()] == Fate::killed;
  }
  return all;
}

void Chronicle::finish(Time end) {
  exposure_.finish(end);
  if (log_->keeps_rows()) {
    log_->exposures = exposure_.rows();
    log_->exposed_flights = exposure_.flights();
  }
  for (const Platform& p : plan_->scenario.platforms) {
    const std::size_t i = p.id.index();
    ThreatFacts& f = facts_[i];
    if (!settled_[i]) {
      no_longer(p.id, end);
      const bool route_over = p.path.end() <= end;
      f.turned_away = p.side == Side::hostile && route_over;
      fates_[i] = p.side != Side::hostile ? Fate::passed : route_over ? Fate::turned_away : Fate::unresolved;
      fate_times_[i] = std::min(p.path.end(), end);
    }
    f.ended = fate_times_[i];
    if (f.first_track != kNever)
      f.shots_possible = shots_possible(plan_->reachability[i].chances, f.first_track + f.reaction);
    const bool set_out = fates_[i] != Fate::never_set_out;
    const bool touched = set_out && (f.detections > 0 || f.rounds > 0 || settled_[i]);
    const bool hostile = set_out && p.side == Side::hostile;
    const ThreatCause cause = hostile ? primary_cause(f) : ThreatCause::unresolved;
    if (hostile) ledger_.add(cause);
    log_->add(
        OutcomeRow{fate_times_[i], p.id, fates_[i], cause, hostile ? contributing_causes(f) : 0u, touched});
  }
  for (const AssetRow& asset : assets_) log_->add(asset);
  if (log_->keeps_rows()) truth_rows(end);
}

}  // namespace cupola
