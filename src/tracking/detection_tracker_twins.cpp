#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "tracking/detection_tracker.hpp"

namespace cupola {
namespace {

// Shares of all pairs of tracks of one target that differ less.
constexpr double kAlike = 0.5, kApart = 0.95;

}  // namespace

/// By how much two tracks differ, as a share of all pairs of tracks of one target that differ less: in state, by
/// their covariances, or in place, by the plot's, whichever is more (a track long without a plot agrees with
/// everybody).
template <int D>
double DetectionTracker<D>::discord(const PositionPlot<D>& at, int a, int b) const {
  constexpr int n = 2 * D;
  const typename ImmBank<D>::Merged p = bank_.merge_predicted(static_cast<std::size_t>(a)),
                                    q = bank_.merge_predicted(static_cast<std::size_t>(b));
  const double dt_s = (predicted_to_[a] - predicted_to_[b]).seconds();
  Vector<n> difference;
  Matrix<n, n> sum;
  for (int i = 0; i < n; ++i) {
    difference(i, 0) = p[i] - q[i] - (i < D ? dt_s * q[D + i] : 0.0);
    for (int j = i; j < n; ++j) {
      const auto c = static_cast<std::size_t>(ImmShape<D>::kState + ImmShape<D>::at(i, j));
      sum(i, j) = sum(j, i) = p[c] + q[c];
    }
  }
  Vector<D> apart;
  Matrix<D, D> noise;
  for (int i = 0, c = 0; i < D; ++i) {
    apart(i, 0) = difference(i, 0);
    for (int j = i; j < D; ++j, ++c) noise(i, j) = noise(j, i) = at.r[c];
  }
  const auto share = []<int N>(const Vector<N>& d, const Matrix<N, N>& c) {
    Matrix<N, N> inverse;
    if (!invert_spd(c, inverse)) return 1.0;
    return math::gamma_p(0.5 * N, 0.5 * (transpose(d) * (inverse * d))(0, 0));
  };
  return std::max(share(apart, noise), share(difference, sum));
}

/// Pairs of firm tracks of which one took a plot that the other, without one, might have had: the younger
/// remembers.
template <int D>
void DetectionTracker<D>::find_twins(const PlotScan<D>& scan) {
  if (settings_.duplicate_scans == 0) return;
  const std::int64_t now = ++scans_;
  for (const Candidate& c : candidates_) {
    const int k = owner_[c.plot];
    if (k == kNobody || has_plot_[c.slot] || !life_[c.slot].confirmed) continue;
    const int owner = chosen_[static_cast<std::size_t>(k)].slot;
    if (!life_[owner].confirmed) continue;
    const bool first = life_[owner].number < life_[c.slot].number;
    Life& younger = life_[first ? c.slot : owner];
    const std::int64_t older = life_[first ? owner : c.slot].number;
    if (younger.compared == now) continue;
    const double differ = discord(plot(scan, c.plot), owner, c.slot);
    if (younger.twin == older) {
      younger.compared = now;
      younger.agreed += differ < kAlike;
      if (differ > kApart) younger.twin = younger.agreed = 0;
    } else if (younger.twin == 0 && differ < kAlike) {
      younger.compared = now;
      younger.twin = older;
      younger.agreed = 1;
    }
  }
}

template <int D>
int DetectionTracker<D>::slot_of(std::int64_t number) const {
  const auto of = [this](int slot) { return life_[static_cast<std::size_t>(slot)].number; };
  const auto at = std::lower_bound(by_number_.begin(), by_number_.end(), number,
                                   [&](int slot, std::int64_t wanted) { return of(slot) < wanted; });
  return at != by_number_.end() && of(*at) == number ? *at : kNobody;
}

/// The older number goes on, with the state that is known better.
template <int D>
void DetectionTracker<D>::unite(int older, int younger) {
  Life &kept = life_[older], &other = life_[younger];
  const auto spread = [&](int slot) {
    const typename ImmBank<D>::Merged m = bank_.merge_predicted(static_cast<std::size_t>(slot));
    double sum = 0.0;
    for (int i = 0; i < D; ++i) sum += m[ImmShape<D>::kState + ImmShape<D>::at(i, i)];
    return sum;
  };
  if (has_plot_[younger] || (!has_plot_[older] && spread(younger) < spread(older))) {
    bank_.copy(static_cast<std::size_t>(younger), static_cast<std::size_t>(older));
    predicted_to_[older] = predicted_to_[younger];
    kept.updated = other.updated;
  }
  kept.heard = std::max(kept.heard, other.heard);
  kept.existence = std::max(kept.existence, other.existence);
  kept.misses = std::min(kept.misses, other.misses);
  std::replace(slot_of_plot_.begin(), slot_of_plot_.end(), younger, older);
  give_up(younger);
}

/// Tracks that have agreed for long enough, and never had a plot each, become one.
template <int D>
void DetectionTracker<D>::end_twins() {
  if (settings_.duplicate_scans == 0) return;
  for (std::size_t i = 0; i < by_number_.size();) {
    const int slot = by_number_[i++];
    Life& life = life_[static_cast<std::size_t>(slot)];
    if (life.twin == 0) continue;
    const int older = slot_of(life.twin);
    if (older == kNobody || (has_plot_[slot] && has_plot_[older])) {
      life.twin = life.agreed = 0;
    } else if (life.agreed >= settings_.duplicate_scans) {
      unite(older, slot);
      by_number_.erase(by_number_.begin() + static_cast<std::ptrdiff_t>(--i));  // at once: it is searched
    }
  }
}

template <int D>
bool DetectionTracker<D>::is_held(std::int64_t number) const {
  return slot_of(number) != kNobody;
}

template double DetectionTracker<2>::discord(const PositionPlot<2>&, int, int) const;
template void DetectionTracker<2>::find_twins(const PlotScan<2>&);
template int DetectionTracker<2>::slot_of(std::int64_t) const;
template void DetectionTracker<2>::unite(int, int);
template void DetectionTracker<2>::end_twins();
template bool DetectionTracker<2>::is_held(std::int64_t) const;
template double DetectionTracker<3>::discord(const PositionPlot<3>&, int, int) const;
template void DetectionTracker<3>::find_twins(const PlotScan<3>&);
template int DetectionTracker<3>::slot_of(std::int64_t) const;
template void DetectionTracker<3>::unite(int, int);
template void DetectionTracker<3>::end_twins();
template bool DetectionTracker<3>::is_held(std::int64_t) const;

}  // namespace cupola
