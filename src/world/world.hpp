#pragma once

#include <cstddef>
#include <vector>

#include "core/random.hpp"
#include "core/time.hpp"
#include "scenario/scenario.hpp"
#include "world/failures.hpp"
#include "world/radar_state.hpp"
#include "world/readiness_luck.hpp"
#include "world/relocations.hpp"
#include "world/segment_lanes.hpp"
#include "world/signature.hpp"

namespace cupola {

/// The truth about platforms and radars during one replicate. Motion is a closed form of time; what changes
/// is who is alive and how the radars stand.
/// Random     Purpose::readiness and Purpose::scan_phase, by radar name: is it up at the start, where does
///            it point then; of an element that is not ready, how long each radar warms up; readiness_luck.hpp,
///            relocations.hpp and failures.hpp
/// Checked by tests/world_test.cpp, tests/readiness_luck_test.cpp, tests/relocations_test.cpp
class World {
 public:
  World(const Scenario& scenario, ReplicateKey key);

  const Scenario& scenario() const { return *scenario_; }

  // Platforms.
  struct Stay {
    Time from, until;
  };
  /// When it is there: from its start until it is dead, gone, or has ended.
  const Stay& stay(PlatformId id) const { return stays_[id.index()]; }
  /// At t it has started, is neither dead nor gone, and has not ended.
  bool present(PlatformId id, Time t) const { return stay(id).from <= t && t < stay(id).until; }
  /// It is there at some time in [begin, end].
  bool present_within(PlatformId id, Time begin, Time end) const {
    return stay(id).from <= end && begin < stay(id).until;
  }
  /// Eights, as SegmentLanes has them, of whom somebody may be there at t: neither before the first of them
  /// nor after the last.
  void eights_present(Time t, std::vector<std::uint32_t>& eights) const;
  bool dead(PlatformId id) const { return death_[id.index()] != kNever; }
  /// Dead from t on, the earliest death counts; and whatever it would still have released never sets out.
  void kill(PlatformId id, Time t);
  const std::vector<PlatformId>& released() const { return released_; }   ///< all that have a carrier
  bool sets_out(PlatformId id) const { return stay(id).from != kNever; }  ///< as far as is known by now
  Time death_time(PlatformId id) const { return death_[id.index()]; }     ///< kNever while alive
  void leave(PlatformId id, Time t);  ///< gone from t on, though not dead: it has got where it was going
  Motion motion(PlatformId id, Time t) const;
  void motions_at(Time t, std::vector<Motion>& motions) const;  ///< of all platforms, by PlatformId
  /// The cubics that the platforms of these eights fly at t, for kernels; good until the next call.
  const SegmentLanes& segments_at(Time t, const std::vector<std::uint32_t>& eights) const;
  const SegmentLanes& segments() const { return lanes_; }  ///< as they were last asked for

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

  // Elements that are not simply ready, by their place in Scenario::activations.
  /// When an element that is alerted now can warm up; kNever: it has been alerted already, or was on.
  Time alert(std::uint32_t element, Time now);
  Time stands_at(std::uint32_t element) const { return elements_[element].stands_at; }
  const std::vector<RadarId>& radars_of(std::uint32_t element) const { return elements_[element].radars; }
  void stand_up(std::uint32_t element, Time t);  ///< its radars warm up, and are on duty for good
  double crew_delay_s(FireUnitId unit) const;    ///< on top of the reaction time

  // Duty.
  Time next_duty_change(RadarId id, Time t) const;  ///< after t; kNever: none
  void keep_duty(RadarId id, Time t);               ///< on or silent, as the hour has it

  // Failures, by their place in Scenario::failing.
  Time next_failure_change(std::size_t part) const { return failures_.next_change(part); }
  bool part_is_down(std::size_t part) const { return failures_.down(part); }
  void break_down_or_mend(std::size_t part, Time t);
  bool launcher_up(LauncherId id) const {
    return !lost(id) && (launcher_faults_.empty() || launcher_faults_[id.index()] == 0);
  }

  // Fire units that move.
  const Relocations& relocations() const { return relocations_; }
  Relocations& relocations() { return relocations_; }
  /// It is a radar of a place to which its fire unit does not belong now; false where nobody moves.
  bool elsewhere(RadarId id) const { return !elsewhere_.empty() && elsewhere_[id.index()]; }
  /// Its radars are silent from now on, and take no orders.
  void stow(std::uint32_t relocation);
  /// It stands at its next place: with what still works, as the schedules of its radars have it now.
  void stand_at_next(std::uint32_t relocation, Time t);

  // What strikes put out of action, for the rest.
  void destroy(const GroundTarget& target);
  bool works(PostId id) const { return !posts_lost_[id.index()]; }
  bool lost(LauncherId id) const { return launchers_lost_[id.index()]; }

 private:
  struct Element {
    std::vector<RadarId> radars;
    ActivationLuck luck;
    Time stands_at = kNever;
    bool alerted = false;  ///< or on from the start
  };
  Stay stay_of_eight(std::size_t eight) const;
  void set_up_elements(ReplicateKey key);
  void set_up_duty(ReplicateKey key);
  void set_up_failures();
  void set_up_stations(ReplicateKey key);
  RadarId sensor(std::size_t index) const { return {static_cast<std::uint32_t>(index)}; }

  const Scenario* scenario_;
  std::vector<Time> death_;
  std::vector<Stay> stays_, stays_of_eights_;  // of an eight: from its first to its last
  std::vector<PlatformId> released_;           // those that have a carrier
  std::vector<RadarState> radars_;
  std::vector<Element> elements_;
  std::vector<bool> launchers_lost_, posts_lost_;  // by LauncherId, by PostId
  std::vector<DutyPhase> duty_;                    // by RadarId; empty where nobody has any
  std::vector<bool> on_duty_;                      // likewise: it still is
  Relocations relocations_;
  std::vector<bool> elsewhere_;  // by RadarId; empty where nobody moves
  Failures failures_;
  std::vector<int> launcher_faults_;       // by LauncherId; empty where nothing fails
  mutable std::vector<PathReader> paths_;  // by PlatformId
  mutable SegmentLanes lanes_;
};

}  // namespace cupola
