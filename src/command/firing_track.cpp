#include "command/firing_track.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace cupola {

int LookHistory::seen(int most) const {
  const std::uint32_t kept = most >= kFiringLooksMost ? ~0u : (1u << std::max(most, 0)) - 1u;
  return std::popcount(seen_ & kept);
}

double error_after_m(const Track& track, double t_s) {
  const Matrix<6, 6>& p = track.covariance;
  double trace_m2 = 0.0;
  for (int i = 0; i < 3; ++i) trace_m2 += p(i, i) + t_s * (2.0 * p(i, i + 3) + t_s * p(i + 3, i + 3));
  return std::sqrt(std::max(trace_m2 / 3.0, 0.0));
}

bool of_fire_control_quality(const FiringTrack& asked, const LookHistory& looks, double look_interval_s,
                             const Track& track, Time now, double basket_m) {
  const int most = asked.looks_asked();
  const int seen = looks.seen(most);
  // A share of whole looks: 0.6 of 5 is 3, not a hair more.
  if (most > 0 && seen < asked.held_least * most - 1e-9) return false;
  if (asked.handover_error_most <= 0.0) return true;
  const int counted = most > 0 ? most : kFiringLooksMost;
  const int known = looks.looks(counted), held = looks.seen(counted);
  if (held == 0) return false;
  const double gap_s = look_interval_s * known / held;
  const double since_s = std::max((now - track.time).seconds(), 0.0);
  return error_after_m(track, std::max(gap_s, since_s)) <= asked.handover_error_most * basket_m;
}

}  // namespace cupola
