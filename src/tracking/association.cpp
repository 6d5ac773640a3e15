#include "tracking/association.hpp"

#include <algorithm>
#include <cmath>

namespace cupola {

namespace {

std::size_t index(int i) { return static_cast<std::size_t>(i); }

/// Costs that differ by more than this differ by more than the rounding of their sums.
constexpr double kClear = 1e-6;

}  // namespace

const std::vector<int>& Association::solve(const std::vector<Candidate>& candidates, std::size_t tracks,
                                           std::size_t plots) {
  count(candidates, tracks, plots);
  chosen_.assign(plots, -1);
  contested_.clear();
  for (int i = 0; index(i) < candidates.size(); ++i) {
    const Candidate& c = candidates[index(i)];
    if (of_track_[index(c.track)] > 1 || of_plot_[index(c.plot)] > 1)
      contested_.push_back(i);
    else if (c.cost < 0.0)
      chosen_[index(c.plot)] = i;
  }
  if (!contested_.empty() && !all_get_their_cheapest(candidates)) settle_contest(candidates, plots);
  forget_counts(candidates);
  return chosen_;
}

void Association::count(const std::vector<Candidate>& candidates, std::size_t tracks, std::size_t plots) {
  if (of_track_.size() < tracks) of_track_.resize(tracks), wanted_.resize(tracks);
  if (of_plot_.size() < plots) of_plot_.resize(plots);
  for (const Candidate& c : candidates) {
    ++of_track_[index(c.track)];
    ++of_plot_[index(c.plot)];
  }
}

void Association::forget_counts(const std::vector<Candidate>& candidates) {
  for (const Candidate& c : candidates) of_track_[index(c.track)] = of_plot_[index(c.plot)] = 0;
}

/// Gives every contested plot its cheapest track, unless two plots want the same or one cannot tell: then none
/// gets any. Most contests end here: gates overlap, yet each plot is clearly the nearest to a track of its own.
bool Association::all_get_their_cheapest(const std::vector<Candidate>& candidates) {
  bool settled = true;
  for (const int i : contested_) {
    const Candidate& c = candidates[index(i)];
    int& cheapest = chosen_[index(c.plot)];
    const double more = c.cost - (cheapest < 0 ? 0.0 : candidates[index(cheapest)].cost);
    cheapest = more < 0.0 ? i : cheapest;
    settled &= std::fabs(more) >= kClear;
  }
  for (const int i : contested_) {
    const Candidate& c = candidates[index(i)];
    const bool wants = chosen_[index(c.plot)] == i;
    settled &= !wants || wanted_[index(c.track)] == 0;
    wanted_[index(c.track)] += wants ? 1 : 0;
  }
  for (const int i : contested_) wanted_[index(candidates[index(i)].track)] = 0;
  if (settled) return true;
  for (const int i : contested_) chosen_[index(candidates[index(i)].plot)] = -1;
  return false;
}

void Association::settle_contest(const std::vector<Candidate>& candidates, std::size_t plots) {
  // Each track once, in rising order; then its count gives way to its row.
  rows_.clear();
  for (const int i : contested_) {
    const int track = candidates[index(i)].track;
    if (of_track_[index(track)] > 0) rows_.push_back(track);
    of_track_[index(track)] = 0;
  }
  std::sort(rows_.begin(), rows_.end());
  for (std::size_t row = 0; row < rows_.size(); ++row) of_track_[index(rows_[row])] = static_cast<int>(row);

  table_.clear();
  for (const int i : contested_) {
    const Candidate& c = candidates[index(i)];
    table_.push_back({of_track_[index(c.track)], c.plot, c.cost});
  }
  price_alone_.assign(rows_.size(), 0.0);
  const std::span<const int> column = assignment_.solve(static_cast<int>(plots), table_, price_alone_);
  for (std::size_t k = 0; k < table_.size(); ++k)
    if (column[index(table_[k].row)] == table_[k].column) chosen_[index(table_[k].column)] = contested_[k];
}

}  // namespace cupola
