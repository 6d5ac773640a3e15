#pragma once

// One step of an interceptor's flight, written once for any lane type: the law that flight/flyout.hpp
// describes. Only flyout.cpp and midcourse_v3.cpp and midcourse_v4.cpp include this, so it uses nothing with
// inline functions but the lanes themselves.

#include "core/lanes_twin.hpp"
#include "flight/flyout_numbers.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

template <class V>
struct Triad {
  V x, y, z;
};

template <class V>
CUPOLA_INLINE Triad<V> operator+(const Triad<V>& a, const Triad<V>& b) {
  return {a.x + b.x, a.y + b.y, a.z + b.z};
}
template <class V>
CUPOLA_INLINE Triad<V> operator-(const Triad<V>& a, const Triad<V>& b) {
  return {a.x - b.x, a.y - b.y, a.z - b.z};
}
template <class V>
CUPOLA_INLINE Triad<V> operator*(V s, const Triad<V>& a) {
  return {s * a.x, s * a.y, s * a.z};
}
template <class V>
CUPOLA_INLINE V dot(const Triad<V>& a, const Triad<V>& b) {
  return fma(a.x, b.x, fma(a.y, b.y, a.z * b.z));
}
template <class V>
CUPOLA_INLINE Triad<V> cross(const Triad<V>& a, const Triad<V>& b) {
  return {fma(a.y, b.z, -(a.z * b.y)), fma(a.z, b.x, -(a.x * b.z)), fma(a.x, b.y, -(a.y * b.x))};
}
/// s a + b
template <class V>
CUPOLA_INLINE Triad<V> along(V s, const Triad<V>& a, const Triad<V>& b) {
  return {fma(s, a.x, b.x), fma(s, a.y, b.y), fma(s, a.z, b.z)};
}

/// A law's numbers, that of each lane's round.
template <class V>
struct FlyoutNumbers {
  V phase_end_s[2], mass_flow_kg_s[3], thrust_n[3];
  V lateral_limit_m_s2, lift_area_m2, geoid_m, loft_per_m;
  V drag_at, loft_at;  ///< where its curves begin in `tables`
  const double *tables, *air;
};

template <class V>
struct FlyoutPoint {
  Triad<V> p, v;
  V mass_kg, time_s;
};

/// What a step holds constant: the turn rate, and what turning costs, as a rate of loss of velocity.
template <class V>
struct FlyoutSteering {
  Triad<V> turn_rate;
  V loss_per_s;
};

/// Where a state lies in the field and the air.
template <class V>
struct FlyoutSurroundings {
  V inverse_r, sine2, speed, density, mach;
};

/// Between table[at] and table[at + 1], `at` a whole number.
template <class V>
CUPOLA_INLINE V between(const double* table, V at, V weight) {
  const Neighbours<V> ends = gather_pair(table, to_integer(at));
  return fma(weight, ends.second - ends.first, ends.first);
}

/// Height above the ellipsoid: detail::height_from_radius_m of earth/geodetic.hpp.
template <class V>
CUPOLA_INLINE V height_from_radius(V r_m, V sine2) {
  constexpr double e2 = flyout::kFlattening * (2.0 - flyout::kFlattening);
  constexpr double x = e2 / (1.0 - e2);
  const V s = V(x) * sine2, s2 = s * s;
  const V q = (V(1.0) - V(0.5) * s) + s2 * ((V(0.375) - V(0.3125) * s) + V(0.2734375) * s2);
  const V half_tilt2 = V(0.5 * x) * s * (V(1.0) - sine2) * (V(1.0) - V(2.0) * s);
  const V above_m = r_m - V(flyout::kSemiMajor_m) * q;
  return above_m * (V(1.0) - half_tilt2 * (V(1.0) - above_m * V(1.0 / flyout::kSemiMajor_m)));
}

template <class V>
CUPOLA_INLINE FlyoutSurroundings<V> flyout_surroundings(const FlyoutNumbers<V>& law, const Triad<V>& p,
                                                        const Triad<V>& v) {
  FlyoutSurroundings<V> around;
  const V r2 = dot(p, p);
  const V r = sqrt(r2), inverse_r2 = V(1.0) / r2;
  around.inverse_r = r * inverse_r2;
  around.sine2 = p.z * p.z * inverse_r2;
  around.speed = sqrt(dot(v, v));

  // AirTable::at of earth/atmosphere.hpp.
  const V height_m = height_from_radius(r, around.sine2) - law.geoid_m;
  V x = height_m * (V(1.0) - height_m * V(flyout::kAirPerRadius_m)) * V(flyout::kAirPerStep_m) +
        V(flyout::kAirOffset);
  x = min(max(x, V(0.0)), V(flyout::kAirLast));
  const V i = floor(x), w = x - i;
  const FourInRow<V> air = gather_row<V>(law.air, to_integer(i + i));
  around.density = fma(w, air.third - air.first, air.first);
  around.mach = around.speed * fma(w, air.fourth - air.second, air.second);
  return around;
}

template <class V>
CUPOLA_INLINE V half_drag_area(const FlyoutNumbers<V>& law, V mach) {
  const V x = min(mach * V(flyout::kDragPerMach), V(flyout::kDragLast));
  const V i = floor(x);
  return between(law.tables, law.drag_at + i, x - i);
}

template <class V>
CUPOLA_INLINE V loft_tangent(const FlyoutNumbers<V>& law, V range_m) {
  const V x = range_m * law.loft_per_m;
  const V i = min(floor(x), V(flyout::kLoftLast - 1.0));
  const Neighbours<V> ends = gather_pair(law.tables, to_integer(law.loft_at + i));
  return select(x < V(flyout::kLoftLast), ends.first + (x - i) * (ends.second - ends.first), ends.second);
}

/// The lesser of the two, the corner where they cross rounded off over an eighth of `b` to either side: a step of half a
/// second is not to notice which of its ends the one takes over at.
template <class V>
CUPOLA_INLINE V rounded_lesser(V a, V b) {
  const V edge = V(0.125) * b;
  const V depth = max(edge - abs(a - b), V(0.0));
  return min(a, b) - select(depth > V(0.0), V(0.25) * depth * depth / edge, V(0.0));
}

template <class V>
CUPOLA_INLINE Triad<V> flyout_acceleration(const FlyoutNumbers<V>& law, const Triad<V>& p, const Triad<V>& v,
                                           const FlyoutSurroundings<V>& around, V inverse_mass, V thrust_n,
                                           const FlyoutSteering<V>& steering) {
  V along_per_s =
      -around.density * around.speed * inverse_mass * half_drag_area(law, around.mach) - steering.loss_per_s;
  const auto burns = thrust_n > V(0.0);
  if (any(burns))
    along_per_s = select(burns, along_per_s + thrust_n * inverse_mass / around.speed, along_per_s);

  // Gravitation with J2, centrifugal and Coriolis acceleration: flight/gravity.hpp.
  constexpr double kTurn = flyout::kEarthTurn_rad_s;
  const V inverse_r2 = around.inverse_r * around.inverse_r;
  const V pull = V(flyout::kGravity_m3_s2) * inverse_r2 * around.inverse_r;
  const V k = V(flyout::kOblatenessTerm) * inverse_r2, five_sine2 = V(5.0) * around.sine2;
  const V across = V(kTurn * kTurn) - fma(pull * k, V(1.0) - five_sine2, pull);
  const V down = -fma(pull * k, V(3.0) - five_sine2, pull);
  const Triad<V> field{fma(V(2.0 * kTurn), v.y, across * p.x), fma(V(-2.0 * kTurn), v.x, across * p.y),
                       down * p.z};
  return along(along_per_s, v, cross(steering.turn_rate, v) + field);
}

template <class V>
CUPOLA_INLINE V of_phase(const FlyoutNumbers<V>& law, V time_s, const V (&by_phase)[3]) {
  return select(time_s < law.phase_end_s[0], by_phase[0],
                select(time_s < law.phase_end_s[1], by_phase[1], by_phase[2]));
}

/// How what can be flown gives way to what is wanted: a sharp limit, or one that is rounded off (to 0.84 of both where
/// they are equal), so that a long step does not fall on its corner.
enum class LimitShape { sharp, rounded };

/// A turn rate as far as structure and lift grant it, where `steers` holds.
template <LimitShape kShape, class V>
CUPOLA_INLINE FlyoutSteering<V> limited_steering(const FlyoutNumbers<V>& law, const FlyoutPoint<V>& state,
                                                 const FlyoutSurroundings<V>& around,
                                                 const Triad<V>& turn_rate, MaskOf<V> steers) {
  const V attack(flyout::kAttackMost_rad);
  const V inverse_mass = V(1.0) / state.mass_kg;
  const V speed2 = around.speed * around.speed;
  const V lift_m_s2 = V(0.5) * around.density * speed2 * law.lift_area_m2 * inverse_mass;
  const V thrust_m_s2 = of_phase(law, state.time_s, law.thrust_n) * inverse_mass;
  const V air_limit_m_s2 = lift_m_s2 + attack * thrust_m_s2;
  const V most_m_s2 = min(air_limit_m_s2, law.lateral_limit_m_s2);
  const V most2 = most_m_s2 * most_m_s2, wanted2 = dot(turn_rate, turn_rate) * speed2;
  const V granted2 = kShape == LimitShape::rounded ? most2 / sqrt(most2 * most2 + wanted2 * wanted2)
                                                   : select(wanted2 > most2, most2 / wanted2, V(1.0));

  // Angle of attack in proportion to what is used of the limit: lift leans back by it, thrust loses its
  // cosine.
  const V used2 = granted2 * wanted2 * attack * (lift_m_s2 + V(0.5) * attack * thrust_m_s2);
  const Triad<V> turn = sqrt(granted2) * turn_rate;
  const auto flies = steers && air_limit_m_s2 > V(0.0);
  const V none(0.0);
  return {{select(flies, turn.x, none), select(flies, turn.y, none), select(flies, turn.z, none)},
          select(flies, used2 / (air_limit_m_s2 * air_limit_m_s2 * around.speed), none)};
}

/// One Runge-Kutta step of `dt_s` or to the next change of phase; returns the time stepped.
template <class V>
CUPOLA_INLINE V flyout_step(const FlyoutNumbers<V>& law, FlyoutPoint<V>& state,
                            const FlyoutSurroundings<V>& around, const FlyoutSteering<V>& steering, V dt_s) {
  const auto burns = state.time_s < law.phase_end_s[1];
  const V phase_end_s = select(state.time_s < law.phase_end_s[0], law.phase_end_s[0], law.phase_end_s[1]);
  const auto to_end = burns && state.time_s + dt_s >= phase_end_s;
  const V dt = select(to_end, phase_end_s - state.time_s, dt_s);
  const V half = V(0.5) * dt;
  const V thrust_n = of_phase(law, state.time_s, law.thrust_n);
  const V end_mass = state.mass_kg - of_phase(law, state.time_s, law.mass_flow_kg_s) * dt;
  const V m1 = V(1.0) / state.mass_kg;
  const V m2 = V(2.0) / (state.mass_kg + end_mass);
  const V m4 = V(1.0) / end_mass;

  const Triad<V> p1 = state.p, v1 = state.v;
  const Triad<V> a1 = flyout_acceleration(law, p1, v1, around, m1, thrust_n, steering);
  const Triad<V> p2 = along(half, v1, p1), v2 = along(half, a1, v1);
  const Triad<V> a2 =
      flyout_acceleration(law, p2, v2, flyout_surroundings(law, p2, v2), m2, thrust_n, steering);
  const Triad<V> p3 = along(half, v2, p1), v3 = along(half, a2, v1);
  const Triad<V> a3 =
      flyout_acceleration(law, p3, v3, flyout_surroundings(law, p3, v3), m2, thrust_n, steering);
  const Triad<V> p4 = along(dt, v3, p1), v4 = along(dt, a3, v1);
  const Triad<V> a4 =
      flyout_acceleration(law, p4, v4, flyout_surroundings(law, p4, v4), m4, thrust_n, steering);

  const V sixth = dt * V(1.0 / 6.0), two(2.0);
  state.p = along(sixth, along(two, v2 + v3, v1 + v4), p1);
  state.v = along(sixth, along(two, a2 + a3, a1 + a4), v1);
  state.mass_kg = end_mass;
  state.time_s = select(to_end, phase_end_s, state.time_s + dt);
  return dt;
}

template <class V>
CUPOLA_INLINE V flyout_step_midcourse(const FlyoutNumbers<V>& law, FlyoutPoint<V>& state, const Triad<V>& aim,
                                      V dt_s) {
  const Triad<V>&p = state.p, &v = state.v;
  const FlyoutSurroundings<V> around = flyout_surroundings(law, p, v);
  const Triad<V> line = aim - p;
  const V range2 = dot(line, line);
  const auto steers = range2 > V(1.0) && around.speed > V(1.0);

  // Loft by range to go; in thin air no more than the ballistic arc needs, or the round could not come down
  // again.
  const V range_m = sqrt(range2);
  const V thick = around.density * V(1.0 / flyout::kThinAir_kg_m3);
  const V arc = V(0.5 * flyout::kStandardGravity_m_s2) * range_m / (around.speed * around.speed);
  const V loft = rounded_lesser(arc * (V(1.0) + thick * thick), loft_tangent(law, range_m));

  // Towards the aim point, raised by the loft in the vertical plane; as long as the line to it times the range.
  const Triad<V> up = around.inverse_r * p;
  const Triad<V> wanted = along(range_m - loft * dot(up, line), line, (loft * range2) * up);

  // Turn rate in proportion to the sine of the angle off, full beyond a right angle.
  const Triad<V> across = cross(v, wanted);
  const V across2 = dot(across, across), size2 = dot(v, v) * dot(wanted, wanted);
  const V sine = select(dot(v, wanted) < V(0.0), across2, size2);
  const V scale = select(across2 > V(1e-18) * size2, V(flyout::kSteeringGain_per_s) / sqrt(sine), V(0.0));
  return flyout_step(law, state, around,
                     limited_steering<LimitShape::rounded>(law, state, around, scale * across, steers), dt_s);
}

template <class V>
CUPOLA_INLINE V flyout_step_terminal(const FlyoutNumbers<V>& law, FlyoutPoint<V>& state,
                                     const Triad<V>& p_target, const Triad<V>& v_target, V dt_s) {
  const Triad<V>& v = state.v;
  const FlyoutSurroundings<V> around = flyout_surroundings(law, state.p, v);
  const Triad<V> line = p_target - state.p, line_rate = v_target - v;
  const V range2 = dot(line, line);
  const auto steers = range2 > V(1.0) && around.speed > V(1.0);

  // a = N Vc w x r / |r| with w = r x dr/dt / r^2 and Vc = -r . dr/dt / |r|; what of it is across the
  // velocity turns the round.
  const V inverse_range2 = V(1.0) / range2;
  const Triad<V> sight_rate = inverse_range2 * cross(line, line_rate);
  const V closing_per_range = -dot(line, line_rate) * inverse_range2;
  const Triad<V> command_m_s2 =
      (V(flyout::kNavigationConstant) * closing_per_range) * cross(sight_rate, line);
  const Triad<V> turn_rate = (V(1.0) / (around.speed * around.speed)) * cross(v, command_m_s2);
  return flyout_step(law, state, around,
                     limited_steering<LimitShape::sharp>(law, state, around, turn_rate, steers), dt_s);
}

template <class V>
CUPOLA_INLINE V flyout_step_straight(const FlyoutNumbers<V>& law, FlyoutPoint<V>& state, V dt_s) {
  const V none(0.0);
  return flyout_step(law, state, flyout_surroundings(law, state.p, state.v), {{none, none, none}, none},
                     dt_s);
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
