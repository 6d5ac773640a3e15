#include "world/segment_lanes.hpp"

#include <algorithm>
#include <bit>

namespace cupola {
namespace {

constexpr std::size_t kBlock = SegmentLanes::kPadding;

}  // namespace

SegmentLanes::SegmentLanes(const std::vector<Platform>& platforms, Time origin)
    : origin_(origin), padded_((platforms.size() + kPadding - 1) / kPadding * kPadding) {
  const std::size_t n = platforms.size();
  begin_ns_.assign(padded_, 0.0);
  cubics_.assign(12 * padded_, 0.0);
  paths_.reserve(n);
  for (const Platform& platform : platforms) paths_.emplace_back(platform.path);
  from_.assign(n, Time{INT64_MAX});
  from_.resize(padded_, Time{INT64_MIN});
  until_.assign(n, Time{INT64_MIN});
  until_.resize(padded_, Time{INT64_MAX});
  let_go_.assign(n, kNever);
  for (std::size_t i = 0; i < n; i += kBlock) blocks_.push_back({i});
}

void SegmentLanes::move_to(Time t, const std::vector<std::uint32_t>& eights) {
  for (const std::uint32_t n : eights)
    if (t < blocks_[n].from || t >= blocks_[n].until) move(blocks_[n], t);
}

/// Who has left his segment is found without a branch for each: nobody could foretell them.
void SegmentLanes::move(Block& block, Time t) {
  const Time *from = from_.data() + block.first, *until = until_.data() + block.first;
  unsigned left = 0;
  for (std::size_t k = 0; k < kBlock; ++k)
    left |= (static_cast<unsigned>(t < from[k]) | static_cast<unsigned>(t >= until[k])) << k;
  for (; left != 0; left &= left - 1) load(block.first + static_cast<std::size_t>(std::countr_zero(left)), t);
  block.from = Time{INT64_MIN};
  block.until = Time{INT64_MAX};
  for (std::size_t k = 0; k < kBlock; ++k) {
    block.from = std::max(block.from, from[k]);
    block.until = std::min(block.until, until[k]);
  }
}

void SegmentLanes::load(std::size_t i, Time t) {
  if (t >= let_go_[i]) {
    from_[i] = let_go_[i];
    until_[i] = kNever;
    return;
  }
  const Vec3 none;
  const Path::Segment& s = paths_[i].segment(t);
  if (t < s.begin) {
    from_[i] = Time{INT64_MIN};
    until_[i] = s.begin;
    put(i, origin_, none, none, none, s.d);
  } else if (t >= s.end) {
    from_[i] = s.end;
    until_[i] = kNever;
    put(i, origin_, none, none, none, Path::evaluate(s, s.end).p_ecef_m);
  } else {
    from_[i] = s.begin;
    until_[i] = s.end;
    put(i, s.begin, s.a, s.b, s.c, s.d);
  }
}

void SegmentLanes::put(std::size_t i, Time begin, const Vec3& a, const Vec3& b, const Vec3& c,
                       const Vec3& d) {
  begin_ns_[i] = since_origin_ns(begin);
  double* at = cubics_.data() + i;
  for (const Vec3* of_rank : {&a, &b, &c, &d}) {
    at[0] = of_rank->x;
    at[padded_] = of_rank->y;
    at[2 * padded_] = of_rank->z;
    at += 3 * padded_;
  }
}

}  // namespace cupola
