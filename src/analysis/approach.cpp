#include "analysis/approach.hpp"

#include <algorithm>
#include <cmath>

#include "command/kinematics.hpp"
#include "core/math.hpp"
#include "flight/ballistic.hpp"
#include "flight/flyout_table.hpp"

namespace cupola {

bool throw_arc(const Scenario& scenario, const PlatformType& target, const Geodetic& to, double range_m,
               ApproachLaw& law) {
  const GroundPlace from =
      GreatCircle({to.latitude_rad, to.longitude_rad}, law.from_rad, range_m).at(range_m);
  BallisticShot shot;
  shot.start = Time{0};
  shot.to = to;
  shot.from = {from.latitude_rad, from.longitude_rad, to.height_hae_m};
  BallisticField field;
  field.ballistic_coefficient_kg_m2 = target.ballistic_coefficient_kg_m2;
  field.geoid_undulation_m = scenario.earth.geoid_undulation_m;
  BallisticFlight flight = fly_ballistic(shot, field);
  if (flight.fault != BallisticFault::none) return false;
  law.arc = std::move(flight.path);
  law.arc_ends = LocalFrame::at(to);
  return true;
}

Approach::Approach(const Scenario& scenario, const CoverageGround& ground, const ApproachLaw& law,
                   const GroundPlace& place, double ground_msl_m)
    : ground_(&ground),
      law_(&law),
      undulation_m_(scenario.earth.geoid_undulation_m),
      ground_msl_m_(ground_msl_m),
      frame_(LocalFrame::at({place.latitude_rad, place.longitude_rad, ground_msl_m + undulation_m_})) {
  const auto [sin, cos] = math::sincos(law.from_rad);
  east_ = sin;
  north_ = cos;
}

double Approach::longest_s() const {
  return law_->ballistic() ? (law_->arc.end() - law_->arc.begin()).seconds() : law_->way_m / law_->speed_m_s;
}

ApproachPoint Approach::at(double to_go_s) const {
  return law_->ballistic() ? falling(to_go_s) : level(to_go_s);
}

ApproachPoint Approach::level(double to_go_s) const {
  const double range_m = law_->speed_m_s * to_go_s;
  const auto point_at = [&](double height_msl_m) {
    return point_over_ground_ecef_m(frame_, east_, north_, range_m, height_msl_m + undulation_m_);
  };
  ApproachPoint there;
  double ground_msl_m = ground_msl_m_;
  if (ground_->over_terrain()) {
    const Geodetic below = to_geodetic(point_at(ground_msl_m_));
    const auto height_m = ground_->ground_msl_m({below.latitude_rad, below.longitude_rad});
    there.at.asked = height_m.has_value();
    ground_msl_m = height_m.value_or(ground_msl_m_);
  }
  const Height& height = law_->height;
  there.at.height_msl_m = height.datum == Datum::agl   ? ground_msl_m + height.height_m
                          : height.datum == Datum::msl ? height.height_m
                                                       : height.height_m - undulation_m_;
  there.at.height_agl_m = there.at.height_msl_m - ground_msl_m;
  there.at.asked = there.at.asked && there.at.height_agl_m >= 0.0;
  there.at.p_ecef_m = there.motion.p_ecef_m = point_at(there.at.height_msl_m);
  // Level where it is, in the plane of the arc.
  const Vec3 back = transpose(frame_.ecef_to_enu) * Vec3{east_, north_, 0.0};
  const Vec3 up = vertical_at(there.at.p_ecef_m);
  const Vec3 ahead = dot(back, up) * up - back;
  there.motion.v_ecef_m_s = (law_->speed_m_s / norm(ahead)) * ahead;
  return there;
}

ApproachPoint Approach::falling(double to_go_s) const {
  const Motion m = law_->arc.at(law_->arc.end() - Duration::seconds(to_go_s));
  const LocalFrame& ends = law_->arc_ends;
  ApproachPoint there;
  there.motion.p_ecef_m = frame_.ecef_from_enu(ends.enu_from_ecef(m.p_ecef_m));
  there.motion.v_ecef_m_s = transpose(frame_.ecef_to_enu) * (ends.ecef_to_enu * m.v_ecef_m_s);
  there.at.p_ecef_m = there.motion.p_ecef_m;
  double ground_msl_m = ground_msl_m_;
  there.at.height_msl_m = height_hae_m(there.at.p_ecef_m) - undulation_m_;
  if (ground_->over_terrain()) {
    const Geodetic below = to_geodetic(there.at.p_ecef_m);
    ground_msl_m = ground_->ground_msl_m({below.latitude_rad, below.longitude_rad}).value_or(ground_msl_m_);
  }
  there.at.height_agl_m = there.at.height_msl_m - ground_msl_m;
  return there;
}

}  // namespace cupola
