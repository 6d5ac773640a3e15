#include "command/remote_tracks.hpp"

#include <algorithm>

#include "command/correlation.hpp"

namespace cupola {

namespace {

constexpr Duration kForgotten{30'000'000'000};
constexpr Duration kStillTheSame{5'000'000'000};  // a pair of tracks is held against each other so often
constexpr int kTurns = 2;                         // one telling may be lost
constexpr double kAccelerationDensity_m2_s3 = 50.0;
constexpr double kWideGate = 60.0;

/// Where the belief of that number stands, or would: most often where it stood last.
std::size_t place_of(const std::vector<TrackBelief>& own, TrackNumber number, std::size_t last) {
  if (last < own.size() && own[last].track.number == number) return last;
  const auto at = std::lower_bound(own.begin(), own.end(), number,
                                   [](const TrackBelief& b, TrackNumber n) { return b.track.number < n; });
  return static_cast<std::size_t>(at - own.begin());
}

}  // namespace

/// The velocity only where the position fits.
double detail::distance_nearby(const Track& believed, const Track& other, double dt, const Vec3& apart_m,
                               double gate) {
  const double q = kAccelerationDensity_m2_s3;
  const auto of_position = [&](int i, int j) {
    return position_covariance_after(believed, dt, q, i, j) + other.covariance(i, j);
  };
  const double position = gated_distance(apart_m, of_position, gate);
  if (position < 0.0) return -1.0;
  const auto of_velocity = [&](int i, int j) {
    return velocity_covariance_after(believed, dt, q, i, j) + other.covariance(i + 3, j + 3);
  };
  const double velocity = gated_distance(believed.v_ecef_m_s - other.v_ecef_m_s, of_velocity, gate);
  return velocity < 0.0 ? -1.0 : position + velocity;
}

RemoteTracks::RemoteTracks(double pause_s) : pause_(Duration::seconds(pause_s)) {}

std::vector<std::pair<PostId, int>> RemoteTracks::tellers() const {
  std::vector<std::pair<PostId, int>> all;
  for (const RemoteTrack& r : tracks_) {
    const auto known =
        std::find_if(all.begin(), all.end(), [&r](const auto& t) { return t.first == r.track.owner; });
    ++(known != all.end() ? *known : all.emplace_back(r.track.owner, 0)).second;
  }
  return all;
}

void RemoteTracks::receive(const Track& track, const std::vector<TrackOrigin>& origins) {
  const auto at = tracks_.begin() + static_cast<std::ptrdiff_t>(numbers_.place_of(track.number));
  const bool known = at != tracks_.end() && at->track.number == track.number;
  if (known && track.confirmed) {
    if (track.time < at->track.time) return;  // overtaken on the way
    at->track = track;
    at->origins = origins;
    at->fresh = true;
    return;
  }
  if (known)
    tracks_.erase(at);
  else if (track.confirmed)
    tracks_.insert(at, {0, 0, 0, {}, true, true, track, origins});
  numbers_.read(tracks_);
}

bool RemoteTracks::taken(TrackNumber own, PostId owner, TrackNumber except) const {
  for (const RemoteTrack& r : tracks_)
    if (r.same_as == own && r.track.owner == owner && r.track.number != except) return true;
  return false;
}

/// The partner that a told track has, if it has one still: an own track, or a track told by another post
/// under a lower number that has no partner itself.
const Track* RemoteTracks::partner(RemoteTrack& told, const std::vector<TrackBelief>& own) const {
  if (told.same_as == 0) return nullptr;
  told.place = place_of(own, told.same_as, told.place);
  const TrackBelief* belief = told.place < own.size() ? &own[told.place] : nullptr;
  if (belief != nullptr && belief->track.number == told.same_as && !belief->remote && !belief->gone)
    return &belief->base_track();
  const RemoteTrack* other = find(told.same_as);
  return other != nullptr && other->same_as == 0 ? &other->track : nullptr;
}

TrackNumber RemoteTracks::nearest(const Track& told, const std::vector<TrackBelief>& own) const {
  TrackNumber best = 0;
  double least = 0.0;
  // Whether a track answers to another already is asked last: that costs a walk over all, and few come so
  // far.
  const auto offer = [&](const Track& candidate) {
    const double d2 = distance_at(candidate, told, kWideGate);
    if (d2 < 0.0 || (best != 0 && d2 >= least) || taken(candidate.number, told.owner, told.number)) return;
    best = candidate.number;
    least = d2;
  };
  for (const TrackBelief& belief : own)
    if (!belief.remote && !belief.gone) offer(belief.base_track());
  if (best != 0) return best;
  for (const RemoteTrack& other : tracks_) {
    if (other.track.number >= told.number) break;
    if (other.same_as == 0 && other.track.owner != told.owner) offer(other.track);
  }
  return best;
}

void RemoteTracks::correlate(Time now, const std::vector<TrackBelief>& own) {
  const std::vector<std::pair<PostId, int>> turns =
      pause_.ns > 0 ? tellers() : std::vector<std::pair<PostId, int>>{};
  const auto forgotten = std::erase_if(tracks_, [&](const RemoteTrack& r) {
    Duration kept = kForgotten;
    for (const auto& [post, tracks] : turns)
      if (post == r.track.owner) kept = std::max(kept, kTurns * tracks * pause_);
    return now - r.track.time > kept;
  });
  if (forgotten > 0) numbers_.read(tracks_);
  for (RemoteTrack& r : tracks_) {
    r.news = r.fresh;
    const Track* kept = partner(r, own);
    const bool lost = r.same_as != 0 && kept == nullptr;
    // A partner among the told ones gives way to an own track.
    const auto may_improve = [&] { return r.same_as == 0 || find(r.same_as) != nullptr; };
    const auto holds = [&] {
      if (now - r.compared < kStillTheSame) return true;
      r.compared = now;
      return distance_at(*kept, r.track, kWideGate) >= 0.0;
    };
    if (!lost && !(r.fresh && (may_improve() || !holds()))) {
      r.fresh = false;
      continue;
    }
    r.fresh = false;
    r.compared = now;
    r.same_as = 0;
    r.same_as = nearest(r.track, own);
    if (r.same_as == 0) continue;
    r.was_same_as = r.same_as;
    r.place = place_of(own, r.same_as, r.place);
  }
}

const RemoteTrack* RemoteTracks::find(TrackNumber number) const {
  const std::size_t at = numbers_.find(number);
  return at != TrackNumbers::kNowhere ? &tracks_[at] : nullptr;
}

}  // namespace cupola
