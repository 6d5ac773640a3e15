#include "analysis/coverage_look.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola {
namespace {

constexpr Time kNow{0};
constexpr int kTurns = 24;

}  // namespace

CoverageLooks::CoverageLooks(const Scenario& scenario, const RadarSite& site)
    : model_(scenario, site, ReplicateKey{}) {
  CUPOLA_CHECK(model_.targets.size() == 1);
  LookConstants& c = model_.constants;
  c.beam_begin_rad = c.beam_rate_rad_s = c.begin_since_start_ns = 0.0;
  c.beam_spacing_rad = 2.0 * math::kPi;
  c.sweep_ns = 1.0;
  c.ordinal = 0;
  for (int i = 0; i < kTurns; ++i) {
    model_.face(2.0 * math::kPi * i / kTurns);
    std::memcpy(normals_.emplace_back().of, c.normal, sizeof c.normal);
  }
  model_.face(site.sector_centre_rad);
  const double width_rad = site.type.sector_width_rad;
  if (site.type.scan != ScanKind::sector || !(width_rad < 2.0 * math::kPi)) return;
  sector_cosine_ = math::cos(0.5 * width_rad);
  axis_east_ = math::sin(site.sector_centre_rad);
  axis_north_ = math::cos(site.sector_centre_rad);
}

double CoverageLooks::look_interval_s() const {
  const RadarType& type = site().type;
  return type.scan == ScanKind::rotating ? type.rotation_period_s / type.faces : double{type.search_frame_s};
}

Path::Segment CoverageLooks::passing(const CoveragePoint& point, const Course& course) const {
  double east = course.east, north = course.north;
  if (course.towards_radar) {
    const Vec3 line_m = model_.frame.origin_ecef_m - point.p_ecef_m;
    east = dot(line_m, point.east);
    north = dot(line_m, point.north);
    const double across_m = std::sqrt(east * east + north * north);
    if (across_m > 1.0) {
      east /= across_m;
      north /= across_m;
    } else {  // overhead every way is as good
      east = 0.0;
      north = 1.0;
    }
  }
  const Vec3 v_ecef_m_s = course.speed_m_s * (east * point.east + north * point.north);
  return {kNow, kNow + Duration::seconds(1.0), Vec3{}, Vec3{}, v_ecef_m_s, point.p_ecef_m};
}

void CoverageLooks::look(const CoveragePoint* points, std::size_t count, const Course& course,
                         LookBatch& batch, double* pd, bool* in_sight) const {
  batch.clear();
  for (std::size_t i = 0; i < count; ++i)
    batch.add(PlatformId{0}, passing(points[i], course), kNow, 0.0, model_.targets.front());
  batch.look(kernels(), model_.constants);
  for (std::size_t i = 0; i < count; ++i) {
    in_sight[i] = batch.is(kLineOfSight, i);
    pd[i] = facing(batch, i) ? seen_probability(batch, i) : 0.0;
  }
}

/// Is it in the sector that the radar faces at the start?
bool CoverageLooks::facing(const LookBatch& batch, std::size_t row) const {
  const double east_m = batch.value(kLookEast, row), north_m = batch.value(kLookNorth, row);
  return east_m * axis_east_ + north_m * axis_north_ >=
         sector_cosine_ * std::sqrt(east_m * east_m + north_m * north_m);
}

/// The nearest of the turns that are kept.
std::size_t CoverageLooks::turn_towards(const Vec3& p_ecef_m) const {
  const Vec3 p_enu_m = model_.frame.enu_from_ecef(p_ecef_m);
  const double turns = math::atan2(p_enu_m.x, p_enu_m.y) / (2.0 * math::kPi) * kTurns;
  return static_cast<std::size_t>(std::floor(turns + 0.5) + kTurns) % kTurns;
}

void CoverageLooks::look(const Motion* motions, std::size_t count, bool turned, LookBatch& batch,
                         double* pd) const {
  LookConstants constants = model_.constants;
  for (std::size_t from = 0, to; from < count; from = to) {
    // As many in a row as the array faces alike.
    const std::size_t turn = turned ? turn_towards(motions[from].p_ecef_m) : 0;
    for (to = from + 1; to < count && (!turned || turn_towards(motions[to].p_ecef_m) == turn);) ++to;
    if (turned) std::memcpy(constants.normal, normals_[turn].of, sizeof constants.normal);
    batch.clear();
    for (std::size_t i = from; i < to; ++i) {
      const Motion& m = motions[i];
      batch.add(PlatformId{0},
                {kNow, kNow + Duration::seconds(1.0), Vec3{}, Vec3{}, m.v_ecef_m_s, m.p_ecef_m}, kNow, 0.0,
                model_.targets.front());
    }
    batch.look(kernels(), constants);
    for (std::size_t i = from; i < to; ++i)
      pd[i] = turned || facing(batch, i - from) ? seen_probability(batch, i - from) : 0.0;
  }
}

double CoverageLooks::seen_probability(const LookBatch& batch, std::size_t row) const {
  const bool open = batch.is(kLineOfSight, row) || !model_.constants.masks;
  return open && batch.is(kInCoverage, row) ? std::clamp(batch.value(kLookPd, row), 0.0, 1.0) : 0.0;
}

void CoverageLooks::look_turned(const CoveragePoint* points, std::size_t count,
                                const std::vector<char>& wanted, const Course& course, LookBatch& batch,
                                double* pd) const {
  std::array<std::vector<std::size_t>, kTurns> by_turn;
  for (std::size_t i = 0; i < count; ++i) {
    pd[i] = 0.0;
    if (!wanted[i]) continue;
    by_turn[turn_towards(points[i].p_ecef_m)].push_back(i);
  }
  LookConstants turned = model_.constants;
  for (std::size_t turn = 0; turn < kTurns; ++turn) {
    if (by_turn[turn].empty()) continue;
    std::memcpy(turned.normal, normals_[turn].of, sizeof turned.normal);
    batch.clear();
    for (const std::size_t i : by_turn[turn])
      batch.add(PlatformId{0}, passing(points[i], course), kNow, 0.0, model_.targets.front());
    batch.look(kernels(), turned);
    for (std::size_t row = 0; row < by_turn[turn].size(); ++row)
      pd[by_turn[turn][row]] = seen_probability(batch, row);
  }
}

}  // namespace cupola
