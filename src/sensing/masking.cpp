#include "sensing/masking.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/math.hpp"

namespace cupola {
namespace {

bool same_beam(const Echo& a, const Echo& b, const MaskingWindow& window) {
  return std::fabs(a.elevation_rad - b.elevation_rad) < window.elevation_rad &&
         std::fabs(math::wrap_pi(a.azimuth_rad - b.azimuth_rad)) * math::cos(a.elevation_rad) <
             window.azimuth_rad;
}

}  // namespace

const std::vector<double>& Masking::others(const std::vector<Echo>& echoes, const MaskingWindow& window) {
  const double near_m = (window.guard + 0.5) * window.cell_m,
               far_m = near_m + 0.5 * window.cells * window.cell_m;
  others_.assign(echoes.size(), 0.0);
  by_range_.resize(echoes.size());
  std::iota(by_range_.begin(), by_range_.end(), 0u);
  std::sort(by_range_.begin(), by_range_.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (echoes[a].range_m != echoes[b].range_m) return echoes[a].range_m < echoes[b].range_m;
    return echoes[a].platform < echoes[b].platform;
  });
  // Sums go by range, so that they do not depend on the order of the echoes.
  for (std::size_t i = 0; i < by_range_.size(); ++i) {
    for (std::size_t j = i + 1; j < by_range_.size(); ++j) {
      const Echo &near = echoes[by_range_[i]], &far = echoes[by_range_[j]];
      const double apart_m = far.range_m - near.range_m;
      if (apart_m > far_m) break;
      if (apart_m < near_m || !same_beam(near, far, window)) continue;
      others_[by_range_[i]] += far.snr;
      others_[by_range_[j]] += near.snr;
    }
  }
  return others_;
}

}  // namespace cupola
