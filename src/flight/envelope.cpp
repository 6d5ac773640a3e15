#include "flight/envelope.hpp"

#include <algorithm>

#include "core/math.hpp"
#include "flight/flyout.hpp"
#include "flight/flyout_table.hpp"

namespace cupola {
namespace {

constexpr double kStep_s = 0.1;
constexpr double kUsualAltitude_m = 10e3;
constexpr double kManoeuvre_m_s2 = 5.0 * 9.80665;  // assumed: what an intercept needs

double or_else(double figure, double otherwise) { return figure > 0.0 ? figure : otherwise; }

/// Flights of one type from one place.
class Range {
 public:
  explicit Range(const InterceptorType& type)
      : type_(type), law_(type, 0.0), frame_(LocalFrame::at({40.0 * math::kPi / 180.0, 0.0, 100.0})) {}

  Arrival to(double range_m, double altitude_m) const {
    const Vec3 aim = point_over_ground_ecef_m(frame_, 0.0, 1.0, range_m, altitude_m);
    const FlyoutState start = law_.at_launch(frame_.origin_ecef_m, aim);
    return fly_to(law_, start, aim, type_.end_speed_m_s, type_.life_s, kStep_s);
  }

  double mean_speed_m_s(double range_m, double altitude_m) const {
    const Arrival arrival = to(range_m, altitude_m);
    return arrival.reached ? range_m / arrival.time_s : 0.0;
  }

  double max_speed_m_s(double range_m, double altitude_m) const {
    const Vec3 aim = point_over_ground_ecef_m(frame_, 0.0, 1.0, range_m, altitude_m);
    FlyoutState state = law_.at_launch(frame_.origin_ecef_m, aim);
    double fastest = 0.0;
    while (state.time_s < law_.burn_out_s() + 1.0) {
      law_.step_midcourse(state, aim, kStep_s);
      fastest = std::max(fastest, norm(state.v_ecef_m_s));
    }
    return fastest;
  }

  /// On 20 flights, near and far, low and high.
  double max_speed_m_s() const {
    double fastest = 0.0;
    for (const double share : {0.05, 0.15, 0.3, 0.6, 1.0})
      for (const double height : {0.1, 0.3, 0.6, 0.9}) {
        const double range_m = share * type_.range_max_m, altitude_m = height * type_.altitude_max_m;
        if (to(range_m, altitude_m).reached) fastest = std::max(fastest, max_speed_m_s(range_m, altitude_m));
      }
    return fastest;
  }

  double reach_m(double altitude_m) const {
    double farthest = 0.0;
    for (int percent = 30; percent <= 300; ++percent) {
      const double range_m = 0.01 * percent * type_.range_max_m;
      if (to(range_m, altitude_m).reached) farthest = range_m;
    }
    return farthest;
  }

  double ceiling_m() const {
    double highest = 0.0;
    for (double altitude_m = 10e3; altitude_m <= 60e3; altitude_m += 500.0)
      for (const double share : {0.1, 0.3, 0.5, 0.7, 0.9}) {
        const Arrival arrival = to(share * type_.range_max_m, altitude_m);
        if (arrival.reached && lift_m_s2(altitude_m, arrival.speed_m_s) >= kManoeuvre_m_s2)
          highest = altitude_m;
      }
    return highest;
  }

 private:
  /// Most lateral acceleration that the air gives a burnt-out round.
  double lift_m_s2(double altitude_m, double speed_m_s) const {
    const double mass_kg = type_.launch_mass_kg - type_.boost_propellant_kg - type_.sustain_propellant_kg;
    const double area_m2 = 0.25 * math::kPi * type_.diameter_m * type_.diameter_m;
    const double pressure_pa = 0.5 * standard_air(altitude_m).density_kg_m3 * speed_m_s * speed_m_s;
    return pressure_pa * area_m2 * type_.lift_coefficient_max / mass_kg;
  }

  const InterceptorType& type_;
  FlyoutLaw law_;
  LocalFrame frame_;
};

/// What the figure claims, in SI units.
EnvelopeResidual claimed(const EnvelopeFigure& figure, FigureClaim claim, const Figure& about, double model) {
  const bool length = claim != FigureClaim::speed;
  const double unit = length ? 1e-3 : 1.0;
  return {figure.what,      length ? "km" : "m/s", claim,        unit * about,
          unit * about.low, unit * about.high,     unit * model, figure.fitted};
}

EnvelopeResidual residual(const InterceptorType& type, const Range& fly, const EnvelopeFigure& figure) {
  const double altitude_m = or_else(figure.altitude_m, kUsualAltitude_m);
  const double range_m = or_else(figure.range_m, type.range_max_m);
  const bool somewhere = figure.range_m > 0.0 || figure.altitude_m > 0.0;
  if (figure.mean_speed_m_s > 0.0)
    return claimed(figure, FigureClaim::speed, figure.mean_speed_m_s,
                   fly.mean_speed_m_s(range_m, altitude_m));
  if (figure.max_speed_m_s > 0.0)
    return claimed(figure, FigureClaim::speed, figure.max_speed_m_s,
                   somewhere ? fly.max_speed_m_s(range_m, altitude_m) : fly.max_speed_m_s());
  if (figure.range_m > 0.0)
    return claimed(figure, FigureClaim::reach, figure.range_m, fly.reach_m(altitude_m));
  return claimed(figure, FigureClaim::ceiling, figure.altitude_m,
                 std::min<double>(fly.ceiling_m(), type.altitude_max_m));
}

}  // namespace

bool EnvelopeResidual::met() const { return model >= low && (claim == FigureClaim::reach || model <= high); }

std::vector<EnvelopeResidual> envelope_residuals(const InterceptorType& type) {
  const Range fly(type);
  std::vector<EnvelopeResidual> residuals;
  for (const EnvelopeFigure& figure : type.envelope) residuals.push_back(residual(type, fly, figure));
  return residuals;
}

}  // namespace cupola
