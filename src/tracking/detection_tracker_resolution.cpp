#include <algorithm>
#include <cmath>

#include "tracking/detection_tracker.hpp"

namespace cupola {
namespace {

constexpr double kHardlyOnePlot = 1e-3;  // less does not matter
constexpr double kCellReach = 3.0;  // standard deviations of the cell in which a second plot is looked for

template <int D>
Matrix<D, D> full(const double* upper) {
  Matrix<D, D> m;
  for (int i = 0, n = 0; i < D; ++i)
    for (int j = i; j < D; ++j, ++n) m(i, j) = m(j, i) = upper[n];
  return m;
}

/// Position as predicted, brought on by `dt_s` at the velocity; its covariance as predicted.
template <int D>
struct Place {
  Vector<D> x;
  Matrix<D, D> c;
};
template <int D>
Place<D> place_of(const ImmBank<D>& bank, int slot, double dt_s) {
  const typename ImmBank<D>::Merged merged = bank.merge_predicted(static_cast<std::size_t>(slot));
  Place<D> p;
  for (int i = 0; i < D; ++i) {
    p.x(i, 0) = merged[i] + dt_s * merged[D + i];
    for (int j = i; j < D; ++j) p.c(i, j) = p.c(j, i) = merged[ImmShape<D>::kState + ImmShape<D>::at(i, j)];
  }
  return p;
}

/// What a plot anywhere between two targets spreads about their middle.
template <int D>
Matrix<D, D> between(const Vector<D>& difference) {
  Matrix<D, D> m = difference * transpose(difference);
  for (double& value : m.m) value /= 12.0;
  return m;
}

}  // namespace

/// By plot, the place among the chosen of the track that it was assigned to.
template <int D>
void DetectionTracker<D>::find_owners() {
  owner_.assign(order_.size(), kNobody);
  has_plot_.assign(bank_.slots(), 0);
  for (std::size_t k = 0; k < chosen_.size(); ++k) {
    owner_[chosen_[k].plot] = static_cast<int>(k);
    has_plot_[chosen_[k].slot] = 1;
  }
}

/// A firm track whose plot may have become one with another's: what that says of both.
template <int D>
typename DetectionTracker<D>::Pair DetectionTracker<D>::pair_at(const PlotScan<D>& scan, int owner,
                                                                int candidate) const {
  const Choice& own = chosen_[static_cast<std::size_t>(owner)];
  const Candidate& other = candidates_[static_cast<std::size_t>(candidate)];
  const PositionPlot<D>& p = plot(scan, other.plot);
  const auto dt_s = [&](int slot) { return (p.time - predicted_to_[slot]).seconds(); };
  const Place<D> a = place_of(bank_, own.slot, dt_s(own.slot)),
                 b = place_of(bank_, other.slot, dt_s(other.slot));
  Pair pair{owner, candidate, 0.0, {}, 0.0, b.x - a.x};
  const Matrix<D, D> spread =
      resolution_spread<D>(resolution_[static_cast<std::size_t>(scan.sensor)], scan.p_sensor_m, p.z);
  pair.unresolved = probability_unresolved(pair.difference, a.c + b.c, spread);
  if (!(pair.unresolved > kHardlyOnePlot)) return pair;

  const double pd = sensors_[static_cast<std::size_t>(scan.sensor)].detection_probability();
  Vector<D> from_middle;
  Matrix<D, D> known;
  for (int i = 0; i < D; ++i) from_middle(i, 0) = p.z[i] - 0.5 * (a.x(i, 0) + b.x(i, 0));
  for (int i = 0; i < D * D; ++i) known.m[i] = 0.25 * (a.c.m[i] + b.c.m[i]);
  const double density = normal_density(from_middle, known + full<D>(p.r) + between(pair.difference));
  const PairAtPlot seen{{life_[own.slot].existence, life_[other.slot].existence},
                        {candidates_[static_cast<std::size_t>(own.candidate)].evidence, other.evidence},
                        pd * density / (clutter_per_m_[other.plot] + new_per_m_[other.plot]),
                        1.0 - pd * settings_.gate_probability,
                        pair.unresolved};
  const PairVerdict verdict = judge_pair(seen);
  pair.odds[0] = verdict.odds[0];
  pair.odds[1] = verdict.odds[1];
  pair.merged = verdict.merged;
  return pair;
}

/// A merged plot as a measurement of one of the two, `toward` half of the difference from the middle: to the
/// gain that both would have from it together, if both were known alike. It is that with probability `share`,
/// else a plot of the one alone.
template <int D>
int DetectionTracker<D>::view_of(const PositionPlot<D>& p, const Pair& pair, double toward, double share) {
  View view;
  const Matrix<D, D> group = full<D>(p.r) + between(pair.difference);
  for (int i = 0, n = 0; i < D; ++i) {
    view.z[i] = p.z[i] + share * toward * 0.5 * pair.difference(i, 0);
    for (int j = i; j < D; ++j, ++n)
      view.r[n] = (1.0 - share) * p.r[n] + share * 2.0 * group(i, j) +
                  share * (1.0 - share) * 0.25 * pair.difference(i, 0) * pair.difference(j, 0);
  }
  views_.push_back(view);
  return static_cast<int>(views_.size()) - 1;
}

/// A firm track that got no plot, beside another firm one that did, may have had its plot in that one.
template <int D>
void DetectionTracker<D>::explain_misses(const PlotScan<D>& scan) {
  if (!(resolution_[static_cast<std::size_t>(scan.sensor)].range_m > 0.0)) return;
  shared_.clear();
  views_.clear();
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    const Candidate& c = candidates_[i];
    const int owner = owner_[c.plot];
    if (owner == kNobody || has_plot_[c.slot] || !life_[c.slot].confirmed) continue;
    if (!life_[chosen_[static_cast<std::size_t>(owner)].slot].confirmed) continue;
    const Pair pair = pair_at(scan, owner, static_cast<int>(i));
    if (!(pair.unresolved > kHardlyOnePlot)) continue;
    // Of each track without a plot the likeliest.
    if (shared_.empty() || candidates_[static_cast<std::size_t>(shared_.back().other)].slot != c.slot)
      shared_.push_back(pair);
    else if (pair.merged > shared_.back().merged)
      shared_.back() = pair;
  }
  const double miss = 1.0 - sensors_[static_cast<std::size_t>(scan.sensor)].detection_probability() *
                                settings_.gate_probability;
  for (const Pair& pair : shared_) {
    Choice other{candidates_[static_cast<std::size_t>(pair.other)], pair.other};
    const PositionPlot<D>& p = plot(scan, other.plot);
    other.shares = true;
    other.evidence = std::max(pair.odds[1] - miss, 0.0);
    other.probability = pair.merged;
    other.view = view_of(p, pair, 1.0, 1.0);
    Choice& own = chosen_[static_cast<std::size_t>(pair.owner)];
    own.evidence = std::max(own.evidence, pair.odds[0] - miss);
    if (own.view == kNobody) own.view = view_of(p, pair, -1.0, pair.merged);
    chosen_.push_back(other);
  }
}

/// A target's plot may come with a second one nearby, as a plot comes from clutter: one that is left over
/// there begins a track with so much less of an existence.
template <int D>
void DetectionTracker<D>::doubt_second_plots(const PlotScan<D>& scan) {
  second_per_m_.assign(order_.size(), 0.0);
  const Resolution& resolution = resolution_[static_cast<std::size_t>(scan.sensor)];
  if (!(resolution.range_m > 0.0 && settings_.split_probability > 0.0)) return;
  second_reach_m_.clear();
  for (auto& column : second_x_) column.clear();
  gated_.clear();  // plots
  for (int i = 0; i < static_cast<int>(order_.size()); ++i) {
    if (owner_[i] == kNobody || !life_[chosen_[static_cast<std::size_t>(owner_[i])].slot].confirmed) continue;
    const Matrix<D, D> spread = resolution_spread<D>(resolution, scan.p_sensor_m, plot(scan, i).z);
    double widest = 0.0;
    for (int k = 0; k < D; ++k) widest += spread(k, k);
    gated_.push_back(i);
    second_reach_m_.push_back(kCellReach * std::sqrt(widest));
    for (int k = 0; k < D; ++k) second_x_[k].push_back(plot_x_[k][i]);
  }
  GatePoints first{second_x_[0], second_x_[1], {}}, plots{plot_x_[0], plot_x_[1], {}};
  if constexpr (D == 3) {
    first.z_m = second_x_[2];
    plots.z_m = plot_x_[2];
  }
  for (const GatePair& pair : near_second_.find(first, second_reach_m_, plots)) {
    const int of = gated_[static_cast<std::size_t>(pair.track)];
    if (pair.plot == of) continue;
    const int owner = owner_[pair.plot];
    if (owner != kNobody && life_[chosen_[static_cast<std::size_t>(owner)].slot].confirmed) continue;
    const Matrix<D, D> spread = resolution_spread<D>(resolution, scan.p_sensor_m, plot(scan, of).z);
    Vector<D> difference;
    for (int k = 0; k < D; ++k) difference(k, 0) = plot_x_[k][pair.plot] - plot_x_[k][of];
    second_per_m_[pair.plot] += settings_.split_probability * normal_density(difference, spread);
  }
}

template void DetectionTracker<2>::find_owners();
template void DetectionTracker<2>::explain_misses(const PlotScan<2>&);
template void DetectionTracker<2>::doubt_second_plots(const PlotScan<2>&);
template typename DetectionTracker<2>::Pair DetectionTracker<2>::pair_at(const PlotScan<2>&, int, int) const;
template int DetectionTracker<2>::view_of(const PositionPlot<2>&, const Pair&, double, double);
template void DetectionTracker<3>::find_owners();
template void DetectionTracker<3>::explain_misses(const PlotScan<3>&);
template void DetectionTracker<3>::doubt_second_plots(const PlotScan<3>&);
template typename DetectionTracker<3>::Pair DetectionTracker<3>::pair_at(const PlotScan<3>&, int, int) const;
template int DetectionTracker<3>::view_of(const PositionPlot<3>&, const Pair&, double, double);

}  // namespace cupola
