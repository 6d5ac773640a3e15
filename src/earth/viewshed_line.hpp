#pragma once

#include <cstdint>

namespace cupola {

/// One line of a sweep away from the site: a row of posts (or a column), its quantities along the line as
/// cubics in t = (lane - centre) * per_span.
struct ViewshedLine {
  const std::int16_t* posts;  ///< by lane
  const float* before;        ///< of the line before: slope of the steepest ray so far, by lane
  float* steepest;          ///< the same of this line; the lanes behind `high` are scratch up to kLinePadding
  float* height_m;          ///< least height at which a target is seen; same scratch
  int low, middle, high;    ///< lanes up to middle look back to higher lanes, those above it to lower ones
  float base_m, quantum_m;  ///< of the posts
  float centre, per_span;
  float along_m[4];      ///< what slopes are counted by: distance times a constant of the ray
  float per_along_m[4];  ///< its inverse
  float level_m[4];      ///< the level plane through the eye, seen from the curved ground
  float back[4];         ///< where the ray crossed the line before, in lanes from here
};

/// The same line where rays are kept, not posts: each ray is followed along its own great circle, and posts
/// read what they need between two rays. Quantities of posts are polynomials in t of the lane, those of rays
/// in t of the ray. Nothing is written beyond `lane_high` and `ray_high`.
struct RayLine {
  const std::int16_t* posts;  ///< by lane
  float* steepest;            ///< slope so far, by ray
  float* height_m;            ///< by lane
  int lane_low, lane_high, ray_low, ray_high;
  float base_m, quantum_m, last_lane;
  float lane_centre, per_lane_span, along_m[3], level_m[3], ray_of_lane[4];
  float ray_centre, per_ray_span, ray_level_m[4], ray_per_along_m[4], lane_of_ray[4];
};

/// Where the ground itself is seen, the height kept lies up to this much below it: so that the end of a
/// shadow comes out where it is, between a post that is seen and one that is not. No more, or crests would be
/// cut.
inline constexpr float kOpenGround_m = 10.0f;

inline constexpr int kLinePadding = 64;

void sweep_line_v3(const ViewshedLine& line);
void sweep_line_v4(const ViewshedLine& line);  ///< only where has_wide_lanes(); the same bits
void sweep_rays_v3(const RayLine& line);
void sweep_rays_v4(const RayLine& line);

}  // namespace cupola
