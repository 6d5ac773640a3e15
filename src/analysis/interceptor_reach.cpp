#include "analysis/interceptor_reach.hpp"

#include <algorithm>

#include "flight/envelope.hpp"
#include "flight/flyout_table.hpp"

namespace cupola {

namespace {

constexpr double kLaunch_msl_m = 100.0;
constexpr double kWider = 2.5, kHigher = 1.35;  // of the zone
constexpr int kRanges = 240, kHeights = 64, kFine = 960, kIsochrones = 12;
// An aircraft that goes away, a thing that hangs, an aircraft that comes, a fast one, a ballistic missile.
constexpr double kClosing_m_s[] = {-250.0, 0.0, 250.0, 600.0, 1200.0};

/// The advertised zone widened, so that what lies beyond it is flown too.
FlyoutTable wide_table(InterceptorType type) {
  type.range_max_m = kWider * type.range_max_m;
  type.altitude_max_m = kHigher * type.altitude_max_m;
  return fly_table(type, kLaunch_msl_m, kRanges, kHeights);
}

/// Times along one height of the table, on even ranges.
class Row {
 public:
  Row(const FlyoutTable& table, double height_m)
      : table_(table), height_m_(height_m), step_m_(table.range_m(table.range_count - 1) / kFine) {}

  double range_m(int i) const { return i * step_m_; }
  double time_s(int i) const { return table_.time_of_flight_s(range_m(i), height_m_); }

  double nearest_m() const {
    for (int i = 0; i <= kFine; ++i)
      if (time_s(i) > 0.0) return range_m(i);
    return -1.0;
  }
  double farthest_m() const {
    for (int i = kFine; i >= 0; --i)
      if (time_s(i) > 0.0) return range_m(i);
    return -1.0;
  }

  /// The farthest range to which the round gets in that time; negative: none, or all.
  double within_m(double time_s_most) const {
    int last = -1;
    for (int i = 0; i <= kFine; ++i) {
      const double time = time_s(i);
      if (time > 0.0 && time <= time_s_most) last = i;
    }
    if (last < 0 || last == kFine || !(time_s(last + 1) > 0.0)) return -1.0;
    const double before_s = time_s(last), after_s = time_s(last + 1);
    return range_m(last) + step_m_ * (time_s_most - before_s) / (after_s - before_s);
  }

  /// Where a target is at launch that is met as far out as can be.
  double launch_range_m(double closing_m_s, const InterceptorType& type) const {
    double farthest = -1.0;
    for (int i = 0; i <= kFine; ++i) {
      const double range = range_m(i), time = time_s(i);
      if (time <= 0.0 || range < type.range_min_m || range > type.range_max_m) continue;
      farthest = std::max(farthest, range + closing_m_s * time);
    }
    return farthest;
  }

 private:
  const FlyoutTable& table_;
  double height_m_, step_m_;
};

/// 1, 2 or 5 times a power of ten, so that five to twelve of them make up `longest_s`.
double isochrone_step_s(double longest_s) {
  double step = 1.0;
  for (const double next : {2.0, 2.5, 2.0, 2.0, 2.5, 2.0})
    if (longest_s / step > kIsochrones) step *= next;
  return step;
}

}  // namespace

std::vector<PublicFigure> public_figures(const InterceptorType& type) {
  std::vector<PublicFigure> figures;
  for (const EnvelopeResidual& r : envelope_residuals(type))
    figures.push_back({r.what, r.unit, r.published, r.low, r.high, r.model, r.fitted, r.met(),
                       r.claim == FigureClaim::reach});
  return figures;
}

InterceptorReach interceptor_reach(const InterceptorType& type) {
  InterceptorReach reach{
      type.range_min_m, type.range_max_m, type.altitude_min_m, type.altitude_max_m, {}, {}, {}, {}, {}};
  const FlyoutTable table = wide_table(type);
  double longest_s = 0.0;
  std::vector<Row> rows;
  for (int j = 0; j < table.height_count; ++j) {
    reach.height_m.push_back(table.height_m(j));
    const Row& row = rows.emplace_back(table, reach.height_m.back());
    reach.nearest_m.push_back(row.nearest_m());
    reach.farthest_m.push_back(row.farthest_m());
    if (row.farthest_m() > 0.0)
      longest_s = std::max(longest_s, table.time_of_flight_s(row.farthest_m(), reach.height_m.back()));
  }
  const double step_s = isochrone_step_s(longest_s);
  for (double time_s = step_s; time_s < longest_s; time_s += step_s) {
    InterceptorReach::Isochrone line{time_s, {}};
    for (std::size_t j = 0; j < rows.size(); ++j)
      if (const double range_m = rows[j].within_m(time_s); range_m >= 0.0)
        line.points.push_back({range_m, reach.height_m[j]});
    if (line.points.size() > 1) reach.isochrones.push_back(line);
  }
  for (const double closing_m_s : kClosing_m_s) {
    if (closing_m_s > type.target_speed_max_m_s) continue;
    LaunchRange launch{closing_m_s, {}};
    for (std::size_t j = 0; j < rows.size(); ++j)
      launch.range_m.push_back(
          reach.height_m[j] <= type.altitude_max_m ? rows[j].launch_range_m(closing_m_s, type) : -1.0);
    reach.launch_ranges.push_back(launch);
  }
  return reach;
}

}  // namespace cupola
