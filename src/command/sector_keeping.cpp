#include "command/sector_keeping.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"

namespace cupola {

SectorKeeping::SectorKeeping(const KnownRadar& radar)
    : radar_(&radar),
      centre_rad_(radar.sector_centre_rad),
      limits_(guidance_limits(radar, radar.sector_centre_rad)) {}

bool SectorKeeping::holds(const Vec3& p_ecef_m) const {
  if (limits_.whole_circle) return true;
  const Vec3 enu = radar_->frame.enu_from_ecef(p_ecef_m);
  return in_sector(limits_, enu.x, enu.y);
}

double SectorKeeping::turn_time_s(double centre_rad) const {
  const double rate = radar_->type.sector_turn_rate_rad_s;
  if (limits_.whole_circle || rate <= 0.0) return 0.0;
  return std::fabs(math::wrap_pi(centre_rad - centre_rad_)) / rate;
}

void SectorKeeping::turn(double centre_rad, Time now) {
  ready_at_ = now + Duration::seconds(turn_time_s(centre_rad));
  centre_rad_ = centre_rad;
  limits_ = guidance_limits(*radar_, centre_rad);
}

void SectorKeeping::take(const Status& status) {
  up_ = status.up;
  ready_at_ = status.until;
  if (limits_.whole_circle || status.sector_centre_rad == centre_rad_) return;
  centre_rad_ = status.sector_centre_rad;
  limits_ = guidance_limits(*radar_, centre_rad_);
}

double azimuth_between(const LocalFrame& frame, const Vec3& p_now_ecef_m, const Vec3& p_meeting_ecef_m) {
  const Vec3 a = frame.enu_from_ecef(p_now_ecef_m), b = frame.enu_from_ecef(p_meeting_ecef_m);
  const double azimuth_a = math::atan2(a.x, a.y), azimuth_b = math::atan2(b.x, b.y);
  const double middle = azimuth_a + 0.5 * math::wrap_pi(azimuth_b - azimuth_a);
  return middle < 0.0 ? middle + 2.0 * math::kPi : middle;
}

}  // namespace cupola
