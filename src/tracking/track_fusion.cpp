#include "tracking/track_fusion.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace cupola {
namespace {

bool before(const TrackOrigin& a, const TrackOrigin& b) {
  return std::tuple(a.post.index(), a.number) < std::tuple(b.post.index(), b.number);
}

/// All of `part` is in `whole`, and as new there.
bool contains(const FusedTrack& whole, const FusedTrack& part) {
  return std::all_of(part.origins.begin(), part.origins.end(), [&](const TrackOrigin& origin) {
    const auto same = std::lower_bound(whole.origins.begin(), whole.origins.end(), origin, before);
    return same != whole.origins.end() && !before(origin, *same) && same->newest >= origin.newest;
  });
}

void add_origins(std::vector<TrackOrigin>& to, const std::vector<TrackOrigin>& from) {
  for (const TrackOrigin& origin : from) {
    const auto at = std::lower_bound(to.begin(), to.end(), origin, before);
    if (at == to.end() || before(origin, *at))
      to.insert(at, origin);
    else
      at->newest = std::max(at->newest, origin.newest);
  }
}

Vector<6> state_of(const Track& track) {
  Vector<6> x;
  const Vec3 &p = track.p_ecef_m, &v = track.v_ecef_m_s;
  const double values[] = {p.x, p.y, p.z, v.x, v.y, v.z};
  std::copy(values, values + 6, x.m);
  return x;
}

}  // namespace

Track brought_to(const Track& track, Time time, double q_m2_s3) {
  const double t = (time - track.time).seconds();
  Track to = track;
  to.time = time;
  to.p_ecef_m = track.p_ecef_m + t * track.v_ecef_m_s;
  // F P F': what stands for velocities is added, times t, to what stands for positions; first rows, then columns.
  Matrix<6, 6>& p = to.covariance;
  for (int i = 0; i < 3; ++i)
    for (int k = 0; k < 6; ++k) p(i, k) += t * p(i + 3, k);
  for (int i = 0; i < 6; ++i)
    for (int k = 0; k < 3; ++k) p(i, k) += t * p(i, k + 3);
  const double noise = q_m2_s3 * std::fabs(t);
  for (int i = 0; i < 3; ++i) {
    to.covariance(i, i) += noise * t * t / 3.0;
    to.covariance(i, i + 3) += noise * t / 2.0;
    to.covariance(i + 3, i) += noise * t / 2.0;
    to.covariance(i + 3, i + 3) += noise;
  }
  return to;
}

FusionOutcome fuse(FusedTrack& mine, const FusedTrack& other, double q_m2_s3, FusionCriterion criterion) {
  if (contains(mine, other)) return FusionOutcome::nothing_new;
  if (contains(other, mine)) {
    const Track kept = mine.track;
    mine = other;
    mine.track.number = kept.number;
    mine.track.owner = kept.owner;
    return FusionOutcome::replaced;
  }
  const Time time = std::max(mine.track.time, other.track.time);
  const Track a = brought_to(mine.track, time, q_m2_s3), b = brought_to(other.track, time, q_m2_s3);
  FusedEstimate<6> both;
  if (!covariance_intersection(state_of(a), a.covariance, state_of(b), b.covariance, criterion, both))
    return FusionOutcome::refused;
  mine.track.time = time;
  mine.track.p_ecef_m = {both.x(0, 0), both.x(1, 0), both.x(2, 0)};
  mine.track.v_ecef_m_s = {both.x(3, 0), both.x(4, 0), both.x(5, 0)};
  mine.track.covariance = both.covariance;
  mine.track.confirmed |= other.track.confirmed;
  add_origins(mine.origins, other.origins);
  return FusionOutcome::fused;
}

}  // namespace cupola
