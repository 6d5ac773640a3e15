#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "tracking/detection_tracker.hpp"

namespace cupola {
namespace {

template <int D>
double trace(const double* r) {
  return D == 2 ? r[0] + r[2] : r[0] + r[3] + r[5];
}

}  // namespace

/// What the sensor cannot see it does not miss.
template <int D>
void DetectionTracker<D>::find_covered(const PlotScan<D>& scan) {
  pd_.assign(bank_.slots(), sensors_[static_cast<std::size_t>(scan.sensor)].detection_probability());
  if (scan.late) std::ranges::fill(pd_, 0.0);
  if (!(scan.reach_m > 0.0)) return;
  for (const int slot : by_number_) {
    double distance2 = 0.0;
    for (int i = 0; i < D; ++i) {
      const double d = bank_.predicted(static_cast<std::size_t>(slot), i) - scan.p_sensor_m[i];
      distance2 += d * d;
    }
    if (distance2 > scan.reach_m * scan.reach_m) pd_[slot] = 0.0;
  }
}

template <int D>
void DetectionTracker<D>::rate_plots(const PlotScan<D>& scan) {
  const SensorEstimate& sensor = sensors_[static_cast<std::size_t>(scan.sensor)];
  clutter_per_m_.resize(order_.size());
  new_per_m_.resize(order_.size());
  for (auto& column : plot_x_) column.resize(order_.size());
  for (std::size_t i = 0; i < order_.size(); ++i) {
    const PositionPlot<D>& p = plot(scan, static_cast<int>(i));
    const double per_unit = 1.0 / (scan.units * p.volume_per_unit);
    clutter_per_m_[i] = sensor.false_per_scan() * per_unit;
    new_per_m_[i] = sensor.new_per_scan() * per_unit;
    for (int k = 0; k < D; ++k) plot_x_[k][i] = p.z[k];
  }
}

/// The gate's ellipsoid lies in a ball of this radius, whatever the plot in the scan.
template <int D>
double DetectionTracker<D>::reach_m(int slot, double spread_m2, double away_s) const {
  double speed2 = 0.0, speed_spread2 = 0.0;
  for (int i = 0; i < D && away_s > 0.0; ++i) {
    const double v = bank_.predicted(static_cast<std::size_t>(slot), D + i);
    speed2 += v * v;
    speed_spread2 += bank_.predicted_widest(static_cast<std::size_t>(slot), D + i);
  }
  double most = 0.0;
  for (int i = 0; i < D; ++i) most += bank_.predicted_widest(static_cast<std::size_t>(slot), i);
  return std::sqrt(chi_square_) * (std::sqrt(most + spread_m2) + away_s * std::sqrt(speed_spread2)) +
         away_s * std::sqrt(speed2);
}

template <int D>
void DetectionTracker<D>::gate(const PlotScan<D>& scan) {
  double spread_m2 = 0.0;
  for (const PositionPlot<D>& p : scan.plots) spread_m2 = std::max(spread_m2, trace<D>(p.r));
  double away_s = 0.0;
  if (!order_.empty())
    away_s = 0.5 * (plot(scan, static_cast<int>(order_.size()) - 1).time - plot(scan, 0).time).seconds();
  gated_.clear();
  reach_m_.clear();
  for (auto& column : x_) column.clear();
  for (int slot = 0; slot < used_; ++slot) {
    if (life_[slot].number == 0) continue;
    gated_.push_back(slot);
    const double late_s = order_.empty() ? 0.0 : (predicted_to_[slot] - plot(scan, 0).time).seconds();
    reach_m_.push_back(reach_m(slot, spread_m2, std::max(away_s, late_s)));
    for (int i = 0; i < D; ++i) x_[i].push_back(bank_.predicted(static_cast<std::size_t>(slot), i));
  }
  GatePoints tracks{x_[0], x_[1], {}}, plots{plot_x_[0], plot_x_[1], {}};
  if constexpr (D == 3) {
    tracks.z_m = x_[2];
    plots.z_m = plot_x_[2];
  }
  const std::span<const GatePair> near = near_.find(tracks, reach_m_, plots);
  bank_.clear(pairs_);
  for (const GatePair& pair : near) {
    const auto slot = static_cast<std::size_t>(gated_[static_cast<std::size_t>(pair.track)]);
    const PositionPlot<D>& p = plot(scan, pair.plot);
    const auto [z, r] = position(scan, pair.plot, slot);
    bank_.add(pairs_, slot, z, r, (p.time - predicted_to_[slot]).seconds());
  }
  bank_.weigh(pairs_);
  candidates_.clear();
  const double pd = sensors_[static_cast<std::size_t>(scan.sensor)].detection_probability();
  // Beside its reach a plot may still be a track's: both are known to within their errors.
  for (std::size_t k = 0; k < near.size(); ++k) {
    if (!(pairs_.distance2[k] <= chi_square_) || !(pairs_.density[k] < 1e300)) continue;
    const int slot = gated_[static_cast<std::size_t>(near[k].track)];
    const auto i = static_cast<std::size_t>(near[k].plot);
    Candidate c{slot, near[k].plot};
    c.evidence = std::max(pd * pairs_.density[k] / (clutter_per_m_[i] + new_per_m_[i]), 1e-250);
    const double existence = life_[slot].existence;
    const double exists = std::max(existence, settings_.association_existence);
    c.ratio = existence * c.evidence / (1.0 - existence * pd * settings_.gate_probability);
    c.log_ratio = math::log(exists * c.evidence / (1.0 - exists * pd * settings_.gate_probability));
    candidates_.push_back(c);
  }
}

/// A plot that others may have caused says less for a track: against false and new plots counts also what
/// each other track would claim of it, given the other plots that this one has to choose from (the first
/// round of the belief propagation in soft_association.hpp). Else two tracks could live on the plots of one
/// target.
template <int D>
void DetectionTracker<D>::weigh_competition() {
  claims_.assign(bank_.slots(), 0.0);
  contest_.assign(order_.size(), 0.0);
  for (const Candidate& c : candidates_) claims_[c.slot] += c.ratio;
  for (const Candidate& c : candidates_) contest_[c.plot] += c.ratio / (1.0 + claims_[c.slot] - c.ratio);
  for (Choice& c : chosen_) {
    const double own = c.ratio / (1.0 + claims_[c.slot] - c.ratio);
    c.evidence /= 1.0 + std::max(contest_[c.plot] - own, 0.0);
  }
}

/// The optimal assignment, where a track may miss and a plot be false or new, all relative to that.
template <int D>
void DetectionTracker<D>::assign() {
  chosen_.clear();
  table_.clear();
  rows_.clear();
  price_alone_.clear();
  of_table_.clear();
  of_slot_.assign(bank_.slots(), 0);
  of_plot_.assign(order_.size(), 0);
  for (const Candidate& c : candidates_) {
    if (c.log_ratio <= 0.0) continue;
    ++of_slot_[c.slot];
    ++of_plot_[c.plot];
  }
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    const Candidate& c = candidates_[i];
    if (c.log_ratio <= 0.0) continue;
    // Nobody else's: the optimum pairs them too.
    if (of_slot_[c.slot] == 1 && of_plot_[c.plot] == 1) {
      chosen_.push_back({c, static_cast<int>(i)});
      continue;
    }
    if (rows_.empty() || rows_.back() != c.slot) {
      rows_.push_back(c.slot);
      price_alone_.push_back(0.0);
    }
    table_.push_back({static_cast<int>(rows_.size()) - 1, c.plot, -c.log_ratio});
    of_table_.push_back(static_cast<int>(i));
  }
  const std::span<const int> column =
      assignment_.solve(static_cast<int>(order_.size()), table_, price_alone_);
  for (std::size_t t = 0; t < table_.size(); ++t)
    if (column[static_cast<std::size_t>(table_[t].row)] == table_[t].column)
      chosen_.push_back({candidates_[static_cast<std::size_t>(of_table_[t])], of_table_[t]});
}

template void DetectionTracker<2>::find_covered(const PlotScan<2>&);
template void DetectionTracker<2>::rate_plots(const PlotScan<2>&);
template double DetectionTracker<2>::reach_m(int, double, double) const;
template void DetectionTracker<2>::gate(const PlotScan<2>&);
template void DetectionTracker<2>::assign();
template void DetectionTracker<2>::weigh_competition();
template void DetectionTracker<3>::find_covered(const PlotScan<3>&);
template void DetectionTracker<3>::rate_plots(const PlotScan<3>&);
template double DetectionTracker<3>::reach_m(int, double, double) const;
template void DetectionTracker<3>::gate(const PlotScan<3>&);
template void DetectionTracker<3>::assign();
template void DetectionTracker<3>::weigh_competition();

}  // namespace cupola
