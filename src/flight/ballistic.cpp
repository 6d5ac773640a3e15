#include "flight/ballistic.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/horizon.hpp"

namespace cupola {

namespace {

constexpr double kAirTop_m = 100e3;  // drag above is below 1e-3 m/s^2 for any missile here
constexpr double kThinAir_m = 50e3;
constexpr double kStep_s = 1.0, kStepInAir_s = 0.25;
constexpr double kLongestFlight_s = 7200.0;
constexpr double kLaunchSpeed_m_s = 1.0;  // a body at rest would have no attitude
constexpr double kHit_m = 0.1;
constexpr double kNearest_m = 20e3, kFarthest_m = 3.5e6;
constexpr int kMostRounds = 40;
constexpr double kMostExcess = 2.0;  // of speed over the arc in vacuum: more is no ballistic missile

/// Height above the ellipsoid along the radius; half a metre off the normal at 80 km, exact at the ground.
double radial_height_m(const BallisticField& field, const Vec3& p_ecef_m) {
  const double axis_ratio = 1.0 - field.flattening;
  const double radius_m = norm(p_ecef_m), sin2 = p_ecef_m.z * p_ecef_m.z / (radius_m * radius_m);
  return radius_m - field.semi_major_m / std::sqrt(1.0 - sin2 + sin2 / (axis_ratio * axis_ratio));
}

Vec3 gravity_ecef_m_s2(const BallisticField& field, const Vec3& p) {
  const double r2 = dot(p, p), r = std::sqrt(r2);
  const double oblate = 1.5 * field.j2 * field.semi_major_m * field.semi_major_m / r2;
  const double z2 = 5.0 * p.z * p.z / r2, radial = -field.gm_m3_s2 / (r2 * r);
  const double across = radial * (1.0 + oblate * (1.0 - z2)), along = radial * (1.0 + oblate * (3.0 - z2));
  return {across * p.x, across * p.y, along * p.z};
}

/// How a missile is aimed from its launch point.
struct Aim {
  LocalFrame launch;
  double azimuth_rad = 0.0, elevation_rad = 0.0, burnout_speed_m_s = 0.0;

  Vec3 direction_ecef() const {
    return transpose(launch.ecef_to_enu) * enu_from_polar({1.0, azimuth_rad, elevation_rad});
  }
};

/// How one throw goes.
struct Throw {
  Motion impact;
  Duration boost, flight;
  double apogee_hae_m = 0.0;
  bool comes_down = false;
};

/// The part of a step after which a falling body is at a height, by Newton's method.
double time_to_height_s(const BallisticField& field, const Motion& here, double height_m, double guess_s) {
  double dt_s = guess_s;
  for (int round = 0; round < 6; ++round) {
    const Motion end = field.step(here, dt_s);
    const double sink_m_s = -dot(end.v_ecef_m_s, unit(end.p_ecef_m));
    dt_s += (radial_height_m(field, end.p_ecef_m) - height_m) / std::max(sink_m_s, 1.0);
  }
  return std::clamp(dt_s, 0.0, 2.0 * guess_s);
}

/// Free flight from burn-out down to the height of the target; writes its knots where they are wanted.
void fall(const BallisticField& field, Motion here, double target_hae_m, Time burnout, Throw& shot,
          Path* path) {
  double height_m = radial_height_m(field, here.p_ecef_m);
  while (shot.flight.seconds() < kLongestFlight_s && !shot.comes_down) {
    Duration step = Duration::seconds(height_m > kThinAir_m ? kStep_s : kStepInAir_s);
    Motion next = field.step(here, step.seconds());
    const double next_height_m = radial_height_m(field, next.p_ecef_m);

    // The last step is cut where it comes down through the height of the target.
    shot.comes_down = next_height_m < height_m && next_height_m <= target_hae_m;
    if (shot.comes_down) {
      step = Duration::seconds(time_to_height_s(field, here, target_hae_m, step.seconds()));
      next = field.step(here, step.seconds());
    }
    shot.flight = shot.flight + step;
    if (path && step > Duration{}) path->add_knot(burnout + shot.flight, next);
    shot.apogee_hae_m = std::max(shot.apogee_hae_m, height_m);
    here = next;
    height_m = next_height_m;
  }
  shot.impact = here;
}

/// Boost along a straight line, then free flight.
Throw throw_along(const BallisticShot& shot, const BallisticField& field, const Aim& aim, Path* path) {
  const Vec3 direction_ecef = aim.direction_ecef();
  const double burnout_speed_m_s = aim.burnout_speed_m_s;
  const Motion launch{aim.launch.origin_ecef_m, kLaunchSpeed_m_s * direction_ecef};
  Throw result;
  result.boost = Duration::seconds((burnout_speed_m_s - kLaunchSpeed_m_s) / shot.boost_acceleration_m_s2);
  const double way_m = 0.5 * (burnout_speed_m_s + kLaunchSpeed_m_s) * result.boost.seconds();
  const Motion burnout{launch.p_ecef_m + way_m * direction_ecef, burnout_speed_m_s * direction_ecef};
  if (path) {
    path->add_knot(shot.start, launch);
    path->add_knot(shot.start + result.boost, burnout);
  }
  fall(field, burnout, shot.to.height_hae_m, shot.start + result.boost, result, path);
  return result;
}

double ground_range_m(const BallisticShot& shot) {
  const double chord = norm(unit(to_ecef(shot.to)) - unit(to_ecef(shot.from)));
  return kMeanEarthRadius_m * 2.0 * math::asin(std::min(0.5 * chord, 1.0));
}

/// Burn-out speed by the secant method on the miss along the bearing, azimuth by the miss across it. False:
/// no hit found.
bool find_aim(const BallisticShot& shot, const BallisticField& field, double range_m, Aim& aim) {
  const LocalFrame launch = LocalFrame::at(shot.from), target = LocalFrame::at(shot.to);
  const Vec3 back_enu = target.enu_from_ecef(launch.origin_ecef_m);
  const Vec3 onwards = unit({-back_enu.x, -back_enu.y, 0.0}), right{onwards.y, -onwards.x, 0.0};

  const MinimumEnergyArc arc = minimum_energy_arc(range_m);
  const double azimuth_rad = polar_from_enu(launch.enu_from_ecef(target.origin_ecef_m)).azimuth_rad;
  aim = {launch, azimuth_rad, arc.burnout_angle_rad, arc.burnout_speed_m_s};
  double m_per_m_s = 2.0 * range_m / aim.burnout_speed_m_s, last_along_m = 0.0, last_speed_m_s = 0.0;
  const double m_per_rad = kMeanEarthRadius_m * math::sin(range_m / kMeanEarthRadius_m);
  for (int round = 0; round < kMostRounds; ++round) {
    const Throw result = throw_along(shot, field, aim, nullptr);
    const Vec3 miss_enu_m = target.enu_from_ecef(result.impact.p_ecef_m);
    if (!result.comes_down || aim.burnout_speed_m_s > kMostExcess * arc.burnout_speed_m_s) return false;
    if (norm(miss_enu_m) < kHit_m) return true;

    // A slope far from the first guess comes from two speeds that hardly differ: the old one is better.
    const double along_m = dot(miss_enu_m, onwards);
    const double slope = (along_m - last_along_m) / (aim.burnout_speed_m_s - last_speed_m_s);
    if (round > 0 && slope > 0.1 * m_per_m_s && slope < 10.0 * m_per_m_s) m_per_m_s = slope;
    last_along_m = along_m;
    last_speed_m_s = aim.burnout_speed_m_s;
    const double step_m_s = along_m / m_per_m_s;
    aim.burnout_speed_m_s -= std::clamp(step_m_s, -0.5 * last_speed_m_s, 0.5 * last_speed_m_s);
    aim.azimuth_rad -= dot(miss_enu_m, right) / m_per_rad;
  }
  return false;
}

}  // namespace

MinimumEnergyArc minimum_energy_arc(double range_m) {
  const double gm_m3_s2 = kEarthGravity_m3_s2, radius_m = kMeanEarthRadius_m;
  const double half_rad = 0.5 * range_m / radius_m, s = math::sin(half_rad);

  // The free focus lies on the chord: semi-major axis and speed follow from the chord alone.
  MinimumEnergyArc arc{};
  const double semi_major_m = 0.5 * radius_m * (1.0 + s);
  arc.burnout_speed_m_s = std::sqrt(gm_m3_s2 / radius_m * 2.0 * s / (1.0 + s));
  arc.burnout_angle_rad = 0.25 * math::kPi - 0.5 * half_rad;

  // Semi-latus rectum from the angular momentum, apogee from it, time by Kepler's equation from apogee down.
  const double momentum = radius_m * arc.burnout_speed_m_s * math::cos(arc.burnout_angle_rad);
  const double eccentricity = std::sqrt(1.0 - momentum * momentum / (gm_m3_s2 * semi_major_m));
  arc.apogee_m = semi_major_m * (1.0 + eccentricity) - radius_m;
  const double cos_anomaly = (1.0 - radius_m / semi_major_m) / eccentricity;
  const double anomaly_rad = math::acos(cos_anomaly);
  const double from_apogee = math::kPi - anomaly_rad + eccentricity * math::sin(anomaly_rad);
  arc.time_s = 2.0 * std::sqrt(semi_major_m * semi_major_m * semi_major_m / gm_m3_s2) * from_apogee;
  return arc;
}

Vec3 BallisticField::acceleration_ecef_m_s2(const Motion& motion) const {
  const Vec3 &p = motion.p_ecef_m, &v = motion.v_ecef_m_s;
  const double w = rotation_rad_s;
  const Vec3 coriolis{2.0 * w * v.y, -2.0 * w * v.x, 0.0}, centrifugal{w * w * p.x, w * w * p.y, 0.0};
  Vec3 a = gravity_ecef_m_s2(*this, p) + coriolis + centrifugal;

  const double height_m = ballistic_coefficient_kg_m2 > 0.0 ? radial_height_m(*this, p) : kAirTop_m;
  if (height_m < kAirTop_m) {
    const double density_kg_m3 = air(height_m - geoid_undulation_m).density_kg_m3;
    a = a - 0.5 * density_kg_m3 * norm(v) / ballistic_coefficient_kg_m2 * v;
  }
  return a;
}

Motion BallisticField::step(const Motion& m, double dt_s) const {
  auto on = [&](const Motion& rate, double h_s) {
    return Motion{m.p_ecef_m + h_s * rate.p_ecef_m, m.v_ecef_m_s + h_s * rate.v_ecef_m_s};
  };
  auto rate = [&](const Motion& at) { return Motion{at.v_ecef_m_s, acceleration_ecef_m_s2(at)}; };
  const Motion k1 = rate(m), k2 = rate(on(k1, 0.5 * dt_s)), k3 = rate(on(k2, 0.5 * dt_s)),
               k4 = rate(on(k3, dt_s));
  const double sixth_s = dt_s / 6.0;
  return {m.p_ecef_m + sixth_s * (k1.p_ecef_m + 2.0 * (k2.p_ecef_m + k3.p_ecef_m) + k4.p_ecef_m),
          m.v_ecef_m_s + sixth_s * (k1.v_ecef_m_s + 2.0 * (k2.v_ecef_m_s + k3.v_ecef_m_s) + k4.v_ecef_m_s)};
}

BallisticFlight fly_ballistic(const BallisticShot& shot, const BallisticField& field) {
  CUPOLA_CHECK(shot.boost_acceleration_m_s2 > 0.0);
  BallisticFlight flight;
  const double range_m = ground_range_m(shot);
  if (!(range_m >= kNearest_m)) return flight.fault = BallisticFault::too_near, flight;
  if (!(range_m <= kFarthest_m)) return flight.fault = BallisticFault::too_far, flight;

  Aim aim;
  if (!find_aim(shot, field, range_m, aim)) return flight.fault = BallisticFault::no_solution, flight;
  const Throw result = throw_along(shot, field, aim, &flight.path);
  flight.burnout = shot.start + result.boost;
  flight.burnout_speed_m_s = aim.burnout_speed_m_s;
  flight.burnout_angle_rad = aim.elevation_rad;
  flight.apogee_hae_m = result.apogee_hae_m;
  flight.miss_m = norm(result.impact.p_ecef_m - to_ecef(shot.to));
  return flight;
}

}  // namespace cupola
