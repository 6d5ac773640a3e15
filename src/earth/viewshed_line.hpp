#pragma once

#include <cstdint>

namespace cupola {

/// One line of a sweep away from the site: a row of posts (or a column), its quantities along the line as cubics in
/// t = (lane - centre) * per_span.
struct ViewshedLine {
  const std::int16_t* posts;  ///< by lane
  const float* before;        ///< of the line before: slope of the steepest ray so far, by lane
  float* steepest;            ///< the same of this line; the lanes behind `high` are scratch up to kLinePadding
  float* height_m;            ///< least height at which a target is seen, at least the ground; same scratch
  int low, middle, high;      ///< lanes up to middle look back to higher lanes, those above it to lower ones
  float base_m, quantum_m;    ///< of the posts
  float centre, per_span;
  float along_m[4];           ///< what slopes are counted by: distance times a constant of the ray
  float per_along_m[4];       ///< its inverse
  float level_m[4];           ///< the level plane through the eye, seen from the curved ground
  float back[4];              ///< where the ray crossed the line before, in lanes from here
};

inline constexpr int kLinePadding = 32;

void sweep_line_v3(const ViewshedLine& line);
void sweep_line_v4(const ViewshedLine& line);  ///< only where has_wide_lanes(); the same bits

}  // namespace cupola
