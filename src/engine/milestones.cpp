#include "engine/milestones.hpp"

#include <algorithm>
#include <limits>

namespace cupola {

namespace {

/// Where ranges are counted from.
std::vector<Vec3> origins(const Scenario& scenario) {
  std::vector<Vec3> guidance, all;
  for (const RadarSite& radar : scenario.radars) {
    if (radar.carrier.valid() || radar.station.later()) continue;
    all.push_back(to_ecef(radar.antenna));
    if (radar.fire_unit.valid()) guidance.push_back(all.back());
  }
  return guidance.empty() ? all : guidance;
}

double nearest_m(const std::vector<Vec3>& origins_ecef_m, const Vec3& p_ecef_m) {
  double least = std::numeric_limits<double>::max();
  for (const Vec3& origin : origins_ecef_m) least = std::min(least, norm(p_ecef_m - origin));
  return origins_ecef_m.empty() ? 0.0 : least;
}

constexpr Duration kStep{10'000'000'000};

}  // namespace

double farthest_threat_m(const Scenario& scenario) {
  const std::vector<Vec3> from = origins(scenario);
  const Time end = scenario.start + scenario.duration;
  double most = 0.0;
  for (const Platform& platform : scenario.platforms) {
    if (platform.side != Side::hostile) continue;
    std::size_t cursor = 0;
    const Time last = std::min(platform.path.end(), end);
    for (Time t = std::max(platform.path.begin(), scenario.start); t <= last; t = t + kStep)
      most = std::max(most, nearest_m(from, platform.path.at(t, cursor).p_ecef_m));
  }
  return most;
}

std::vector<Milestones> milestones_of(const Scenario& scenario, const std::vector<ThreatFacts>& facts) {
  const std::vector<Vec3> from = origins(scenario);
  std::vector<Milestones> all(facts.size());
  for (const Platform& platform : scenario.platforms) {
    if (platform.side != Side::hostile) continue;
    const ThreatFacts& f = facts[platform.id.index()];
    const Time times[kMilestoneCount] = {f.first_detection, f.first_track, f.first_identity, f.first_launch,
                                         f.first_intercept};
    std::size_t cursor = 0;
    for (int i = 0; i < kMilestoneCount; ++i) {
      if (times[i] == kNever) continue;
      // A track of it may be fired at when it is there no more.
      const Time there = std::min(times[i], platform.path.end());
      all[platform.id.index()][static_cast<std::size_t>(i)] = {
          times[i], nearest_m(from, platform.path.at(there, cursor).p_ecef_m)};
    }
  }
  return all;
}

}  // namespace cupola
