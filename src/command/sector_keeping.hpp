#pragma once

#include "command/launch_window.hpp"
#include "command/order_of_battle.hpp"
#include "core/time.hpp"
#include "messages/status.hpp"

namespace cupola {

/// Where a guidance radar faces, as its post believes.
///
/// One sector at a time: it is turned only while nothing needs it where it faces.
class SectorKeeping {
 public:
  explicit SectorKeeping(const KnownRadar& radar);  ///< which must outlive it
  explicit SectorKeeping(KnownRadar&&) = delete;

  const GuidanceLimits& limits() const { return limits_; }
  bool whole_circle() const { return limits_.whole_circle; }
  double centre_rad() const { return centre_rad_; }
  Time ready_at() const { return ready_at_; }
  bool up() const { return up_; }

  /// Does the sector hold this place?
  bool holds(const Vec3& p_ecef_m) const;
  /// How long a turn would take that brings an azimuth into the middle.
  double turn_time_s(double centre_rad) const;
  void turn(double centre_rad, Time now);
  /// As the radar reports.
  void take(const Status& status);

 private:
  const KnownRadar* radar_;
  double centre_rad_;
  Time ready_at_{INT64_MIN};
  bool up_ = true;
  GuidanceLimits limits_;
};

/// The azimuth midway between where a target is and where it would be met, from a radar.
double azimuth_between(const LocalFrame& frame, const Vec3& p_now_ecef_m, const Vec3& p_meeting_ecef_m);

}  // namespace cupola
