#include "command/belief_fusion.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "command/correlation.hpp"
#include "command/kinematics.hpp"
#include "command/remote_tracks.hpp"
#include "tracking/symmetric3.hpp"
#include "tracking/track_fusion.hpp"

namespace cupola {

namespace {

constexpr double kAccelerationDensity_m2_s3 = 75.0;
// Chi-square, 95 %, three degrees of freedom. Correlation is generous, so that one target is not shot at as two;
// here a wrong partner costs more than a right one left out.
constexpr double kAgree3 = 7.815;
constexpr double kStale_s = 10.0;  // what was told so long before the own track adds guesses

constexpr double kWorthwhile = 0.81;  // a volume smaller by a tenth, squared

/// The weight of the first of two covariances of position in their intersection of least volume; 1 or 0 where
/// one of them alone is as good, or nearly. `contained`: all of the first is in the second already, which then stands
/// alone wherever it adds anything.
double weight_of_first(const Symmetric3& first, const Symmetric3& second, bool contained) {
  const Inverse3 a = invert(first), b = invert(second);
  const Symmetric3 difference = a.inverse + -1.0 * b.inverse;
  // Of the logarithm of the volume, where the intersection is `c`: never falls with the weight.
  const auto slope_at = [&](const Symmetric3& c) {
    return -(c.xx * difference.xx + c.yy * difference.yy + c.zz * difference.zz +
             2.0 * (c.xy * difference.xy + c.xz * difference.xz + c.yz * difference.yz));
  };
  if (slope_at(first) <= 0.0) return 1.0;
  if (slope_at(second) >= 0.0) return 0.0;
  const bool first_better = a.determinant <= b.determinant;
  if (contained && !first_better) return 0.0;
  const auto slope = [&](double w) {
    return slope_at(invert(w * a.inverse + (1.0 - w) * b.inverse).inverse);
  };
  double low = 0.0, high = 1.0;
  for (int i = 0; i < 7; ++i) {  // to 1 %: any weight is consistent
    const double w = 0.5 * (low + high);
    (slope(w) > 0.0 ? high : low) = w;
  }
  const double w = 0.5 * (low + high);
  const double volume2 = 1.0 / invert(w * a.inverse + (1.0 - w) * b.inverse).determinant;
  if (volume2 < kWorthwhile * (first_better ? a.determinant : b.determinant)) return contained ? 0.0 : w;
  return first_better ? 1.0 : 0.0;
}

/// The intersection with that weight; false where a covariance is not positive definite.
bool intersect(const Track& a, const Track& b, double weight, Track& out) {
  Matrix<6, 6> by_a, by_b;
  if (!invert_spd(a.covariance, by_a) || !invert_spd(b.covariance, by_b)) return false;
  const auto state = [](const Track& t) {
    return Vector<6>{
        {t.p_ecef_m.x, t.p_ecef_m.y, t.p_ecef_m.z, t.v_ecef_m_s.x, t.v_ecef_m_s.y, t.v_ecef_m_s.z}};
  };
  for (int i = 0; i < 36; ++i) {
    by_a.m[i] *= weight;
    by_b.m[i] *= 1.0 - weight;
  }
  if (!invert_spd(by_a + by_b, out.covariance)) return false;
  const Vector<6> x = out.covariance * (by_a * state(a) + by_b * state(b));
  out.time = a.time;
  out.p_ecef_m = {x(0, 0), x(1, 0), x(2, 0)};
  out.v_ecef_m_s = {x(3, 0), x(4, 0), x(5, 0)};
  return true;
}

Track at_time(const Track& track, bool ballistic, Time time) {
  if (track.time == time) return track;
  Track then = brought_to(track, time, kAccelerationDensity_m2_s3);
  const BelievedState state = extrapolated_state(track, ballistic, time);
  then.p_ecef_m = state.p_ecef_m;
  then.v_ecef_m_s = state.v_ecef_m_s;
  return then;
}

using Origins = std::span<const TrackOrigin>;

TrackOrigin itself(const Track& track) { return {track.owner, track.number, track.time}; }

/// What a track is made of: of itself where it names no others. `alone` stands for that, and must outlive the answer.
Origins origins_or(const std::vector<TrackOrigin>& named, const TrackOrigin& alone) {
  return named.empty() ? Origins(&alone, 1) : Origins(named);
}

std::vector<TrackOrigin> copied(Origins origins) { return {origins.begin(), origins.end()}; }

/// Is all that was told in `mine` already, as new? Of a track told by itself, the common case.
bool contains(Origins mine, Origins told) {
  return std::all_of(told.begin(), told.end(), [&mine](const TrackOrigin& origin) {
    return std::any_of(mine.begin(), mine.end(), [&origin](const TrackOrigin& m) {
      return m.post == origin.post && m.number == origin.number && m.newest >= origin.newest;
    });
  });
}

std::vector<TrackOrigin> united(std::vector<TrackOrigin> mine, Origins told) {
  for (const TrackOrigin& origin : told) {
    const auto same = std::find_if(mine.begin(), mine.end(), [&origin](const TrackOrigin& m) {
      return m.post == origin.post && m.number == origin.number;
    });
    if (same == mine.end())
      mine.push_back(origin);
    else
      same->newest = std::max(same->newest, origin.newest);
  }
  return mine;
}

/// Copies of a belief share what they were made of until one of them changes.
BeliefFusion& own_copy(TrackBelief& belief) {
  if (!belief.fusion || belief.fusion.use_count() > 1)
    belief.fusion = std::make_shared<BeliefFusion>(belief.fusion ? *belief.fusion : BeliefFusion{});
  return *belief.fusion;
}

BeliefFusion& begun(TrackBelief& belief) {
  BeliefFusion& fusion = own_copy(belief);
  if (!belief.fused) fusion.base = belief.track;
  belief.fused = true;
  return fusion;
}

/// The numbers and names of the belief stay.
void put(const Track& state, TrackBelief& belief) {
  Track& track = belief.track;
  track.time = state.time;
  track.p_ecef_m = state.p_ecef_m;
  track.v_ecef_m_s = state.v_ecef_m_s;
  track.covariance = state.covariance;
}

}  // namespace

bool take_told(TrackBelief& belief, const Track& told, const std::vector<TrackOrigin>& told_origins) {
  const double later_s = (told.time - belief.track.time).seconds();
  if (later_s < -kStale_s) return false;
  const TrackOrigin told_alone = itself(told), mine_alone = itself(belief.track);
  const Origins origins = origins_or(told_origins, told_alone);
  const Origins mine =
      belief.fused ? Origins(belief.fusion->origins) : origins_or(belief.told_origins, mine_alone);
  // What costs most, the weight, is asked last.
  if (contains(mine, origins) || distance_at(belief.track, told, kAgree3) < 0.0) return false;
  const double q = kAccelerationDensity_m2_s3;
  const double weight = weight_of_first(
      upper(position_covariance_after(belief.track, std::max(later_s, 0.0), q)),
      upper(position_covariance_after(told, std::max(-later_s, 0.0), q)), contains(origins, mine));
  if (weight == 1.0) return false;
  const Time time = std::max(belief.track.time, told.time);
  const Track told_then = at_time(told, belief.ballistic(), time);
  if (weight == 0.0) {
    BeliefFusion& fusion = begun(belief);
    put(told_then, belief);
    fusion.origins.assign(origins.begin(), origins.end());
    return true;
  }
  Track both = told_then;
  if (!intersect(at_time(belief.track, belief.ballistic(), time), told_then, weight, both)) return false;
  std::vector<TrackOrigin> of = united(copied(mine), origins);
  BeliefFusion& fusion = begun(belief);
  put(both, belief);
  fusion.origins = std::move(of);
  return true;
}

void leave_told(TrackBelief& belief) {
  if (belief.fused) put(belief.fusion->base, belief);
  belief.fused = false;
}

std::vector<TrackOrigin> origins_of(const TrackBelief& belief) {
  if (belief.fused) return belief.fusion->origins;
  return belief.remote ? copied(origins_or(belief.told_origins, itself(belief.track)))
                       : std::vector<TrackOrigin>{};
}

}  // namespace cupola
