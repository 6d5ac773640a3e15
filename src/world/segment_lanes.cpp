#include "world/segment_lanes.hpp"

#include <algorithm>

namespace cupola {
namespace {

constexpr std::size_t kBlock = SegmentLanes::kPadding;

}  // namespace

SegmentLanes::SegmentLanes(const std::vector<Platform>& platforms, Time origin)
    : platforms_(&platforms), origin_(origin) {
  const std::size_t n = platforms.size();
  const std::size_t padded = (n + kPadding - 1) / kPadding * kPadding;
  begin_ns_.assign(padded, 0.0);
  for (std::vector<double>& row : rows_) row.assign(padded, 0.0);
  from_.assign(n, Time{INT64_MAX});
  until_.assign(n, Time{INT64_MIN});
  let_go_.assign(n, kNever);
  cursors_.assign(n, 0);
  for (std::size_t i = 0; i < n; i += kBlock) blocks_.push_back({i, std::min(i + kBlock, n)});
}

void SegmentLanes::move_to(Time t, const std::vector<std::uint32_t>& eights) {
  for (const std::uint32_t n : eights)
    if (t < blocks_[n].from || t >= blocks_[n].until) move(blocks_[n], t);
}

void SegmentLanes::move(Block& block, Time t) {
  block.from = Time{INT64_MIN};
  block.until = Time{INT64_MAX};
  for (std::size_t i = block.first; i < block.last; ++i) {
    if (t < from_[i] || t >= until_[i]) load(i, t);
    block.from = std::max(block.from, from_[i]);
    block.until = std::min(block.until, until_[i]);
  }
}

void SegmentLanes::load(std::size_t i, Time t) {
  if (t >= let_go_[i]) {
    from_[i] = let_go_[i];
    until_[i] = kNever;
    return;
  }
  const Path& path = (*platforms_)[i].path;
  const Vec3 none;
  cursors_[i] = path.find(t, cursors_[i]);
  const Path::Segment& s = path.segments()[cursors_[i]];
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
  const Vec3* by_rank[] = {&a, &b, &c, &d};
  for (std::size_t rank = 0; rank < 4; ++rank) {
    rows_[3 * rank][i] = by_rank[rank]->x;
    rows_[3 * rank + 1][i] = by_rank[rank]->y;
    rows_[3 * rank + 2][i] = by_rank[rank]->z;
  }
}

}  // namespace cupola
