#pragma once

#include <cstddef>
#include <vector>

#include "core/random.hpp"
#include "core/time.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// A radar as it really is at this moment.
struct RadarState {
  Readiness readiness = Readiness::off;  ///< as it is now
  bool failed = false;
  double scan_phase_rad = 0.0;           ///< azimuth of the first face at the scenario's start (rotating)
  double sector_centre_rad = 0.0;        ///< where the array faces (sector); during a turn: where it will face
  Time turn_until;                       ///< end of the turn under way
  Time warm_until;                       ///< end of the warm-up under way
  bool radiating(Time t) const {
    return !failed && readiness == Readiness::ready && t >= warm_until && t >= turn_until;
  }
};

/// The truth about platforms and radars during one replicate. Motion is a closed form of time; what changes is who is
/// alive and how the radars stand.
class World {
 public:
  World(const Scenario& scenario, ReplicateKey key);

  const Scenario& scenario() const { return *scenario_; }

  // Platforms.
  bool present(PlatformId id, Time t) const;  ///< has started, is not dead, has not ended
  bool dead(PlatformId id) const;
  void kill(PlatformId id, Time t);           ///< dead from t on
  Time death_time(PlatformId id) const;       ///< kNever while alive
  Motion motion(PlatformId id, Time t) const;

  /// Radar cross-section (median, m2) that a radar band sees from a point, at the aspect of the velocity-aligned body.
  double rcs_m2(PlatformId id, Band band, const Motion& motion, const Vec3& p_observer_ecef_m) const;

  // Radars.
  const RadarState& radar(RadarId id) const { return radars_[id.index()]; }
  RadarState& radar(RadarId id) { return radars_[id.index()]; }
  void set_readiness(RadarId id, Readiness state, Time t);            ///< a standby or cold radar warms up first
  void turn_sector(RadarId id, double sector_centre_rad, Time t);     ///< takes the time of the turn

 private:
  const Scenario* scenario_;
  std::vector<Time> death_;
  std::vector<RadarState> radars_;
  mutable std::vector<std::size_t> cursors_;
};

}  // namespace cupola
