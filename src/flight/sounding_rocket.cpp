#include "flight/sounding_rocket.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/horizon.hpp"

namespace cupola {

namespace {

constexpr double kLongestFlight_s = 600.0;

/// The area under the curve up to each of its points.
std::vector<double> areas_of(const PointCurve& curve) {
  std::vector<double> areas{0.0};
  for (std::size_t i = 1; i < curve.x.size(); ++i)
    areas.push_back(areas.back() + 0.5 * (curve.x[i] - curve.x[i - 1]) * (curve.y[i] + curve.y[i - 1]));
  return areas;
}

/// A rocket on its way, as its equation of motion reads it.
class Flight {
 public:
  Flight(const SoundingRocket& rocket, const Geodetic& from, const BallisticField& field)
      : rocket_(rocket),
        field_(field),
        frame_(LocalFrame::at(from)),
        along_rail_(transpose(frame_.ecef_to_enu) *
                    enu_from_polar({1.0, rocket.rail_azimuth_rad, rocket.rail_elevation_rad})),
        impulse_Ns_(areas_of(rocket.thrust_n)) {}

  Motion at_rest() const { return {frame_.origin_ecef_m, {}}; }
  double height_m(const Motion& m) const { return to_geodetic(m.p_ecef_m).height_hae_m; }
  double sink_m_s(const Motion& m) const { return -dot(m.v_ecef_m_s, unit(m.p_ecef_m)); }
  bool on_rail(const Motion& m) const { return norm(m.p_ecef_m - frame_.origin_ecef_m) < rocket_.rail_m; }

  /// One step of Runge-Kutta 4. The rail holds or lets go for the whole of it, and the impulse that the curve has in it
  /// is spent evenly, so that none is lost at a corner.
  Motion step(const Motion& m, double time_s, double dt_s) const {
    const double before_Ns = spent_Ns(time_s), step_Ns = spent_Ns(time_s + dt_s) - before_Ns;
    const double kg_per_Ns = rocket_.propellant_kg / impulse_Ns_.back();
    const double mass_kg = rocket_.empty_mass_kg + rocket_.propellant_kg - kg_per_Ns * before_Ns;
    const bool rail = on_rail(m);
    const auto on = [&](const Motion& rate, double h_s) {
      return Motion{m.p_ecef_m + h_s * rate.p_ecef_m, m.v_ecef_m_s + h_s * rate.v_ecef_m_s};
    };
    const auto rate = [&](const Motion& at, double share) {
      const double now_kg = mass_kg - share * kg_per_Ns * step_Ns;
      return Motion{at.v_ecef_m_s, acceleration_ecef_m_s2(at, step_Ns / dt_s, now_kg, rail)};
    };
    const double half_s = 0.5 * dt_s, sixth_s = dt_s / 6.0;
    const Motion k1 = rate(m, 0.0), k2 = rate(on(k1, half_s), 0.5), k3 = rate(on(k2, half_s), 0.5),
                 k4 = rate(on(k3, dt_s), 1.0);
    return {m.p_ecef_m + sixth_s * (k1.p_ecef_m + 2.0 * (k2.p_ecef_m + k3.p_ecef_m) + k4.p_ecef_m),
            m.v_ecef_m_s + sixth_s * (k1.v_ecef_m_s + 2.0 * (k2.v_ecef_m_s + k3.v_ecef_m_s) + k4.v_ecef_m_s)};
  }

 private:
  /// Of the impulse, since ignition.
  double spent_Ns(double time_s) const {
    const PointCurve& thrust = rocket_.thrust_n;
    if (time_s >= thrust.x.back()) return impulse_Ns_.back();
    if (time_s <= thrust.x.front()) return 0.0;
    const auto after = std::upper_bound(thrust.x.begin(), thrust.x.end(), time_s) - thrust.x.begin();
    const std::size_t i = static_cast<std::size_t>(after - 1);
    return impulse_Ns_[i] + 0.5 * (time_s - thrust.x[i]) * (thrust.y[i] + thrust.at(time_s));
  }

  Vec3 acceleration_ecef_m_s2(const Motion& m, double thrust_n, double mass_kg, bool rail) const {
    const double speed_m_s = norm(m.v_ecef_m_s);
    const double mach = speed_m_s / field_.air(height_m(m) - field_.geoid_undulation_m).sound_speed_m_s;
    BallisticField braking = field_;
    const double drag_area_m2 = rocket_.drag_coefficient.at(mach) * rocket_.area_m2;
    braking.ballistic_coefficient_kg_m2 = drag_area_m2 > 0.0 ? mass_kg / drag_area_m2 : 0.0;

    const Vec3 forward = rail || !(speed_m_s > 0.0) ? along_rail_ : (1.0 / speed_m_s) * m.v_ecef_m_s;
    const Vec3 free = braking.acceleration_ecef_m_s2(m) + thrust_n / mass_kg * forward;
    if (!rail) return free;
    const double along_m_s2 = dot(free, along_rail_);
    return speed_m_s > 0.0 || along_m_s2 > 0.0 ? along_m_s2 * along_rail_ : Vec3{};
  }

  const SoundingRocket& rocket_;
  const BallisticField& field_;
  LocalFrame frame_;
  Vec3 along_rail_;
  std::vector<double> impulse_Ns_;  // up to each point of the thrust curve
};

}  // namespace

double PointCurve::at(double where) const {
  CUPOLA_CHECK(!x.empty() && x.size() == y.size());
  const std::size_t after = static_cast<std::size_t>(std::upper_bound(x.begin(), x.end(), where) - x.begin());
  if (after == 0) return y.front();
  if (after == x.size()) return y.back();
  const double share = (where - x[after - 1]) / (x[after] - x[after - 1]);
  return y[after - 1] + share * (y[after] - y[after - 1]);
}

double PointCurve::integral() const { return areas_of(*this).back(); }

Ascent fly_up(const SoundingRocket& rocket, const Geodetic& from, const BallisticField& field,
              double step_s) {
  CUPOLA_CHECK(rocket.empty_mass_kg > 0.0 && rocket.thrust_n.integral() > 0.0 && step_s > 0.0);
  const Flight flight(rocket, from, field);
  Ascent ascent;
  Motion here = flight.at_rest();
  const double foot_m = flight.height_m(here);
  for (long steps = 0; static_cast<double>(steps) * step_s < kLongestFlight_s; ++steps) {
    const double time_s = static_cast<double>(steps) * step_s;
    const bool on_rail = flight.on_rail(here);
    here = flight.step(here, time_s, step_s);
    const double speed_m_s = norm(here.v_ecef_m_s), above_m = flight.height_m(here) - foot_m;
    if (on_rail) ascent.rail_exit_m_s = speed_m_s;
    ascent.top_speed_m_s = std::max(ascent.top_speed_m_s, speed_m_s);
    if (above_m > ascent.apogee_m) ascent.apogee_m = above_m, ascent.apogee_time_s = time_s + step_s;
    if (!flight.on_rail(here) && flight.sink_m_s(here) > 0.0) break;
  }
  return ascent;
}

}  // namespace cupola
