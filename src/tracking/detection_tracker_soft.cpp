#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "tracking/detection_tracker.hpp"

namespace cupola {
namespace {

constexpr double kUnlikely =
    0.1;  // a plot of less probability moves nothing: mixtures of two targets' plots draw tracks together
constexpr double kStarts = 0.5;  // a plot left over with this probability begins a track

}  // namespace

/// Firm tracks share the plots by their marginal probabilities, from belief propagation. Young ones get what
/// is left by the optimal assignment: a mixture would leave them as wide as they began.
template <int D>
void DetectionTracker<D>::share_out(const PlotScan<D>& scan) {
  const double pd = sensors_[static_cast<std::size_t>(scan.sensor)].detection_probability();
  const double miss = 1.0 - pd * settings_.gate_probability;
  const auto young = std::stable_partition(candidates_.begin(), candidates_.end(),
                                           [&](const Candidate& c) { return life_[c.slot].confirmed; });
  firm_candidates_.assign(candidates_.begin(), young);
  candidates_.erase(candidates_.begin(), young);
  soft_table_.clear();
  rows_.clear();
  for (const Candidate& c : firm_candidates_) {
    if (rows_.empty() || rows_.back() != c.slot) rows_.push_back(c.slot);
    soft_table_.push_back({static_cast<std::int32_t>(rows_.size()) - 1, c.plot, c.log_ratio});
  }
  const std::span<const double> probability =
      soft_.solve(static_cast<int>(rows_.size()), static_cast<int>(order_.size()), soft_table_);
  evidence_.assign(bank_.slots(), 0.0);
  taken_.assign(order_.size(), 0.0);
  for (std::size_t i = 0; i < firm_candidates_.size(); ++i) {
    // What competition leaves of the plot's evidence for a track that exists.
    Candidate& c = firm_candidates_[i];
    const double missed = std::max(soft_.miss()[static_cast<std::size_t>(soft_table_[i].row)], 1e-200);
    const double exists = std::max(life_[c.slot].existence, settings_.association_existence);
    c.evidence = probability[i] / missed * (1.0 - exists * pd * settings_.gate_probability) / exists;
    evidence_[c.slot] += c.evidence;
    taken_[c.plot] += probability[i];
  }
  for (Candidate& c : firm_candidates_) c.probability = c.evidence / (miss + evidence_[c.slot]);

  for (double& t : taken_) t = std::min(t, 1.0 - 1e-9);
  for (Candidate& c : candidates_) c.log_ratio += math::log(1.0 - taken_[c.plot]);
  assign();
  for (const Candidate& c : chosen_) {
    evidence_[c.slot] = c.evidence;
    taken_[c.plot] = 1.0;
  }
  for (const Candidate& c : firm_candidates_)
    if (c.probability >= kUnlikely) chosen_.push_back(c);
  // By track, the likeliest first; of equals the first in the order of what was measured.
  std::sort(chosen_.begin(), chosen_.end(), [](const Candidate& a, const Candidate& b) {
    if (a.slot != b.slot) return a.slot < b.slot;
    return a.probability != b.probability ? a.probability > b.probability : a.plot < b.plot;
  });
}

template <int D>
void DetectionTracker<D>::update_shared(const PlotScan<D>& scan) {
  // To the time of the likeliest plot of each.
  std::vector<Candidate>& all = candidates_;
  all.swap(chosen_);
  chosen_.clear();
  for (const Candidate& c : all)
    if (chosen_.empty() || chosen_.back().slot != c.slot) chosen_.push_back(c);
  predict_to_plots(scan);

  slot_of_plot_.assign(order_.size(), kNobody);
  double moved[ImmBank<D>::kLikelyMost][D], spread[ImmBank<D>::kLikelyMost][kPairs];
  typename ImmBank<D>::Likely likely[ImmBank<D>::kLikelyMost];
  for (std::size_t begin = 0; begin < all.size();) {
    const auto slot = static_cast<std::size_t>(all[begin].slot);
    const PositionPlot<D>& first = plot(scan, all[begin].plot);
    Life& life = life_[slot];
    std::size_t end = begin, count = 0;
    for (; end < all.size() && all[end].slot == all[begin].slot; ++end) {
      if (count == ImmBank<D>::kLikelyMost) continue;
      const PositionPlot<D>& p = plot(scan, all[end].plot);
      const double dt = (first.time - p.time).seconds();
      const auto [z, r] = position(scan, all[end].plot, slot);
      for (int i = 0; i < D; ++i) moved[count][i] = z[i] + dt * bank_.predicted(slot, D + i);
      std::copy(r, r + kPairs, spread[count]);
      likely[count] = {moved[count], spread[count], all[end].probability};
      ++count;
    }
    if (all[begin].probability >= 0.5) slot_of_plot_[all[begin].plot] = all[begin].slot;
    if (first.time < life.updated) {
      if (likely[0].probability >= 0.5) {
        bank_.measure_late(slot, likely[0].z, likely[0].r, (first.time - life.updated).seconds());
        predicted_to_[slot] = life.updated;
      }
    } else if (count == 1 && likely[0].probability > 0.999) {
      bank_.measure(slot, likely[0].z, likely[0].r, (first.time - life.updated).seconds());
      life.updated = first.time;
    } else {
      bank_.update_mixed(slot, {likely, count});
      life.updated = first.time;
    }
    if (likely[0].probability >= 0.5) life.heard = std::max(life.heard, first.time);
    begin = end;
  }
  bank_.update();
  // What nobody is likely to have may begin a track.
  for (std::size_t i = 0; i < order_.size(); ++i)
    if (slot_of_plot_[i] < 0 && taken_[i] > kStarts) slot_of_plot_[i] = kShared;
}

template void DetectionTracker<2>::share_out(const PlotScan<2>&);
template void DetectionTracker<3>::share_out(const PlotScan<3>&);
template void DetectionTracker<2>::update_shared(const PlotScan<2>&);
template void DetectionTracker<3>::update_shared(const PlotScan<3>&);

}  // namespace cupola
