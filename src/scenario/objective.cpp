#include "scenario/objective.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "earth/horizon.hpp"

namespace cupola {

namespace {

/// The instant in a segment at which it is nearest to the place: ternary search, as the range has one minimum
/// there.
Time nearest(const Path::Segment& segment, const LocalFrame& place) {
  Time low = segment.begin, high = segment.end;
  while ((high - low).ns > 2) {
    const Duration third{(high - low).ns / 3};
    const Time left = low + third, right = high - third;
    const double left_m = ground_range_m(place, Path::evaluate(segment, left).p_ecef_m);
    const double right_m = ground_range_m(place, Path::evaluate(segment, right).p_ecef_m);
    (left_m <= right_m ? high : low) = left_m <= right_m ? right : left;
  }
  return low;
}

/// The first instant after `outside` that is within the range, known to be so at `inside`: bisection.
Time crossing(const Path::Segment& segment, const LocalFrame& place, double range_m, Time outside,
              Time inside) {
  while ((inside - outside).ns > 1) {
    const Time middle = outside + Duration{(inside - outside).ns / 2};
    const bool is_in = ground_range_m(place, Path::evaluate(segment, middle).p_ecef_m) <= range_m;
    (is_in ? inside : outside) = middle;
  }
  return inside;
}

}  // namespace

double ground_range_m(const LocalFrame& place, const Vec3& p_ecef_m) {
  const Vec3 p_enu_m = place.enu_from_ecef(p_ecef_m);
  const double level_m = std::sqrt(p_enu_m.x * p_enu_m.x + p_enu_m.y * p_enu_m.y);
  return kMeanEarthRadius_m * math::atan2(level_m, kMeanEarthRadius_m + p_enu_m.z);
}

Time first_within(const Path& path, const LocalFrame& place, double range_m) {
  for (const Path::Segment& segment : path.segments()) {
    const double begin_m = ground_range_m(place, segment.d);
    if (begin_m <= range_m) return segment.begin;

    // A segment too short to get there is passed over; on the ground the way is no longer than in the air.
    const double h_s = (segment.end - segment.begin).seconds();
    const Motion end = Path::evaluate(segment, segment.end);
    const double reach_m = 1.5 * h_s * std::max(norm(segment.c), norm(end.v_ecef_m_s));
    if (begin_m - reach_m > range_m) continue;

    const Time inside = nearest(segment, place);
    if (ground_range_m(place, Path::evaluate(segment, inside).p_ecef_m) <= range_m)
      return crossing(segment, place, range_m, segment.begin, inside);
  }
  const bool ends_there = !path.empty() && ground_range_m(place, path.at(path.end()).p_ecef_m) <= range_m;
  return ends_there ? path.end() : kNever;
}

}  // namespace cupola
