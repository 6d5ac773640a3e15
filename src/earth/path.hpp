#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/time.hpp"
#include "core/vec3.hpp"

namespace cupola {

/// Position and velocity in the earth-fixed frame.
struct Motion {
  Vec3 p_ecef_m, v_ecef_m_s;
};

/// How something moves: knots of position and velocity in the earth-fixed frame, joined by cubics (Hermite),
/// so that where it is at any instant is a closed form. Every law of motion of the truth writes its result
/// as a Path.
/// Accurate   h^4/384 times the fourth derivative: below 1e-4 m for the knot spacing that flight/ uses
class Path {
 public:
  /// The cubic between two knots: p(t) = ((a t + b) t + c) t + d with t in seconds since `begin`.
  struct Segment {
    Time begin, end;
    Vec3 a, b, c, d;
  };

  void add_knot(Time t, const Motion& motion);  ///< in rising time
  bool empty() const { return segments_.empty(); }
  Time begin() const { return segments_.front().begin; }
  Time end() const { return segments_.back().end; }
  const std::vector<Segment>& segments() const { return segments_; }

  /// State at t, held at the ends outside [begin, end]. `cursor` remembers the last segment between calls.
  Motion at(Time t, std::size_t& cursor) const;
  Motion at(Time t) const;
  std::size_t find(Time t, std::size_t cursor) const;        ///< index of the segment that holds t
  double most_speed_m_s() const { return most_speed_m_s_; }  ///< never is it faster, from begin to end

  static Motion evaluate(const Segment& s, Time t) {
    const double u_s = (t - s.begin).seconds();
    return {u_s * (u_s * (u_s * s.a + s.b) + s.c) + s.d, u_s * (u_s * (3.0 * s.a) + 2.0 * s.b) + s.c};
  }

 private:
  std::vector<Segment> segments_;
  Time last_time_;
  Motion last_;
  double most_speed_m_s_ = 0.0;
  bool has_last_ = false;
};

/// A path, and the segment of it that was asked for last: while that holds the times asked for nothing else of
/// the path is touched, and then its neighbour alone. The path must outlive it, as it is.
class PathReader {
 public:
  explicit PathReader(const Path& path) : segments_(path.segments()) {}

  /// The segment that holds t; the first for all times before, the last for all times after.
  const Path::Segment& segment(Time t) {
    if (t < from_ || t >= until_) turn_to(t);
    return segments_[at_];
  }
  Motion motion(Time t) {
    const Path::Segment& s = segment(t);
    return Path::evaluate(s, std::clamp(t, s.begin, s.end));
  }

 private:
  void turn_to(Time t);

  std::span<const Path::Segment> segments_;
  std::size_t at_ = 0;
  Time from_{INT64_MAX}, until_{INT64_MIN};  // segment `at_` is the answer in [from_, until_)
};

}  // namespace cupola
