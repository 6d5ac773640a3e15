#pragma once

#include <cstdint>
#include <vector>

#include "core/id.hpp"
#include "core/random.hpp"
#include "messages/cue.hpp"
#include "messages/plot.hpp"
#include "sensing/radar_model.hpp"
#include "world/world.hpp"

namespace cupola {

/// An end game whose outcome the guiding radar has not shown yet.
struct PendingEndGame {
  RadarId radar;
  TrackNumber track = 0;
  PlatformId platform;  ///< invalid: the round met nothing
  bool killed = false;
  Time due;
  std::uint64_t stream = 0, ordinal = 0;
};

/// What does the guiding radar show of a target that a round has been flown into?
/// Model      confusion figures of the radar: it shows a break-up with `call_kill_given_kill` where the
///            target died, with `call_kill_given_alive` where it did not, otherwise an intact target;
///            nothing before `assessment_delay`. A living target carries the mark on its next plot of that
///            radar, search or dwell, after that. A dead one, or none, makes no echo of its own any more:
///            the next dwell on the guiding track marks a plot of its own, debris at the place believed,
///            once, if that place is in sight and in coverage. Where a round met nothing, or one that lived
///            on and is gone since, there is debris only if the radar wrongly takes something for a break-up.
///            What has not been shown a minute after it was due is never shown.
/// Random     Purpose::assessment: (platform, radar), shot at this target; (radar), end games that met
///            nothing
/// Checked by tests/end_game_test.cpp
class EndGames {
 public:
  EndGames(const Scenario& scenario, ReplicateKey key);

  void note(RadarId guiding, TrackNumber track, PlatformId platform, bool killed, Time t,
            std::uint32_t shot_at_target);

  bool any() const { return !pending_.empty(); }
  /// What a plot that this platform stands behind shows; takes it off the list.
  EndGame mark(const World& world, RadarId radar, PlatformId platform, Time t);
  /// Debris in a dwell on this cue at its direction and range, if any is due: fills `plot`, names who it
  /// was.
  bool debris(const World& world, const RadarModel& radar, const Cue& cue, const Vec3& p_believed_enu_m,
              Time t, Plot& plot, PlatformId& platform);
  void forget_before(Time t);  ///< those due more than a minute ago

 private:
  bool died(const World& world, const PendingEndGame& end) const;
  bool broke_up(const World& world, const PendingEndGame& end) const;
  Polar misplaced(const RadarModel& radar, const PendingEndGame& end, const Polar& place) const;

  const Scenario* scenario_;
  ReplicateKey key_;
  std::vector<PendingEndGame> pending_;     // in order of note()
  std::vector<std::uint64_t> met_nothing_;  // by RadarId
};

}  // namespace cupola
