#include "earth/path.hpp"

#include <algorithm>

#include "core/check.hpp"

namespace cupola {

namespace {

/// The cubic that has the given states at both ends (Hermite).
Path::Segment join(Time begin, const Motion& from, Time end, const Motion& to) {
  const double h_s = (end - begin).seconds();
  const Vec3 step = to.p_ecef_m - from.p_ecef_m;
  const Vec3 slope = step / h_s;

  Path::Segment s{begin, end, {}, {}, from.v_ecef_m_s, from.p_ecef_m};
  s.b = (3.0 * slope - 2.0 * from.v_ecef_m_s - to.v_ecef_m_s) / h_s;
  s.a = (from.v_ecef_m_s + to.v_ecef_m_s - 2.0 * slope) / (h_s * h_s);
  return s;
}

/// No speed along such a segment is above this: its velocity is a quadratic, and lies in the triangle of its
/// control points (Bernstein), of which two are the velocities at the ends.
double speed_bound_m_s(const Path::Segment& s, const Motion& to) {
  const Vec3 between = s.c + (s.end - s.begin).seconds() * s.b;
  return std::max({norm(s.c), norm(between), norm(to.v_ecef_m_s)});
}

}  // namespace

void Path::add_knot(Time t, const Motion& motion) {
  CUPOLA_CHECK(!has_last_ || t > last_time_);
  if (has_last_) {
    segments_.push_back(join(last_time_, last_, t, motion));
    most_speed_m_s_ = std::max(most_speed_m_s_, speed_bound_m_s(segments_.back(), motion));
  }
  last_time_ = t;
  last_ = motion;
  has_last_ = true;
}

std::size_t Path::find(Time t, std::size_t cursor) const {
  CUPOLA_CHECK(!empty());
  const std::size_t last = segments_.size() - 1;

  // Motion is asked for in rising time, or back and forth between two: most calls stay in the segment of the
  // last one or take a neighbour.
  if (cursor <= last) {
    if (t < segments_[cursor].begin) {
      if (cursor > 0 && t >= segments_[cursor - 1].begin) return cursor - 1;
    } else {
      if (t < segments_[cursor].end) return cursor;
      if (cursor < last && t < segments_[cursor + 1].end) return cursor + 1;
    }
  }

  const auto after = std::upper_bound(segments_.begin(), segments_.end(), t,
                                      [](Time time, const Segment& s) { return time < s.begin; });
  return after == segments_.begin() ? 0 : static_cast<std::size_t>(after - segments_.begin()) - 1;
}

Motion Path::at(Time t, std::size_t& cursor) const {
  cursor = find(t, cursor);
  const Segment& s = segments_[cursor];
  return evaluate(s, std::clamp(t, s.begin, s.end));
}

Motion Path::at(Time t) const {
  std::size_t cursor = 0;
  return at(t, cursor);
}

Motion Path::evaluate(const Segment& s, Time t) {
  const double u_s = (t - s.begin).seconds();
  return {u_s * (u_s * (u_s * s.a + s.b) + s.c) + s.d, u_s * (u_s * (3.0 * s.a) + 2.0 * s.b) + s.c};
}

}  // namespace cupola
