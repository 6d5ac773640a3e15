#include "flight/flyout.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "core/math.hpp"
#include "earth/geodetic.hpp"
#include "flight/drag.hpp"
#include "flight/flyout_template.hpp"
#include "flight/gravity.hpp"

namespace cupola {
namespace {

constexpr double kEjectionSpeed_m_s = 25.0;  // assumed: cold launch out of a canister

// The step's constants are those of the rooms they come from.
static_assert(flyout::kSemiMajor_m == kWgs84SemiMajor_m && flyout::kFlattening == kWgs84Flattening);
static_assert(flyout::kGravity_m3_s2 == kEarthGravity_m3_s2 && flyout::kEarthTurn_rad_s == kEarthRate_rad_s);
static_assert(flyout::kOblatenessTerm == 1.5 * kEarthJ2 * kWgs84SemiMajor_m * kWgs84SemiMajor_m);
static_assert(flyout::kAirPerRadius_m == 1.0 / AirTable::kRadius_m);
static_assert(flyout::kAirPerStep_m == 1.0 / AirTable::kStep_m);
static_assert(flyout::kAirOffset == -AirTable::kBottom_m / AirTable::kStep_m);
static_assert(flyout::kAirLast == AirTable::kCount - 2);
static_assert(flyout::kDragCount == DragTable::kCount && flyout::kDragPerMach == 1.0 / DragTable::kStep);

double loft_angle_rad(const std::vector<std::array<double, 2>>& loft, double range_m) {
  if (loft.empty()) return 0.0;
  if (range_m <= loft.front()[0]) return loft.front()[1];
  for (std::size_t i = 1; i < loft.size(); ++i)
    if (range_m < loft[i][0]) {
      const double w = (range_m - loft[i - 1][0]) / (loft[i][0] - loft[i - 1][0]);
      return loft[i - 1][1] + w * (loft[i][1] - loft[i - 1][1]);
    }
  return loft.back()[1];
}

double flow_kg_s(double propellant_kg, double time_s) { return time_s > 0.0 ? propellant_kg / time_s : 0.0; }

lanes::Triad<double> triad(const Vec3& a) { return {a.x, a.y, a.z}; }

lanes::FlyoutNumbers<double> numbers(const FlyoutFigures& f, const double* curves, const double* air) {
  return {{f.phase_end_s[0], f.phase_end_s[1]},
          {f.mass_flow_kg_s[0], f.mass_flow_kg_s[1], f.mass_flow_kg_s[2]},
          {f.thrust_n[0], f.thrust_n[1], f.thrust_n[2]},
          f.lateral_limit_m_s2,
          f.lift_area_m2,
          f.geoid_m,
          f.loft_per_m,
          0.0,
          flyout::kDragCount,
          curves,
          air};
}

/// Carries a state into the step's words, through `step`, and back.
template <class Step>
double stepped(FlyoutState& state, Step step) {
  lanes::FlyoutPoint<double> point{triad(state.p_ecef_m), triad(state.v_ecef_m_s), state.mass_kg,
                                   state.time_s};
  const double dt_s = step(point);
  state = {{point.p.x, point.p.y, point.p.z}, {point.v.x, point.v.y, point.v.z}, point.mass_kg, point.time_s};
  return dt_s;
}

/// How near does it come to a point that flies straight on from here for so long?
double passing_m(const Vec3& p, const Vec3& v, const Vec3& point, double most_s) {
  const double speed2 = dot(v, v);
  if (!(speed2 > 0.0)) return norm(point - p);
  const double closest_s = std::clamp(dot(point - p, v) / speed2, 0.0, most_s);
  return norm(point - p - closest_s * v);
}

}  // namespace

FlyoutLaw::FlyoutLaw(const InterceptorType& type, double geoid_undulation_m)
    : launch_mass_kg_(type.launch_mass_kg), air_(&AirTable::standard()) {
  const double area_m2 = 0.25 * math::kPi * type.diameter_m * type.diameter_m;
  FlyoutFigures& f = figures_;
  f.geoid_m = geoid_undulation_m;
  f.lateral_limit_m_s2 = type.lateral_limit_m_s2;
  f.lift_area_m2 = area_m2 * type.lift_coefficient_max;
  f.phase_end_s[0] = type.boost_time_s;
  f.phase_end_s[1] = type.boost_time_s + type.sustain_time_s;
  f.mass_flow_kg_s[0] = flow_kg_s(type.boost_propellant_kg, type.boost_time_s);
  f.mass_flow_kg_s[1] = flow_kg_s(type.sustain_propellant_kg, type.sustain_time_s);
  for (int i = 0; i < 3; ++i)
    f.thrust_n[i] = f.mass_flow_kg_s[i] * type.specific_impulse_s * flyout::kStandardGravity_m_s2;

  curves_ = DragTable(area_m2, type.drag_scale).values();
  const double loft_end_m = type.loft.empty() ? 1.0 : type.loft.back()[0];
  f.loft_per_m = (flyout::kLoftCount - 1) / loft_end_m;
  for (int i = 0; i < flyout::kLoftCount; ++i)
    curves_.push_back(math::tan(loft_angle_rad(type.loft, i / f.loft_per_m)));
}

FlyoutState FlyoutLaw::at_launch(const Vec3& p_launch_ecef_m, const Vec3& /*aim_ecef_m*/) const {
  const Matrix<3, 3> enu = LocalFrame::at(to_geodetic(p_launch_ecef_m)).ecef_to_enu;
  const Vec3 up{enu(2, 0), enu(2, 1), enu(2, 2)};
  return {p_launch_ecef_m, kEjectionSpeed_m_s * up, launch_mass_kg_, 0.0};
}

double FlyoutLaw::step_midcourse(FlyoutState& state, const Vec3& aim_ecef_m, double dt_s) const {
  const auto law = numbers(figures_, curves_.data(), air_->samples());
  return stepped(state, [&](lanes::FlyoutPoint<double>& point) {
    return lanes::flyout_step_midcourse(law, point, triad(aim_ecef_m), dt_s);
  });
}

double FlyoutLaw::step_terminal(FlyoutState& state, const Vec3& p_target_ecef_m,
                                const Vec3& v_target_ecef_m_s, double dt_s) const {
  const auto law = numbers(figures_, curves_.data(), air_->samples());
  return stepped(state, [&](lanes::FlyoutPoint<double>& point) {
    return lanes::flyout_step_terminal(law, point, triad(p_target_ecef_m), triad(v_target_ecef_m_s), dt_s);
  });
}

double FlyoutLaw::step_straight(FlyoutState& state, double dt_s) const {
  const auto law = numbers(figures_, curves_.data(), air_->samples());
  return stepped(state, [&](lanes::FlyoutPoint<double>& point) {
    return lanes::flyout_step_straight(law, point, dt_s);
  });
}

FlightTo::FlightTo(const FlyoutState& state, const Vec3& aim_ecef_m, double burn_out_s, double end_speed_m_s,
                   double life_s, double step_s)
    : state_(state),
      aim_ecef_m_(aim_ecef_m),
      burn_out_s_(burn_out_s),
      end_speed_m_s_(end_speed_m_s),
      life_s_(life_s),
      step_s_(step_s),
      flies_(state.time_s < life_s) {}

void FlightTo::take(const FlyoutState& after, double stepped_s) {
  const FlyoutState before = state_;
  state_ = after;
  const Vec3 line = aim_ecef_m_ - state_.p_ecef_m;
  const double closing = dot(line, state_.v_ecef_m_s), speed2 = dot(state_.v_ecef_m_s, state_.v_ecef_m_s);
  turned_ = turned_ || closing > 0.5 * std::sqrt(speed2 * dot(line, line));

  // Past the closest approach: back along the velocity to it. A law that steers at the point asks for ever sharper turns
  // on the way past it, and a step that ends there may have thrown an agile round off: what counts is how near it came, on
  // its way into the step or out of it.
  if (turned_ && closing <= 0.0) {
    const double back_s = closing / speed2;
    arrival_.miss_m = std::min(norm(line - back_s * state_.v_ecef_m_s),
                               passing_m(before.p_ecef_m, before.v_ecef_m_s, aim_ecef_m_, stepped_s));
    arrival_.time_s = state_.time_s + (back_s > -stepped_s ? back_s : -stepped_s);
    arrival_.speed_m_s = std::sqrt(speed2);
    arrival_.reached = arrival_.miss_m < kArrivalRadius_m && arrival_.speed_m_s >= end_speed_m_s_;
    flies_ = false;
    return;
  }
  const bool slow = speed2 < end_speed_m_s_ * end_speed_m_s_;
  flies_ = state_.time_s < life_s_ && !(slow && state_.time_s > burn_out_s_);
}

Arrival fly_to(const FlyoutLaw& law, const FlyoutState& state, const Vec3& aim_ecef_m, double end_speed_m_s,
               double life_s, double step_s) {
  FlightTo flight(state, aim_ecef_m, law.burn_out_s(), end_speed_m_s, life_s, step_s);
  while (flight.wants_step()) {
    FlyoutState after = flight.state();
    const double stepped_s = law.step_midcourse(after, aim_ecef_m, flight.step_s());
    flight.take(after, stepped_s);
  }
  return flight.arrival();
}

}  // namespace cupola
