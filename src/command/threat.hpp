#pragma once

#include <vector>

#include "command/order_of_battle.hpp"
#include "core/vec3.hpp"

namespace cupola {

/// Where straight flight passes a point, in the horizontal plane at that point.
struct ClosestApproach {
  double time_s = 0.0;      ///< from now; 0 where it recedes
  double distance_m = 0.0;  ///< at that time
};

/// When does a target pass nearest to a place, and how far off?
/// Model      straight flight in the earth-fixed frame, seen in the horizontal plane at the place (Johansson,
///            Evaluating the Performance of TEWA Systems, 2010, ch. 3)
/// Returns    time 0 and the present distance where the target recedes or stands still
/// Checked by tests/threat.cpp
ClosestApproach closest_approach(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, const Vec3& p_asset_ecef_m);

/// What a track may do to what is defended.
struct ThreatEstimate {
  bool threatens = false;
  double time_to_go_s = 0.0;     ///< to the closest approach to, or impact near, the asset it threatens most
  double miss_distance_m = 0.0;  ///< from that asset then
  double score = 0.0;            ///< value times nearness times urgency, for ranking only: no probability
};

/// A track as the evaluation sees it.
struct ThreatTrack {
  Vec3 p_ecef_m, v_ecef_m_s;
  double position_sd_m = 0.0, velocity_sd_m_s = 0.0;
  bool ballistic = false;
};

/// How much does a track threaten, whom, and when?
/// Model      score = V f(d) g(t) for each asset, the largest counts: V its value, d the miss distance beyond
///            its radius at the closest approach (ballistic: at the vacuum impact point) and t the time to
///            it, f = 1 / (1 + (d / 10 km)^2), g = 1 / (1 + t / 120 s); a threat where d is within 10 km and
///            the uncertainty of d (track covariance carried to t, at most 20 km)
/// Returns    falls with d and with t, rises with V
/// Holds for  ranking targets; the constants are assumed
/// Leaves out turns to come, stand-off weapons that reach beyond 10 km
/// Random     none
/// Checked by tests/threat.cpp
ThreatEstimate evaluate_threat(const ThreatTrack& track, const std::vector<KnownAsset>& assets,
                               double ground_hae_m);

/// The score of one asset: separate, so that its monotony can be seen.
double threat_score(double value, double beyond_radius_m, double time_to_go_s);

}  // namespace cupola
