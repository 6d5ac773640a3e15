#pragma once

#include <limits>
#include <memory>
#include <vector>

#include "analysis/approach.hpp"
#include "analysis/coverage_reach.hpp"
#include "analysis/footprint.hpp"
#include "command/order_of_battle.hpp"
#include "sensing/look_batch.hpp"

namespace cupola {

/// One defence that is asked whether it can meet a target on its way to a place (footprint.hpp has the model).
class FootprintDefence {
 public:
  static constexpr int kInstants = 128;  ///< of a path, from its end backwards
  static constexpr double kNever_s = -std::numeric_limits<double>::infinity();

  /// `scenario` has one platform, the target; it and the tables must outlive it.
  FootprintDefence(const Scenario& scenario, const std::vector<FlyoutTable>& tables,
                   const CoverageQuestion& question);

  /// Room for one worker.
  struct Scratch {
    explicit Scratch(const FootprintDefence& defence)
        : batch(kInstants), first(defence.looks_.size()), guided(defence.looks_.size()) {}
    LookBatch batch;
    std::vector<ApproachPoint> points;  // at kInstants even instants
    std::vector<Motion> motions;
    std::vector<double> pd;
    struct Known {
      bool known = false;
      double s = 0.0;
    };
    std::vector<Known> first, guided;  // by radar that looks: when it first sees it, as it faces and turned
  };

  FootprintVerdict verdict(const Approach& approach, Scratch& at) const;

 private:
  struct Shooter {
    const CoverageReach::Shooter* reach;
    std::vector<std::size_t> watchers;  // radars that tell its post, or a post above it
    std::size_t guide;
    bool needs_radar;
    double reaction_s, guide_looks_s, guide_pd, intercept_most_m;
    std::vector<KnownZone> zones;
  };
  void add(const CoverageReach::Shooter& shooter);
  std::vector<RadarId> heard_by(PostId post) const;
  /// How the guidance radar has the target on its way, at kInstants instants: so long before the place it has been in
  /// view without a gap until then (never where it is not), and in which direction.
  struct View {
    bool needed = false;  ///< by rounds that need their radar
    double step_s = 0.0, width_rad = 0.0;
    std::vector<double> since_s, azimuth_rad;
  };
  View view_of(const Shooter& shooter, const Approach& approach, const Scratch& at) const;
  /// From when on the guidance radar leads a round to a meeting: with the target in view without a gap, for
  /// semi-active rounds until the meeting, for others until the launch. Never, where the way from the order to the
  /// meeting takes more than the sector that the array turns to at the order.
  double led_since_s(const Shooter& shooter, const View& view, double meeting_s, double launch_s) const;
  struct LastLaunch {
    bool meets = false;         ///< led or not
    double to_go_s = kNever_s;  ///< of those that are led
    double led_s = 0.0;         ///< of the first launch at the same meeting that would be led
  };
  LastLaunch last_launch(const Shooter& shooter, const Approach& approach, const Scratch& at) const;
  double flight_s(const Shooter& shooter, const ApproachPoint& point) const;
  double first_seen_s(std::size_t radar, bool turned, double pd_least, const Approach& approach,
                      Scratch& at) const;
  double seen_s(std::size_t radar, const Approach& approach, Scratch& at) const;
  double turn_s(const Shooter& shooter, const Approach& approach, double to_go_s) const;
  void judge(const Shooter& shooter, const Approach& approach, Scratch& at, FootprintVerdict& best) const;

  const Scenario* scenario_;
  bool ballistic_;
  double at_least_;
  CoverageReach reach_;
  std::vector<CoverageLooks> looks_;
  std::vector<double> track_pd_, track_s_;  // by radar that looks: what a track asks of a look, and takes
  std::vector<Shooter> shooters_;
};

}  // namespace cupola
