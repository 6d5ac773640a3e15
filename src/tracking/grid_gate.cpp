#include "tracking/grid_gate.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/check.hpp"

namespace cupola {
namespace {

// Odd, and far from each other on any ring: where the rows of y and of z begin.
constexpr std::int64_t kRowOfY = 0x278dde6e5fd29e5, kRowOfZ = 0x1a1b6c2f3ae5d2b7;

constexpr double kFarthest_m = 1e100;

std::int64_t cell_at(double at_m, double cells_per_m) {
  return static_cast<std::int64_t>(std::floor(at_m * cells_per_m));
}

std::int64_t times(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}

/// The largest magnitude. As whole numbers, where NaN and infinity are the largest of all and are refused.
double farthest(std::span<const double> values, double least) {
  std::uint64_t most = std::bit_cast<std::uint64_t>(least);
  for (const double v : values) most = std::max(most, std::bit_cast<std::uint64_t>(std::fabs(v)));
  CUPOLA_CHECK(std::bit_cast<double>(most) < kFarthest_m);
  return std::bit_cast<double>(most);
}

double farthest(const GatePoints& points, double least) {
  return farthest(points.z_m, farthest(points.y_m, farthest(points.x_m, least)));
}

/// The width of what an even spread with this mean distance from the middle would fill; by some of the
/// values.
double width_of(std::span<const double> values) {
  const std::size_t step = values.size() / 128 + 1;
  double count = 0.0, sum = 0.0, away = 0.0;
  for (std::size_t i = 0; i < values.size(); i += step) sum += values[i], count += 1.0;
  const double middle = sum / count;
  for (std::size_t i = 0; i < values.size(); i += step) away += std::fabs(values[i] - middle);
  return 4.0 * away / count;
}

/// About how far the plots lie apart in the two directions in which they spread most.
double spacing_m(const GatePoints& plots) {
  if (plots.x_m.empty()) return 0.0;
  double width_m[] = {width_of(plots.x_m), width_of(plots.y_m),
                      plots.z_m.empty() ? 0.0 : width_of(plots.z_m)};
  std::sort(width_m, width_m + 3);
  return std::sqrt(width_m[2] * width_m[1] / static_cast<double>(plots.x_m.size()));
}

}  // namespace

GridGate::GridGate(Limits limits) : limits_(limits) {
  CUPOLA_CHECK(limits.looked_at_most > 0 && limits.kept_most > 0 && limits.pairs_most > 0);
  near_.resize(limits.looked_at_most);
}

std::span<const GatePair> GridGate::find(const GatePoints& tracks, std::span<const double> radius_m,
                                         const GatePoints& plots) {
  has_z_ = !tracks.z_m.empty() || !plots.z_m.empty();
  CUPOLA_CHECK(tracks.x_m.size() == radius_m.size() && tracks.y_m.size() == radius_m.size());
  CUPOLA_CHECK(plots.x_m.size() == plots.y_m.size());
  CUPOLA_CHECK(tracks.z_m.size() == (has_z_ ? tracks.x_m.size() : 0));
  CUPOLA_CHECK(plots.z_m.size() == (has_z_ ? plots.x_m.size() : 0));

  pair_count_ = 0;
  crowded_ = 0;
  const auto count = static_cast<int>(radius_m.size());
  kept_most_ = std::min(limits_.kept_most, std::max(limits_.pairs_most / std::max(count, 1), kLeastKept));
  lay_out(tracks, radius_m, plots);
  fill(plots);
  for (std::size_t i = 0; i < radius_m.size(); ++i) {
    find_near(tracks.x_m[i], tracks.y_m[i], has_z_ ? tracks.z_m[i] : 0.0, radius_m[i]);
    add_pairs(static_cast<std::int32_t>(i));
  }
  return {pairs_.data(), pair_count_};
}

/// Cells of about one radius along x and two along the rest, or of a few plots where a gate holds many; as
/// many as plots, whatever the area: rows of a larger one share cells.
void GridGate::lay_out(const GatePoints& tracks, std::span<const double> radius_m, const GatePoints& plots) {
  double sum_m = 0.0;
  for (const double radius : radius_m) {
    CUPOLA_CHECK(radius >= 0.0);
    sum_m += radius;
  }
  const double far_m = farthest(radius_m, farthest(tracks, farthest(plots, 1.0)));
  const double mean_m = radius_m.empty() ? 1.0 : sum_m / static_cast<double>(radius_m.size());
  const double cell_m = std::max(std::clamp(2.0 * spacing_m(plots), mean_m / 64.0, mean_m), 1e-9 * far_m);
  cells_per_m_[0] = 1.0 / cell_m;
  cells_per_m_[1] = cells_per_m_[2] = 0.5 / cell_m;
  mask_ = static_cast<std::int64_t>(std::bit_ceil(std::max<std::size_t>(plots.x_m.size(), 64))) - 1;
}

void GridGate::fill(const GatePoints& plots) {
  const std::size_t count = plots.x_m.size();
  cell_of_plot_.resize(count);
  cell_start_.assign(static_cast<std::size_t>(mask_) + 3, 0);
  for (std::size_t i = 0; i < count; ++i) {
    std::int64_t at =
        cell_at(plots.x_m[i], cells_per_m_[0]) + times(cell_at(plots.y_m[i], cells_per_m_[1]), kRowOfY);
    if (has_z_) at += times(cell_at(plots.z_m[i], cells_per_m_[2]), kRowOfZ);
    cell_of_plot_[i] = static_cast<std::uint32_t>(at & mask_);
    ++cell_start_[cell_of_plot_[i] + 2];
  }
  // Two places late here, one after the filling has moved each start on: right in the end.
  for (std::size_t cell = 2; cell < cell_start_.size(); ++cell) cell_start_[cell] += cell_start_[cell - 1];

  places_.resize(count);
  for (std::size_t i = 0; i < count; ++i)
    places_[cell_start_[cell_of_plot_[i] + 1]++] = {plots.x_m[i], plots.y_m[i], has_z_ ? plots.z_m[i] : 0.0,
                                                    static_cast<std::int32_t>(i)};
}

/// Wide enough for what rounding may still bring within the radius.
GridGate::Box GridGate::box_about(double x_m, double y_m, double z_m, double radius_m) const {
  const auto low = [&](double at_m, int axis) {
    return cell_at(at_m - radius_m - 1e-15 * (std::fabs(at_m) + radius_m), cells_per_m_[axis]);
  };
  const auto high = [&](double at_m, int axis) {
    return cell_at(at_m + radius_m + 1e-15 * (std::fabs(at_m) + radius_m), cells_per_m_[axis]);
  };
  const std::int64_t x_low = low(x_m, 0), width = high(x_m, 0) - x_low + 1;
  if (!has_z_) return {x_low, low(y_m, 1), high(y_m, 1), 0, 0, width};
  return {x_low, low(y_m, 1), high(y_m, 1), low(z_m, 2), high(z_m, 2), width};
}

/// Calls stretch(first, last) for the places of every row; once, for all places, where the rows go round.
template <class Stretch>
void GridGate::for_stretches(const Box& box, Stretch stretch) const {
  const std::int64_t cells = mask_ + 1;
  const double rows =
      static_cast<double>(box.y_high - box.y_low + 1) * static_cast<double>(box.z_high - box.z_low + 1);
  if (rows * static_cast<double>(box.width) >= static_cast<double>(cells)) {
    stretch(std::uint32_t{0}, static_cast<std::uint32_t>(places_.size()));
    return;
  }
  for (std::int64_t z = box.z_low; z <= box.z_high; ++z)
    for (std::int64_t y = box.y_low; y <= box.y_high; ++y) {
      const std::int64_t first = (box.x_low + times(y, kRowOfY) + times(z, kRowOfZ)) & mask_;
      const std::int64_t last = first + box.width;
      stretch(cell_start_[first], cell_start_[std::min(last, cells)]);
      if (last > cells) stretch(std::uint32_t{0}, cell_start_[last - cells]);
    }
}

std::size_t GridGate::plots_in(const Box& box) const {
  std::size_t sum = 0;
  for_stretches(box, [&](std::uint32_t first, std::uint32_t last) { sum += last - first; });
  return sum;
}

void GridGate::find_near(double x_m, double y_m, double z_m, double radius_m) {
  const std::size_t most = static_cast<std::size_t>(limits_.looked_at_most);
  Box box = box_about(x_m, y_m, z_m, radius_m);
  std::size_t seen = plots_in(box);
  const bool crowded = seen > most;
  for (int halving = 0; seen > most && halving < 40; ++halving) {
    const Box half = box_about(x_m, y_m, z_m, 0.5 * radius_m);
    const std::size_t left = plots_in(half);
    if (left < most / 64) break;  // all in one place, which half would miss
    radius_m *= 0.5;
    box = half;
    seen = left;
  }
  const std::size_t step = (seen + most - 1) / most + (seen == 0);

  near_count_ = 0;
  const double reach2_m2 = radius_m * radius_m;
  std::size_t wait = 0;
  for_stretches(box, [&](std::uint32_t first, std::uint32_t last) {
    for (std::size_t i = first + wait; i < last; i += step) {
      const Place& at = places_[i];
      const double dx_m = at.x_m - x_m, dy_m = at.y_m - y_m, dz_m = at.z_m - z_m;
      const double d2_m2 = dx_m * dx_m + dy_m * dy_m + dz_m * dz_m;
      near_[near_count_] = {d2_m2, at.plot};
      near_count_ += d2_m2 <= reach2_m2;
    }
    // So many of the next stretch are passed over.
    const std::size_t length = last - first;
    wait = length > wait ? (step - (length - wait) % step) % step : wait - length;
  });
  const int crowded_before = crowded_;
  if (near_count_ > 1) put_in_order();
  crowded_ += crowded && crowded_ == crowded_before;
}

/// In the order of plots, each once: rows that share cells find some twice.
void GridGate::put_in_order() {
  const auto begin = near_.begin(), end = begin + static_cast<std::ptrdiff_t>(near_count_);
  const auto before = [](const Near& a, const Near& b) { return a.plot < b.plot; };
  if (near_count_ > 16) {
    std::sort(begin, end, before);
  } else {
    for (auto at = begin + 1; at != end; ++at)
      for (auto to = at; to != begin && before(*to, *(to - 1)); --to) std::swap(*to, *(to - 1));
  }
  const auto same = [](const Near& a, const Near& b) { return a.plot == b.plot; };
  near_count_ = static_cast<std::size_t>(std::unique(begin, end, same) - begin);
  const auto most = static_cast<std::size_t>(kept_most_);
  if (near_count_ <= most) return;

  ++crowded_;
  const auto nearer = [](const Near& a, const Near& b) {
    return a.distance2_m2 != b.distance2_m2 ? a.distance2_m2 < b.distance2_m2 : a.plot < b.plot;
  };
  std::nth_element(begin, begin + kept_most_, begin + static_cast<std::ptrdiff_t>(near_count_), nearer);
  near_count_ = most;
  std::sort(begin, begin + kept_most_, before);
}

void GridGate::add_pairs(std::int32_t track) {
  if (pairs_.size() < pair_count_ + near_count_) pairs_.resize(2 * (pair_count_ + near_count_));
  for (std::size_t i = 0; i < near_count_; ++i) pairs_[pair_count_++] = {track, near_[i].plot};
}

}  // namespace cupola
