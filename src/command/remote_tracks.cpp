#include "command/remote_tracks.hpp"

#include <algorithm>

#include "command/correlation.hpp"

namespace cupola {

namespace {

constexpr Duration kForgotten{30'000'000'000};
constexpr double kAccelerationDensity_m2_s3 = 50.0;
constexpr double kNearby_m = 20'000.0;

const TrackBelief* find_belief(const std::vector<TrackBelief>& own, TrackNumber number) {
  const auto at = std::lower_bound(own.begin(), own.end(), number,
                                   [](const TrackBelief& b, TrackNumber n) { return b.track.number < n; });
  return at != own.end() && at->track.number == number ? &*at : nullptr;
}

/// May the told track be the same as this belief? A post's own tracks are different objects; of two posts'
/// tracks the one with the lower number stands for both.
bool may_be_same(const Track& told, const TrackBelief& belief) {
  if (!belief.remote) return true;
  return belief.track.owner != told.owner && belief.track.number < told.number;
}

}  // namespace

double distance_at(const Track& believed, const Track& other) {
  const double dt = (other.time - believed.time).seconds();
  const Vec3 apart_m = believed.p_ecef_m + dt * believed.v_ecef_m_s - other.p_ecef_m;
  if (dot(apart_m, apart_m) > kNearby_m * kNearby_m) return -1.0;
  return statistical_distance(extrapolate(believed, other.time, kAccelerationDensity_m2_s3), other);
}

void RemoteTracks::receive(const Track& track) {
  const auto at = std::lower_bound(tracks_.begin(), tracks_.end(), track.number,
                                   [](const RemoteTrack& r, TrackNumber n) { return r.track.number < n; });
  if (at != tracks_.end() && at->track.number == track.number) {
    if (track.time < at->track.time) return;  // overtaken on the way
    at->track = track;
    at->fresh = true;
  } else {
    tracks_.insert(at, {track, 0, true});
  }
}

bool RemoteTracks::taken(TrackNumber own, PostId owner, TrackNumber except) const {
  for (const RemoteTrack& r : tracks_)
    if (r.same_as == own && r.track.owner == owner && r.track.number != except) return true;
  return false;
}

TrackNumber RemoteTracks::nearest(const Track& track, const std::vector<TrackBelief>& own) const {
  TrackNumber best = 0;
  double least = 0.0;
  for (const TrackBelief& belief : own) {
    if (belief.gone || !may_be_same(track, belief)) continue;
    const double d2 = distance_at(belief.track, track);
    if (d2 < 0.0 || (best != 0 && d2 >= least) || taken(belief.track.number, track.owner, track.number))
      continue;
    best = belief.track.number;
    least = d2;
  }
  return best;
}

void RemoteTracks::correlate(Time now, const std::vector<TrackBelief>& own) {
  std::erase_if(tracks_, [now](const RemoteTrack& r) { return now - r.track.time > kForgotten; });
  for (RemoteTrack& r : tracks_) {
    const TrackBelief* partner = r.same_as != 0 ? find_belief(own, r.same_as) : nullptr;
    const bool lost = r.same_as != 0 && (partner == nullptr || partner->gone);
    if (lost) r.same_as = 0;
    if (!r.fresh && !lost) continue;
    r.fresh = false;
    if (r.same_as != 0 && distance_at(partner->track, r.track) >= 0.0) continue;
    r.same_as = nearest(r.track, own);
  }
}

const RemoteTrack* RemoteTracks::find(TrackNumber number) const {
  const auto at = std::lower_bound(tracks_.begin(), tracks_.end(), number,
                                   [](const RemoteTrack& r, TrackNumber n) { return r.track.number < n; });
  return at != tracks_.end() && at->track.number == number ? &*at : nullptr;
}

}  // namespace cupola
