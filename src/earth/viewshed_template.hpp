#pragma once

#include "earth/float_lanes.hpp"
#include "earth/viewshed_line.hpp"

namespace cupola::lanes {
inline namespace CUPOLA_ISA {

template <class V>
struct Cubic {
  V c0, c1, c2, c3;
  CUPOLA_INLINE explicit Cubic(const float* c) : c0(c[0]), c1(c[1]), c2(c[2]), c3(c[3]) {}
  CUPOLA_INLINE V operator()(V t) const { return fma(fma(fma(c3, t, c2), t, c1), t, c0); }
};

/// The lanes on one side of the site: `Side` is +1 where rays come from higher lanes, -1 where from lower.
template <class V, int Side>
CUPOLA_INLINE void sweep_side(const ViewshedLine& line, int low, int high) {
  const Cubic<V> along_m(line.along_m), per_along_m(line.per_along_m), level_m(line.level_m), back(line.back);
  const V quantum_m(line.quantum_m), base_m(line.base_m), centre(line.centre), per_span(line.per_span);
  const V side(static_cast<float>(Side)), none(0.0f), one(1.0f), open_m(kOpenGround_m);
  for (int lane = low; lane <= high; lane += V::kLanes) {
    const V t = (V::counting(lane) - centre) * per_span;
    // The ray passed between two lanes of the line before.
    const V weight = min(max(side * back(t), none), one);
    const V straight = V::at(line.before + lane), beside = V::at(line.before + lane + Side);
    const V steepest = fma(weight, beside - straight, straight);

    const V ground_m = fma(quantum_m, V::of_posts(line.posts + lane), base_m);
    const V eye_level_m = level_m(t);
    const V slope = (ground_m - eye_level_m) * per_along_m(t);
    max(fma(steepest, along_m(t), eye_level_m), ground_m - open_m).to(line.height_m + lane);
    max(steepest, slope).to(line.steepest + lane);
  }
}

template <class V>
CUPOLA_INLINE void sweep_line(const ViewshedLine& line) {
  // The lower side first: its scratch lies in the upper side.
  sweep_side<V, 1>(line, line.low, line.middle);
  sweep_side<V, -1>(line, line.middle + 1, line.high);
}

template <class V>
struct Parabola {
  V c0, c1, c2;
  CUPOLA_INLINE explicit Parabola(const float* c) : c0(c[0]), c1(c[1]), c2(c[2]) {}
  CUPOLA_INLINE V operator()(V t) const { return fma(fma(c2, t, c1), t, c0); }
};

/// What every post of the line has before it.
template <class V>
CUPOLA_INLINE void read_heights(const RayLine& line) {
  const Cubic<V> ray(line.ray_of_lane);
  const Parabola<V> along_m(line.along_m), level_m(line.level_m);
  const V quantum_m(line.quantum_m), base_m(line.base_m - kOpenGround_m);
  const V centre(line.lane_centre), per_span(line.per_lane_span), step(static_cast<float>(V::kLanes));
  const V first_ray(static_cast<float>(line.ray_low)), last_ray(static_cast<float>(line.ray_high));
  // Own copies: stores of floats might change those of the line, for all the compiler knows.
  const std::int16_t* const posts = line.posts;
  const float* const rays = line.steepest;
  float* const heights_m = line.height_m;
  const int high = line.lane_high;
  V number = V::counting(line.lane_low);
  for (int lane = line.lane_low; lane <= high; lane += V::kLanes, number = number + step) {
    const V t = (number - centre) * per_span;
    const typename BetweenOf<V>::Type at(min(max(ray(t), first_ray), last_ray));
    const V steepest = between_close(rays, at);
    const V low_m = fma(quantum_m, V::of_posts(posts + lane), base_m);
    const V height_m = max(fma(steepest, along_m(t), level_m(t)), low_m);
    if (lane + V::kLanes - 1 <= high)
      height_m.to(heights_m + lane);
    else
      height_m.to(heights_m + lane, high - lane + 1);
  }
}

/// Then the ground of the line, as each ray meets it, masks what comes after.
template <class V>
CUPOLA_INLINE void raise_rays(const RayLine& line) {
  const Cubic<V> lane(line.lane_of_ray), per_along_m(line.ray_per_along_m), level_m(line.ray_level_m);
  const V quantum_m(line.quantum_m), base_m(line.base_m), none(0.0f), last_lane(line.last_lane);
  const V centre(line.ray_centre), per_span(line.per_ray_span), step(static_cast<float>(V::kLanes));
  const std::int16_t* const posts = line.posts;
  float* const rays = line.steepest;
  const int high = line.ray_high;
  V number = V::counting(line.ray_low);
  for (int ray = line.ray_low; ray <= high; ray += V::kLanes, number = number + step) {
    const V t = (number - centre) * per_span;
    const typename BetweenOf<V>::Type at(min(max(lane(t), none), last_lane));
    const V ground_m = fma(quantum_m, between_close(posts, at), base_m);
    const V slope = (ground_m - level_m(t)) * per_along_m(t);
    const V steepest = max(V::at(rays + ray), slope);
    if (ray + V::kLanes - 1 <= high)
      steepest.to(rays + ray);
    else
      steepest.to(rays + ray, high - ray + 1);
  }
}

template <class V>
CUPOLA_INLINE void sweep_rays(const RayLine& line) {
  read_heights<V>(line);
  raise_rays<V>(line);
}

}  // namespace CUPOLA_ISA
}  // namespace cupola::lanes
