#include "command/picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "command/belief_fusion.hpp"
#include "command/correlation.hpp"
#include "command/kinematics.hpp"

namespace cupola {

namespace {

constexpr int kHitsWithoutAsking = 6;  // by then an interrogator would have asked

TrackerSettings tracker_settings(const Doctrine& doctrine) {
  TrackerSettings settings;
  settings.initiation_hits = doctrine.initiation_hits;
  settings.initiation_looks = doctrine.initiation_looks;
  settings.deletion_misses = doctrine.deletion_misses;
  settings.registration = doctrine.registration;
  return settings;
}

std::vector<SensorBook> sensor_books(const OrderOfBattle& own) {
  std::vector<SensorBook> books;
  for (const KnownRadar& radar : own.radars) books.push_back(radar.book);
  books.insert(books.end(), own.listeners.begin(), own.listeners.end());
  return books;
}

Interrogator best_interrogator(const OrderOfBattle& own) {
  static_assert(Interrogator::none < Interrogator::civil && Interrogator::civil < Interrogator::national);
  Interrogator best = Interrogator::none;
  for (const KnownRadar& r : own.radars) best = std::max(best, r.type.interrogator);
  return best;
}

bool any_flight(const OrderOfBattle& own) {
  return std::any_of(own.corridors.begin(), own.corridors.end(),
                     [](const KnownCorridor& c) { return !c.flights.empty(); });
}

/// The longest pause between two tracks told over any of its links.
double longest_pause_s(const OrderOfBattle& own) {
  double pause_s = 0.0;
  for (const KnownLink& link : own.links) pause_s = std::max(pause_s, double{link.shares.tell_pause_s});
  return pause_s;
}

bool before(const TrackBelief& belief, TrackNumber number) { return belief.track.number < number; }

double trace3(const Matrix<6, 6>& m, int first) {
  return m(first, first) + m(first + 1, first + 1) + m(first + 2, first + 2);
}

/// A told category stands for evidence this post has not seen itself.
double hostile_share(Category category, const Doctrine& doctrine) {
  if (category == Category::hostile) return doctrine.hostile_at;
  if (category == Category::suspect) return doctrine.suspect_at;
  return category == Category::unknown ? double{doctrine.prior_hostile} : 0.0;
}

/// What posts agree on, whoever they are: who finds nothing does not speak against it, of two of one kind the surer
/// one stands, and findings of different kinds cancel each other.
constexpr Category agreed(unsigned found) {
  const auto says = [found](Category category) {
    return (found >> static_cast<unsigned>(category) & 1u) != 0;
  };
  Category all = Category::unknown;
  int kinds = 0;
  for (const auto& [sure, less_sure] :
       {std::pair{Category::friendly, Category::assumed_friend},
        std::pair{Category::neutral, Category::neutral}, std::pair{Category::hostile, Category::suspect}}) {
    if (!says(sure) && !says(less_sure)) continue;
    all = says(sure) ? sure : less_sure;
    ++kinds;
  }
  return kinds == 1 ? all : Category::unknown;
}

constexpr auto kAgreed = [] {
  std::array<Category, 2u << static_cast<unsigned>(Category::hostile)> of_found{};
  for (unsigned found = 0; found < of_found.size(); ++found) of_found[found] = agreed(found);
  return of_found;
}();

}  // namespace

Picture::Picture(const OrderOfBattle& own)
    : own_(own),
      capacity_(static_cast<std::size_t>(std::max(own.track_capacity, 0))),
      interrogates_(best_interrogator(own) != Interrogator::none),
      knows_flights_(any_flight(own)),
      behaviour_(own),
      identifier_(own.doctrine, best_interrogator(own)),
      tracker_(own.self, tracker_settings(own.doctrine), sensor_books(own)),
      remote_(longest_pause_s(own)) {}

void Picture::receive(const Track& track, const std::vector<TrackOrigin>& origins) {
  if (track.owner != own_.self) remote_.receive(track, origins);
}

TrackBelief* Picture::find(TrackNumber number) {
  const std::size_t at = numbers_.find(number);
  return at != TrackNumbers::kNowhere ? &beliefs_[at] : nullptr;
}

const TrackBelief* Picture::find(TrackNumber number) const {
  return const_cast<Picture*>(this)->find(number);
}

TrackBelief* Picture::find(TrackNumber number, std::size_t& row) {
  const std::size_t at = numbers_.find(number, row);
  return at != TrackNumbers::kNowhere ? &beliefs_[at] : nullptr;
}

const TrackBelief* Picture::find(TrackNumber number, std::size_t& row) const {
  return const_cast<Picture*>(this)->find(number, row);
}

TrackNumber Picture::own_track_of(TrackNumber number) const {
  if (const TrackBelief* belief = find(number); belief != nullptr && !belief->remote) return number;
  const RemoteTrack* told = remote_.find(number);
  if (told == nullptr || told->same_as == 0) return 0;
  const TrackBelief* partner = find(told->same_as);
  return partner != nullptr && !partner->remote ? told->same_as : 0;
}

void Picture::update(Time now) {
  renamings_.clear();
  tracker_.expire(now);
  if (std::erase_if(beliefs_, [](const TrackBelief& b) { return b.gone && !b.task.tasked; }) > 0)
    numbers_.read(beliefs_);
  walk_own_tracks();
  remote_.correlate(now, beliefs_);
  walk_remote_tracks();
  weigh_words();
  take_over_lost_targets();
  emitters_.forget(tracker_);
}

void Picture::walk_own_tracks() {
  auto at = beliefs_.begin();
  const auto lose_until = [&](TrackNumber number) {
    for (; at != beliefs_.end() && at->track.number < number; ++at)
      if (!at->remote) {
        at->gone = true;
        at->updated = false;
      }
  };
  for (const TrackState& state : tracker_.tracks()) {
    if (!state.track.confirmed || state.dropped) continue;
    lose_until(state.track.number);
    if (at != beliefs_.end() && at->track.number == state.track.number) {
      at->updated = at->base_track().time != state.track.time || at->hits != state.hits;
      if (at->updated) learn(*at, state);
      at->end_game = state.end_game;
      at->end_game_time = state.end_game_time;
      ++at;
    } else if (has_room()) {
      fresh_.emplace_back().origin = origin_of(state.track.p_ecef_m, own_.areas);
      learn(fresh_.back(), state);
    }
  }
  lose_until(UINT64_MAX);
  merge_fresh();
}

void Picture::walk_remote_tracks() {
  for (TrackBelief& belief : beliefs_) {
    belief.told_from_above = belief.told_from_below = Category::unknown;
    belief.found_below = 0;
    belief.words = {};
    belief.told = false;
  }
  shared_.clear();
  auto at = beliefs_.begin();  // both are in order of number
  for (const RemoteTrack& told : remote_.all()) {
    while (at != beliefs_.end() && at->track.number < told.track.number) ++at;
    TrackBelief* known = at != beliefs_.end() && at->track.number == told.track.number ? &*at : nullptr;
    if (known != nullptr) known->told = true;
    if (told.same_as != 0) {
      // One object, one belief: what stood under the told number passes to the own track.
      const bool stands = told.place < beliefs_.size() && beliefs_[told.place].track.number == told.same_as;
      if (!stands) continue;
      TrackBelief* own = &beliefs_[told.place];
      note_finding(told.track, *own);
      hear(told, *own);
      if (known != nullptr && known->remote && !known->gone) hand_over(*known, *own);
      if (!own->gone && !made_of_the_same(told.track)) shared_.push_back({own, &told});
    } else if (known != nullptr && known->remote) {
      known->updated = known->last_hit != told.track.time;
      if (known->updated) learn(*known, told);
      note_finding(told.track, *known);
    } else if (known == nullptr && has_room()) {
      learn(fresh_.emplace_back(), told);
      note_finding(told.track, fresh_.back());
      // It was an own track until that was lost: the same target still.
      TrackBelief* lost = told.was_same_as != 0 ? find(told.was_same_as) : nullptr;
      if (lost != nullptr && lost->gone) hand_over(*lost, fresh_.back());
    }
  }
  for (TrackBelief& belief : beliefs_) belief.gone |= belief.remote && !belief.told;
  fuse_told();
  merge_fresh();
}

/// Who shares plots with this post makes the same of them: there is nothing to learn from its tracks.
bool Picture::made_of_the_same(const Track& told) const {
  const KnownLink* link = own_.link_to(told.owner);
  return link != nullptr && link->shares.plots;
}

/// A belief that has news, or of which there are news, is made up anew of all that is known of its target.
void Picture::fuse_told() {
  for (const Shared& shared : shared_)
    shared.belief->fuse_anew |= shared.told->news || shared.belief->updated;
  for (const Shared& shared : shared_) {
    TrackBelief& belief = *shared.belief;
    if (!belief.fuse_anew) continue;
    if (!belief.fused_anew) leave_told(belief);
    belief.fused_anew = true;
    take_told(belief, shared.told->track, shared.told->origins);
  }
  for (const Shared& shared : shared_) {
    TrackBelief& belief = *shared.belief;
    if (!belief.fused_anew) continue;
    belief.fuse_anew = belief.fused_anew = false;
    belief.position_sd_m = std::sqrt(std::max(trace3(belief.track.covariance, 0) / 3.0, 0.0));
    belief.velocity_sd_m_s = std::sqrt(std::max(trace3(belief.track.covariance, 3) / 3.0, 0.0));
    belief.threat_time = Time{INT64_MIN};
  }
}

/// The superior's word is an order, whether the track is known here too or not.
void Picture::note_finding(const Track& told, TrackBelief& belief) const {
  if (told.owner == own_.superior) {
    belief.told_from_above = told.category;
  } else {
    belief.found_below =
        static_cast<std::uint8_t>(belief.found_below | 1u << static_cast<unsigned>(told.category));
    belief.told_from_below = kAgreed[belief.found_below];
  }
}

/// What was heard, by the post above as by others, is evidence; what the post above makes of it all, its
/// category, counts as an order does (category()).
void Picture::hear(const RemoteTrack& told, TrackBelief& own) const {
  ++own.words[static_cast<std::size_t>(told.track.word)];
}

/// The words of all posts count as one: who heard the same transponder is no second witness. Where they
/// differ, none counts.
void Picture::weigh_words() {
  for (TrackBelief& belief : beliefs_) {
    IdentityWord word = IdentityWord::none;
    int kinds = 0;
    for (std::size_t w = 1; w < belief.words.size(); ++w)
      if (belief.words[w] > 0) {
        word = static_cast<IdentityWord>(w);
        ++kinds;
      }
    belief.word = kinds == 1 && !belief.remote ? word : IdentityWord::none;
    if (belief.word == IdentityWord::none) continue;
    Evidence all = belief.identity;
    all.word = belief.word;
    identifier_.update(belief.with_word, all);
  }
}

Category Picture::found_without(PostId post, const TrackBelief& belief) const {
  if (belief.word == IdentityWord::none) return belief.identity.category;
  const auto is_his = [&](const RemoteTrack& told) {
    return told.same_as == belief.track.number && told.track.owner == post && told.track.word == belief.word;
  };
  const auto his = std::count_if(remote_.all().begin(), remote_.all().end(), is_his);
  const bool others_say_so = belief.words[static_cast<std::size_t>(belief.word)] > his;
  return (others_say_so ? belief.identified() : belief.identity).category;
}

void Picture::merge_fresh() {
  for (TrackBelief& fresh : fresh_)
    beliefs_.insert(std::lower_bound(beliefs_.begin(), beliefs_.end(), fresh.track.number, before),
                    std::move(fresh));
  if (!fresh_.empty()) numbers_.read(beliefs_);
  fresh_.clear();
}

void Picture::hand_over(TrackBelief& from, TrackBelief& to) {
  if (!to.task.tasked) {
    to.task = from.task;
    renamings_.push_back({from.track.number, to.track.number});
  }
  from.task = {};
  from.gone = true;
}

void Picture::take_over_lost_targets() {
  for (TrackBelief& lost : beliefs_) {
    if (!lost.gone || !lost.task.tasked) continue;
    TrackBelief* best = nullptr;
    double least = 0.0;
    for (TrackBelief& candidate : beliefs_) {
      // What was seen beside the lost one is something else, and what has had shots of its own needs no
      // others.
      const bool its_own = candidate.task.tasked || candidate.task.killed || candidate.task.salvos > 0;
      if (candidate.gone || its_own || candidate.born <= lost.last_hit) continue;
      const double d2 = distance_at(lost.track, candidate.track, kGate3);
      if (d2 < 0.0 || (best != nullptr && d2 >= least)) continue;
      best = &candidate;
      least = d2;
    }
    if (best != nullptr) hand_over(lost, *best);
  }
}

void Picture::learn(TrackBelief& belief, const TrackState& state) const {
  forget_told(belief);
  belief.track = state.track;
  claim_no_less(belief.track);
  belief.born = state.born;
  belief.last_hit = state.last_hit;
  belief.hits = state.hits;
  belief.updated = true;
  IffTally tally{state.iff_asked, state.iff_civil, state.iff_national, state.iff_hostile};
  // Who tells its place over the own link has answered in the own national mode, and better.
  if (own_radars_.is_one(state.track, std::sqrt(std::max(trace3(state.track.covariance, 0) / 3.0, 0.0))))
    tally = {state.iff_asked, 0, std::max(state.iff_asked, 1), 0};
  estimate(belief, tally, emitters_.of(state.track.number));
  belief.being_asked =
      interrogates_ && belief.identity.iff == IffEvidence::none && state.hits < kHitsWithoutAsking;
}

/// The tracker's covariance is that in the frame of its own radars; how far that is out of line comes on top.
void Picture::claim_no_less(Track& track) const {
  const Alignment& alignment = tracker_.alignment();
  if (!alignment.active()) return;
  const Matrix<3, 3> spread = alignment.spread_m2(track.p_ecef_m);
  for (int i = 0; i < 3; ++i)
    for (int k = 0; k < 3; ++k) track.covariance(i, k) += spread(i, k);
}

void Picture::learn(TrackBelief& belief, const RemoteTrack& told) const {
  if (belief.track.number == 0) belief.born = told.track.time;
  forget_told(belief);
  belief.track = told.track;
  belief.told_origins = told.origins;
  belief.last_hit = told.track.time;
  belief.remote = belief.updated = true;
  estimate(belief, {}, EmitterName::none);
  belief.identity.category = Category::unknown;
  belief.identity.belief.is_hostile = hostile_share(told.track.category, own_.doctrine);
}

void Picture::estimate(TrackBelief& belief, const IffTally& tally, EmitterName emitter) const {
  const Matrix<6, 6>& p = belief.track.covariance;
  belief.position_sd_m = std::sqrt(std::max(trace3(p, 0) / 3.0, 0.0));
  belief.velocity_sd_m_s = std::sqrt(std::max(trace3(p, 3) / 3.0, 0.0));
  KinematicEstimate estimate{belief.track.p_ecef_m, belief.track.v_ecef_m_s};
  const Vec3 up = vertical_at(belief.track.p_ecef_m);
  estimate.height_sd_m = std::sqrt(variance_along(belief.track, up));
  estimate.velocity_sd_m_s = belief.velocity_sd_m_s;
  Evidence seen;
  seen.iff = iff_evidence(tally);
  seen.behaviour = belief.behaviour.read(behaviour_.read(estimate, up, belief.behaviour.held));
  seen.plan =
      knows_flights_
          ? belief.plan.read(plan_of(belief.track.p_ecef_m, belief.track.v_ecef_m_s, belief.track.time, own_))
          : PlanEvidence::none;
  seen.origin = belief.origin;
  seen.emitter = emitter;
  identifier_.update(belief.identity, seen);
}

}  // namespace cupola
