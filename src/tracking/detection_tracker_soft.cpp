#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "tracking/detection_tracker.hpp"

namespace cupola {

namespace {

constexpr double kLeastRatio = 1e-120;  // so that quotients of two stay finite

}  // namespace

/// How much each plot says for each track, and how surely the assigned one is its own, from the marginals of
/// all tracks, each as far as it exists. Which plot moves a track the assignment says: where two tracks share
/// two plots a track's own mixture of both has two peaks, and its mean lies at neither. What the marginals
/// leave to a miss is mixed in.
template <int D>
void DetectionTracker<D>::weigh_by_marginals(const PlotScan<D>& scan) {
  const double pd = sensors_[static_cast<std::size_t>(scan.sensor)].detection_probability();
  const double miss = 1.0 - pd * settings_.gate_probability;
  soft_table_.clear();
  row_of_slot_.assign(bank_.slots(), kNobody);
  int rows = 0;
  for (const Candidate& c : candidates_) {
    int& row = row_of_slot_[c.slot];
    if (row == kNobody) row = rows++;
    soft_table_.push_back({row, c.plot, math::log(std::max(c.ratio, kLeastRatio))});
  }
  const std::span<const double> probability = soft_.solve(rows, static_cast<int>(order_.size()), soft_table_);
  limits_met_.unsettled_clusters += soft_.unsettled();
  for (Choice& c : chosen_) {
    const double missed = std::max(soft_.miss()[row_of_slot_[c.slot]], 1e-200);
    const double exists = std::max(life_[c.slot].existence, kLeastRatio);
    c.evidence =
        probability[c.candidate] / missed * (1.0 - exists * pd * settings_.gate_probability) / exists;
    // A young track would stay as wide as it began.
    if (life_[c.slot].confirmed) c.probability = c.evidence / (miss + c.evidence);
  }
}

template void DetectionTracker<2>::weigh_by_marginals(const PlotScan<2>&);
template void DetectionTracker<3>::weigh_by_marginals(const PlotScan<3>&);

}  // namespace cupola
