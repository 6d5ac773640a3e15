#pragma once

// The fall of bodies abreast, for fall_v3.cpp and fall_v4.cpp: nothing with inline functions but the lanes
// themselves.

#include "flight/fall_rows.hpp"
#include "flight/flyout_template.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

constexpr double kAirTop_m = 100e3;  // as in flight/ballistic.hpp
constexpr double kShareOfHeight = 0.16, kShortest_s = 0.8, kLongest_s = 12.0, kMostFall_s = 2000.0;

template <class V>
struct Fall {
  Triad<V> p, v;
};

template <class V>
struct FallField {
  V drag_area, geoid_m, ground_m;
  const double* air;
};

template <class V>
CUPOLA_INLINE V height_of(const Triad<V>& p, V ground_m) {
  const V r2 = dot(p, p);
  return height_from_radius(sqrt(r2), p.z * p.z / r2) - ground_m;
}

template <class V>
CUPOLA_INLINE Triad<V> falling(const FallField<V>& field, const Fall<V>& body) {
  const V r2 = dot(body.p, body.p);
  const V inverse_r2 = V(1.0) / r2, r = sqrt(r2), sine2 = body.p.z * body.p.z * inverse_r2;

  // AirTable::at of earth/atmosphere.hpp.
  const V height_m = height_from_radius(r, sine2) - field.geoid_m;
  V x = height_m * (V(1.0) - height_m * V(flyout::kAirPerRadius_m)) * V(flyout::kAirPerStep_m) +
        V(flyout::kAirOffset);
  x = min(max(x, V(0.0)), V(flyout::kAirLast));
  const V i = floor(x);
  const auto at = to_integer(i + i);
  const V below = gather_pair(field.air, at).first, above = gather_pair(field.air + 2, at).first;
  const V density = select(height_m < V(kAirTop_m), below + (x - i) * (above - below), V(0.0));
  const V brake = V(-0.5) * density * sqrt(dot(body.v, body.v)) * field.drag_area;

  // Gravitation with J2, centrifugal and Coriolis acceleration: flight/gravity.hpp.
  constexpr double w = flyout::kEarthTurn_rad_s;
  const V pull = V(flyout::kGravity_m3_s2) * inverse_r2 * inverse_r2 * r;
  const V k = V(flyout::kOblatenessTerm) * inverse_r2;
  const V across = V(w * w) - pull * (V(1.0) + k * (V(1.0) - V(5.0) * sine2));
  const V along = -pull * (V(1.0) + k * (V(3.0) - V(5.0) * sine2));
  const Triad<V> field_and_frame{fma(V(2.0 * w), body.v.y, across * body.p.x),
                                 fma(V(-2.0 * w), body.v.x, across * body.p.y), along * body.p.z};
  return field_and_frame + brake * body.v;
}

template <class V>
CUPOLA_INLINE Fall<V> fall_on(const FallField<V>& field, const Fall<V>& from, V dt) {
  const V half = V(0.5) * dt;
  const Triad<V> a1 = falling(field, from);
  const Fall<V> m2{from.p + half * from.v, from.v + half * a1};
  const Triad<V> a2 = falling(field, m2);
  const Fall<V> m3{from.p + half * m2.v, from.v + half * a2};
  const Triad<V> a3 = falling(field, m3);
  const Fall<V> m4{from.p + dt * m3.v, from.v + dt * a3};
  const Triad<V> a4 = falling(field, m4);
  const V sixth = dt * V(1.0 / 6.0), two = V(2.0);
  return {from.p + sixth * (from.v + two * (m2.v + m3.v) + m4.v),
          from.v + sixth * (a1 + two * (a2 + a3) + a4)};
}

/// The least over each group of lanes.
template <class V>
struct LeastOfGroups {
  static constexpr int kGroups = kWidth<V> / kFallGroup;
  double least[kGroups];

  explicit LeastOfGroups(V x) {
    double all[kWidth<V>];
    store(all, x);
    for (int g = 0; g < kGroups; ++g) {
      least[g] = all[g * kFallGroup];
      for (int i = 1; i < kFallGroup; ++i) {
        const double one = all[g * kFallGroup + i];
        least[g] = one < least[g] ? one : least[g];
      }
    }
  }
};

/// How long the next step of each group may be, in all its lanes.
template <class V>
V step_of(const Fall<V>& body, V height_m, MaskOf<V> aloft) {
  const LeastOfGroups<V> lowest_m(select(aloft, height_m, V(1e9))), speed2(-dot(body.v, body.v));
  double step_s[kWidth<V>];
  for (int group = 0; group < kWidth<V> / kFallGroup; ++group) {
    const double fastest_m_s = sqrt(-speed2.least[group]);
    const double s = kShareOfHeight * lowest_m.least[group] / (fastest_m_s > 1.0 ? fastest_m_s : 1.0);
    const double step = s < kShortest_s ? kShortest_s : s < kLongest_s ? s : kLongest_s;
    for (int i = 0; i < kFallGroup; ++i) step_s[group * kFallGroup + i] = step;
  }
  return load<V>(step_s);
}

/// From their start until all are down; false: some are not.
template <class V>
bool fall_down(const FallField<V>& field, Fall<V>& body, V& time_s) {
  time_s = V(0.0);
  V height_m = height_of(body.p, field.ground_m), fallen_s = V(0.0);
  for (;;) {
    const auto aloft = height_m > V(0.0), falls = aloft && fallen_s < V(kMostFall_s);
    if (!any(falls)) return !any(aloft);
    const V step_s = step_of(body, height_m, aloft);
    V dt = select(falls, step_s, V(0.0));
    Fall<V> next = fall_on(field, body, dt);
    V next_m = height_of(next.p, field.ground_m);
    const auto lands = falls && next_m <= V(0.0);
    if (any(lands)) {
      dt = select(lands, dt * height_m / (height_m - next_m), dt);
      next = fall_on(field, body, dt);
      next_m = height_of(next.p, field.ground_m);
      // What the chord has left of the height, along the path.
      const V sink_m_s = -dot(next.v, next.p) / sqrt(dot(next.p, next.p));
      const V rest_s = select(lands && sink_m_s > V(1.0), next_m / sink_m_s, V(0.0));
      next.p = next.p + rest_s * next.v;
      dt = dt + rest_s;
      next_m = select(lands, V(0.0), next_m);
    }
    body = next;
    height_m = select(falls, next_m, height_m);
    time_s = time_s + dt;
    fallen_s = fallen_s + step_s;
  }
}

/// The bodies from row place `first` on.
template <class V>
void fall_from(FallRows& rows, int first) {
  const auto get = [&](int r) { return load<V>(&rows.row[r][first]); };
  const FallField<V> field{get(6), V(rows.geoid_undulation_m), V(rows.ground_hae_m), rows.air};
  Fall<V> body{{get(0), get(1), get(2)}, {get(3), get(4), get(5)}};
  V time_s;
  rows.all_down &= fall_down(field, body, time_s);
  store(&rows.row[0][first], body.p.x);
  store(&rows.row[1][first], body.p.y);
  store(&rows.row[2][first], body.p.z);
  store(&rows.time_s[first], time_s);
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
