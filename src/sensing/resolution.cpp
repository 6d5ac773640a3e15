#include "sensing/resolution.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "sensing/azimuth.hpp"

namespace cupola {
namespace {

bool same_cell(const Echo& a, const Echo& b, const ResolutionCell& cell) {
  return std::fabs(a.range_m - b.range_m) < cell.range_m &&
         std::fabs(a.elevation_rad - b.elevation_rad) < cell.elevation_rad &&
         std::fabs(math::wrap_pi(a.azimuth_rad - b.azimuth_rad)) * math::cos(a.elevation_rad) <
             cell.azimuth_rad;
}

/// Weighted mean, and spread about it, of offsets from the strongest.
struct Moments {
  double mean = 0.0, square = 0.0;
  void add(double weight, double measured) {
    mean += weight * measured;
    square += weight * measured * measured;
  }
  double spread() const { return std::max(square - mean * mean, 0.0); }
};

/// What a radar reports of an echo that stands alone.
Plot as_measured(const Echo& echo) {
  Plot plot;
  plot.time = echo.time;
  plot.range_m = echo.measured_range_m;
  plot.azimuth_rad = full_turn(echo.measured_azimuth_rad);
  plot.elevation_rad = echo.measured_elevation_rad;
  plot.range_sd_m = echo.range_sd_m;
  plot.azimuth_sd_rad = echo.azimuth_sd_rad;
  plot.elevation_sd_rad = echo.elevation_sd_rad;
  return plot;
}

}  // namespace

/// Rising, equals by platform.
void Resolver::sort(std::vector<Ranked>& ranked) {
  std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return a.key != b.key ? a.key < b.key : a.platform < b.platform;
  });
}

void Resolver::group(const std::vector<Echo>& echoes, const ResolutionCell& cell) {
  const auto n = static_cast<std::uint32_t>(echoes.size());
  by_range_.clear();
  for (std::uint32_t i = 0; i < n; ++i) by_range_.push_back({echoes[i].range_m, echoes[i].platform, i});
  sort(by_range_);
  const auto near = [&cell](const Ranked& a, const Ranked& b) { return b.key - a.key < cell.range_m; };
  if (std::adjacent_find(by_range_.begin(), by_range_.end(), near) == by_range_.end())
    return leave_alone(n);  // as most often

  members_.clear();
  begins_.assign(1, 0);
  taken_.assign(n, 0);
  by_strength_.clear();
  for (std::uint32_t i = 0; i < n; ++i) by_strength_.push_back({-echoes[i].snr, echoes[i].platform, i});
  sort(by_strength_);
  place_in_range_.resize(n);
  for (std::uint32_t place = 0; place < n; ++place) place_in_range_[by_range_[place].echo] = place;

  for (const Ranked& strongest : by_strength_) {
    if (taken_[strongest.echo]) continue;
    take_cell_of(strongest.echo, echoes, cell);
    begins_.push_back(static_cast<std::uint32_t>(members_.size()));
  }
}

/// Every echo is a plot.
void Resolver::leave_alone(std::uint32_t echoes) {
  members_.resize(echoes);
  begins_.resize(echoes + 1);
  begins_[0] = 0;
  for (std::uint32_t i = 0; i < echoes; ++i) {
    members_[i] = i;
    begins_[i + 1] = i + 1;
  }
}

void Resolver::take_cell_of(std::uint32_t strongest, const std::vector<Echo>& echoes,
                            const ResolutionCell& cell) {
  taken_[strongest] = 1;
  members_.push_back(strongest);
  const Echo& centre = echoes[strongest];
  const auto take = [&](std::uint32_t other) {
    if (taken_[other] || !same_cell(centre, echoes[other], cell)) return;
    taken_[other] = 1;
    members_.push_back(other);
  };

  // Only neighbours in range can be in the cell.
  const std::uint32_t place = place_in_range_[strongest];
  for (std::uint32_t p = place; p-- > 0 && centre.range_m - by_range_[p].key < cell.range_m;)
    take(by_range_[p].echo);
  for (std::uint32_t p = place + 1; p < by_range_.size() && by_range_[p].key - centre.range_m < cell.range_m;
       ++p)
    take(by_range_[p].echo);
}

Plot centroid(const std::vector<Echo>& echoes, const std::uint32_t* begin, const std::uint32_t* end) {
  const Echo& strongest = echoes[*begin];
  Plot plot = as_measured(strongest);
  if (end - begin == 1) return plot;  // as most: a mean of one, and nothing spread

  double power = 0.0;
  for (const std::uint32_t* m = begin; m != end; ++m) power += echoes[*m].snr;
  Moments range, azimuth, elevation;
  for (const std::uint32_t* m = begin; m != end; ++m) {
    const Echo& e = echoes[*m];
    const double weight = e.snr / power;
    range.add(weight, e.measured_range_m - strongest.measured_range_m);
    azimuth.add(weight, math::wrap_pi(e.measured_azimuth_rad - strongest.measured_azimuth_rad));
    elevation.add(weight, e.measured_elevation_rad - strongest.measured_elevation_rad);
  }

  plot.range_m += range.mean;
  plot.azimuth_rad = full_turn(strongest.measured_azimuth_rad + azimuth.mean);
  plot.elevation_rad += elevation.mean;
  const auto widened = [](double sd, const Moments& m) { return std::sqrt(sd * sd + m.spread()); };
  plot.range_sd_m = widened(plot.range_sd_m, range);
  plot.azimuth_sd_rad = widened(plot.azimuth_sd_rad, azimuth);
  plot.elevation_sd_rad = widened(plot.elevation_sd_rad, elevation);
  return plot;
}

}  // namespace cupola
