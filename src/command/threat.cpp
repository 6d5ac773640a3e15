#include "command/threat.hpp"

#include <algorithm>
#include <cmath>

#include "command/kinematics.hpp"

namespace cupola {

namespace {

constexpr double kNear_m = 10'000.0, kSoon_s = 120.0;
constexpr double kThreatens_m = 10'000.0, kDoubtMost_m = 20'000.0;

double doubt_m(const ThreatTrack& track, double time_s) {
  const double drift_m = track.velocity_sd_m_s * time_s;
  return std::min(std::sqrt(track.position_sd_m * track.position_sd_m + drift_m * drift_m), kDoubtMost_m);
}

}  // namespace

ClosestApproach closest_approach(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, const Vec3& p_asset_ecef_m) {
  const Vec3 up = vertical_at(p_asset_ecef_m);
  const Vec3 from = p_ecef_m - p_asset_ecef_m;
  const Vec3 d = from - dot(from, up) * up;
  const Vec3 v = v_ecef_m_s - dot(v_ecef_m_s, up) * up;
  const double closing = -dot(d, v), speed2 = dot(v, v);
  if (closing <= 0.0 || speed2 <= 0.0) return {0.0, norm(d)};
  const double time_s = closing / speed2;
  return {time_s, norm(d + time_s * v)};
}

double threat_score(double value, double beyond_radius_m, double time_to_go_s) {
  const double nearness = beyond_radius_m / kNear_m;
  return value / ((1.0 + nearness * nearness) * (1.0 + time_to_go_s / kSoon_s));
}

ThreatEstimate evaluate_threat(const ThreatTrack& track, const std::vector<KnownAsset>& assets,
                               double ground_hae_m) {
  ImpactPoint impact;
  if (track.ballistic) impact = predict_impact(track.p_ecef_m, track.v_ecef_m_s, ground_hae_m);
  ThreatEstimate most;
  for (const KnownAsset& asset : assets) {
    const ClosestApproach approach =
        track.ballistic ? ClosestApproach{impact.time_s, norm(impact.p_ecef_m - asset.p_ecef_m)}
                        : closest_approach(track.p_ecef_m, track.v_ecef_m_s, asset.p_ecef_m);
    const double beyond_m = std::max(approach.distance_m - asset.radius_m, 0.0);
    if (beyond_m > kThreatens_m + doubt_m(track, approach.time_s)) continue;
    const double score = threat_score(asset.value, beyond_m, approach.time_s);
    if (most.threatens && score <= most.score) continue;
    most = {true, approach.time_s, approach.distance_m, score};
  }
  return most;
}

}  // namespace cupola
