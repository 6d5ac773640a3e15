#include "command/belief_fusion.hpp"

#include <algorithm>
#include <cmath>

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

/// Which of two covariances of position does their intersection of least volume take alone?
enum class Alone { neither, first, second };

Alone alone(const Symmetric3& first, const Symmetric3& second) {
  // The volume rises from an end of the weights where the trace of one by the other's inverse is at most 3.
  const auto trace_of = [](const Symmetric3& a, const Symmetric3& b) {
    return a.xx * b.xx + a.yy * b.yy + a.zz * b.zz + 2.0 * (a.xy * b.xy + a.xz * b.xz + a.yz * b.yz);
  };
  if (trace_of(first, invert(second).inverse) <= 3.0) return Alone::first;
  return trace_of(second, invert(first).inverse) <= 3.0 ? Alone::second : Alone::neither;
}

Track at_time(const Track& track, bool ballistic, Time time) {
  if (track.time == time) return track;
  Track then = brought_to(track, time, kAccelerationDensity_m2_s3);
  const BelievedState state = extrapolated_state(track, ballistic, time);
  then.p_ecef_m = state.p_ecef_m;
  then.v_ecef_m_s = state.v_ecef_m_s;
  return then;
}

std::vector<TrackOrigin> itself(const Track& track) { return {{track.owner, track.number, track.time}}; }

/// What a belief that is not fused is made of.
std::vector<TrackOrigin> alone_of(const TrackBelief& belief) {
  return belief.told_origins.empty() ? itself(belief.track) : belief.told_origins;
}

/// Is all that was told in `mine` already, as new? Of a track told by itself, the common case.
bool contains(const std::vector<TrackOrigin>& mine, const std::vector<TrackOrigin>& told) {
  return std::all_of(told.begin(), told.end(), [&mine](const TrackOrigin& origin) {
    return std::any_of(mine.begin(), mine.end(), [&origin](const TrackOrigin& m) {
      return m.post == origin.post && m.number == origin.number && m.newest >= origin.newest;
    });
  });
}

/// Copies of a belief share what they were made of until one of them changes.
BeliefFusion& own_copy(TrackBelief& belief) {
  if (!belief.fusion || belief.fusion.use_count() > 1)
    belief.fusion = std::make_shared<BeliefFusion>(belief.fusion ? *belief.fusion : BeliefFusion{});
  return *belief.fusion;
}

BeliefFusion& begun(TrackBelief& belief) {
  BeliefFusion& fusion = own_copy(belief);
  if (!fusion.on) {
    fusion.base = belief.track;
    fusion.origins = alone_of(belief);
    fusion.on = true;
  }
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
  if (distance_at(belief.track, told, kAgree3) < 0.0) return false;
  const bool fused_before = belief.fusion && belief.fusion->on;
  const double q = kAccelerationDensity_m2_s3;
  const Alone only = alone(upper(position_covariance_after(belief.track, std::max(later_s, 0.0), q)),
                           upper(position_covariance_after(told, std::max(-later_s, 0.0), q)));
  if (only == Alone::first) return false;

  const std::vector<TrackOrigin> origins = told_origins.empty() ? itself(told) : told_origins;
  if (contains(fused_before ? belief.fusion->origins : alone_of(belief), origins)) return false;
  BeliefFusion& fusion = begun(belief);
  const Time time = std::max(belief.track.time, told.time);
  if (only == Alone::second) {
    put(at_time(told, belief.ballistic(), time), belief);
    fusion.origins = origins;
    return true;
  }
  FusedTrack mine{at_time(belief.track, belief.ballistic(), time), fusion.origins};
  const FusedTrack other{at_time(told, belief.ballistic(), time), origins};
  if (fuse(mine, other, q) == FusionOutcome::refused) return false;
  put(mine.track, belief);
  fusion.origins = mine.origins;
  return true;
}

void leave_told(TrackBelief& belief) {
  if (!belief.fusion || !belief.fusion->on) return;
  put(belief.fusion->base, belief);
  own_copy(belief).on = false;
}

std::vector<TrackOrigin> origins_of(const TrackBelief& belief) {
  if (belief.fusion && belief.fusion->on) return belief.fusion->origins;
  return belief.remote ? alone_of(belief) : std::vector<TrackOrigin>{};
}

}  // namespace cupola
