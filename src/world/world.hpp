#pragma once

#include <cstddef>
#include <vector>

#include "core/random.hpp"
#include "core/time.hpp"
#include "scenario/scenario.hpp"
#include "world/radar_state.hpp"
#include "world/segment_lanes.hpp"
#include "world/signature.hpp"

namespace cupola {

/// The truth about platforms and radars during one replicate. Motion is a closed form of time; what changes
/// is who is alive and how the radars stand.
/// Random     Purpose::readiness and Purpose::scan_phase, by radar name: is it up at the start, where does
///            it point then
/// Checked by tests/world_test.cpp
class World {
 public:
  World(const Scenario& scenario, ReplicateKey key);

  const Scenario& scenario() const { return *scenario_; }

  // Platforms.
  /// At t it has started, is neither dead nor gone, and has not ended.
  bool present(PlatformId id, Time t) const { return stay(id).from <= t && t < stay(id).until; }
  /// It is there at some time in [begin, end].
  bool present_within(PlatformId id, Time begin, Time end) const {
    return stay(id).from <= end && begin < stay(id).until;
  }
  bool dead(PlatformId id) const { return death_[id.index()] != kNever; }
  void kill(PlatformId id, Time t);  ///< dead from t on; the earliest death counts
  Time death_time(PlatformId id) const { return death_[id.index()]; }  ///< kNever while alive
  void leave(PlatformId id, Time t);  ///< gone from t on, though not dead: it has got where it was going
  Motion motion(PlatformId id, Time t) const;
  void motions_at(Time t, std::vector<Motion>& motions) const;  ///< of all platforms, by PlatformId
  /// The cubics that all platforms fly at t, for kernels; good until the next call.
  const SegmentLanes& segments_at(Time t) const;

  /// Radar cross-section (mean, m2) that a radar band sees from a point, at the aspect of the velocity-
  /// aligned body; the acceleration tells its bank, where it has a table.
  double rcs_m2(PlatformId id, Band band, const Motion& motion, const Vec3& p_observer_ecef_m,
                const Vec3& a_ecef_m_s2 = {}) const;

  // Radars, and passive sensors after them.
  const RadarState& radar(RadarId id) const { return radars_[id.index()]; }
  RadarState& radar(RadarId id) { return radars_[id.index()]; }
  /// Is it there? One that is carried is where its carrier is, and only while that is.
  bool radar_present(RadarId id, Time t) const { return radar_present_within(id, t, t); }
  bool radar_present_within(RadarId id, Time begin, Time end) const;  ///< all the time, ends included
  void set_readiness(RadarId id, Readiness state, Time t);         ///< a standby or cold radar warms up first
  void turn_sector(RadarId id, double sector_centre_rad, Time t);  ///< takes the time of the turn

 private:
  struct Stay {
    Time from, until;
  };
  const Stay& stay(PlatformId id) const { return stays_[id.index()]; }

  const Scenario* scenario_;
  std::vector<Time> death_;
  std::vector<Stay> stays_;  // from the begin of the path to its end, or to death or leave
  std::vector<RadarState> radars_;
  mutable std::vector<std::size_t> cursors_;
  mutable SegmentLanes lanes_;
};

}  // namespace cupola
