#pragma once

#include <vector>

#include "analysis/coverage_look.hpp"
#include "flight/flyout_table.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// Where can a round of a fire unit meet a target?
/// Model      inside the zone of a round that it has loaded (slant range, height above ground and above sea,
///            speed of the target, keep-out), where the flyout table has a flight, and where its guidance
///            radar has line of sight (scenario/radar_sight.hpp), within its range and elevation limits; the
///            sector turns as needed (RULES 15, 17). Distances are those from the guidance radar
/// Leaves out whether the target is seen there (coverage.cpp), fire on remote data, reaction time, channels
/// Random     none
/// Checked by tests/coverage_reach.cpp
class CoverageReach {
 public:
  /// One flyout table for each weapon of the scenario, by WeaponTypeId; both must outlive it.
  CoverageReach(const Scenario& scenario, const std::vector<FlyoutTable>& tables);

  /// With any weapon that this radar guides?
  bool meets(RadarId guidance, const CoveragePoint& point, bool ballistic, double target_speed_m_s) const;
  /// A fire unit with one kind of round that it has loaded.
  struct Shooter {
    const FireUnitSite* unit;
    const RadarSite* radar;
    LocalFrame frame;
    const InterceptorType* weapon;
    const FlyoutTable* table;
    double keep_out_m, sine_min, sine_max;
  };
  const std::vector<Shooter>& shooters() const { return shooters_; }
  /// Seconds of flight to a place where it may meet the target, negative where it may not. `needs_radar`: false
  /// of rounds that may be fired on what others see (RULES 15).
  double flight_s(const Shooter& shooter, const CoveragePoint& point, bool ballistic, double target_speed_m_s,
                  bool needs_radar = true) const;
  /// Is a place within the limits and the view of the radar that guides?
  bool in_view(const Shooter& shooter, const CoveragePoint& point) const;
  const std::vector<RadarId>& guidance() const { return guidance_; }  ///< the radars that guide anything
  double range_most_m() const;
  bool empty() const { return shooters_.empty(); }

 private:
  bool seen_by_its_radar(const Shooter& shooter, const CoveragePoint& point, const Vec3& p_enu_m,
                         double slant_m, double ground_m) const;

  const Scenario* scenario_;
  std::vector<Shooter> shooters_;
  std::vector<RadarId> guidance_;
};

}  // namespace cupola
