#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "scenario/scenario.hpp"

namespace cupola {

/// The cubic that every platform is flying at one instant, in plain arrays by PlatformId, so that a kernel
/// can move all platforms at once: x(t) = ((a t + b) t + c) t + d with t in seconds since its begin. A
/// platform that has not begun stands where it will begin, one that has ended where it ended.
class SegmentLanes {
 public:
  static constexpr std::size_t kPadding = 8;  ///< arrays are as long as a multiple of this

  SegmentLanes(const std::vector<Platform>& platforms, Time origin);

  /// Brings platforms, eight at a time (n: 8 n to 8 n + 7), to the segments that hold t; cheap where few have
  /// passed into another. The rest stay as they were.
  void move_to(Time t, const std::vector<std::uint32_t>& eights);
  /// Nobody asks for platform i after t any more, but for looks that began before: later it stays in its segment.
  void let_go(std::size_t i, Time t) { let_go_[i] = std::min(let_go_[i], t + kLookLongest); }

  std::size_t count() const { return paths_.size(); }
  std::size_t padded() const { return padded_; }
  /// Begins, in whole nanoseconds since the origin.
  const double* begin_ns() const { return begin_ns_.data(); }
  /// Does platform i fly the cubic that stands here for it at t? Not where it stands, or was let go.
  bool flies_here(std::size_t i, Time t) const {
    return from_[i] <= t && t < until_[i] && from_[i] != Time{INT64_MIN} && until_[i] != kNever;
  }
  double since_origin_ns(Time t) const { return static_cast<double>((t - origin_).ns); }
  /// By rank (0 a, 1 b, 2 c, 3 d) and axis (0 x, 1 y, 2 z); the twelve arrays follow one another in this order.
  const double* coefficient(int rank, int axis) const {
    return cubics_.data() + (3 * static_cast<std::size_t>(rank) + static_cast<std::size_t>(axis)) * padded_;
  }

 private:
  /// Platforms side by side, and the time in which nobody of them leaves the segment loaded.
  struct Block {
    std::size_t first = 0;
    Time from{INT64_MAX}, until{INT64_MIN};
  };
  static constexpr Duration kLookLongest{60'000'000'000};
  void move(Block& block, Time t);
  void load(std::size_t i, Time t);
  void put(std::size_t i, Time begin, const Vec3& a, const Vec3& b, const Vec3& c, const Vec3& d);

  std::vector<PathReader> paths_;
  Time origin_;
  std::size_t padded_;
  std::vector<double> begin_ns_, cubics_;
  std::vector<Time> from_, until_;  // the segment loaded holds [from, until); that of nobody all times
  std::vector<Time> let_go_;
  std::vector<Block> blocks_;
};

}  // namespace cupola
