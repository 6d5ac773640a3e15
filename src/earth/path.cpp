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

/// Which segment holds t, wherever it is?
std::size_t searched(std::span<const Path::Segment> segments, Time t) {
  CUPOLA_CHECK(!segments.empty());
  const auto after = std::upper_bound(segments.begin(), segments.end(), t,
                                      [](Time time, const Path::Segment& s) { return time < s.begin; });
  return after == segments.begin() ? 0 : static_cast<std::size_t>(after - segments.begin()) - 1;
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

  return searched(segments_, t);
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

void PathReader::turn_to(Time t) {
  // Motion is asked for in rising time, or back and forth between two: most often it is in the neighbour.
  const std::size_t near = t < from_ ? at_ - 1 : at_ + 1;
  const bool there = near < segments_.size() && segments_[near].begin <= t && t < segments_[near].end;
  at_ = there ? near : searched(segments_, t);
  from_ = at_ == 0 ? Time{INT64_MIN} : segments_[at_].begin;
  until_ = at_ + 1 == segments_.size() ? Time{INT64_MAX} : segments_[at_].end;
  if (at_ + 1 == segments_.size()) return;
  // The next one is asked for in a while, and by then nothing of it would be at hand.
  __builtin_prefetch(&segments_[at_ + 1].begin);
  __builtin_prefetch(&segments_[at_ + 1].d);
}

}  // namespace cupola
