#include "analysis/coverage_look.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola {
namespace {

constexpr Time kNow{0};

}  // namespace

CoverageLooks::CoverageLooks(const Scenario& scenario, const RadarSite& site)
    : model_(scenario, site, ReplicateKey{}) {
  CUPOLA_CHECK(model_.targets.size() == 1);
  LookConstants& c = model_.constants;
  c.beam_begin_rad = c.beam_rate_rad_s = c.begin_since_start_ns = 0.0;
  c.beam_spacing_rad = 2.0 * math::kPi;
  c.sweep_ns = 1.0;
  c.ordinal = 0;
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
    const double east_m = batch.value(kLookEast, i), north_m = batch.value(kLookNorth, i);
    const bool facing = east_m * axis_east_ + north_m * axis_north_ >=
                        sector_cosine_ * std::sqrt(east_m * east_m + north_m * north_m);
    in_sight[i] = batch.is(kLineOfSight, i);
    const bool seen = facing && batch.is(kInCoverage, i) && (in_sight[i] || !model_.constants.masks);
    pd[i] = seen ? std::clamp(batch.value(kLookPd, i), 0.0, 1.0) : 0.0;
  }
}

}  // namespace cupola
