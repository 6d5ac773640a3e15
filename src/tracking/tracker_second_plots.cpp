#include <algorithm>

#include "tracking/tracker.hpp"

namespace cupola {

void Tracker::remember_second(int position, const Candidate& candidate) {
  const Plot& p = plot(candidate.plot);
  SecondPlot& second = second_plots_.emplace_back();
  second.before = table_.at(position);
  second.track = second.before.track.number;
  second.channel = look_.channel;
  second.until = p.time + Duration::seconds(look_.hit_again_s);
  second.cost = candidate.cost;
  second.look_before = table_.look(position, look_.channel);
  second.plot = p;
  second.measurement = measurements_.at(static_cast<std::size_t>(candidate.plot));
}

/// The track for which a loose plot is better than the one it was given, the one that gains most.
SecondPlot* Tracker::better_suited(const LoosePlot& loose, Candidate& pair) {
  SecondPlot* best = nullptr;
  double most = 0.0;
  for (SecondPlot& second : second_plots_) {
    if (second.channel != look_.channel || loose.plot.time > second.until) continue;
    const int position = table_.position_of(second.track);
    if (position < 0 || table_.at(position).dropped || table_.at(position).hits != 2) continue;
    Candidate here{position, loose.in_batch, 0.0, 0.0, {}};
    const bool may =
        gate_.weigh(second.before, loose.plot.time, loose.measurement, odds_per_m3(loose.plot), here);
    if (!may || !(second.cost - here.cost > most)) continue;
    best = &second;
    most = second.cost - here.cost;
    pair = here;
  }
  return best;
}

void Tracker::reconsider_seconds() {
  std::erase_if(second_plots_, [this](const SecondPlot& s) {
    return s.channel == look_.channel && s.until < look_.batch->begin;
  });
  if (!(look_.hit_again_s > 0.0) || second_plots_.empty()) return;
  for (int j = 0; static_cast<std::size_t>(j) < measurements_.size; ++j) {
    const auto i = static_cast<std::size_t>(j);
    if (measurements_.taken[i] || plot(j).end_game == EndGame::broke_up) continue;
    loose_.push_back({plot(j), measurements_.at(i), j, false});
  }

  // What is given back may suit another better in its turn; each exchange lowers the sum of costs.
  for (std::size_t i = 0; i < loose_.size(); ++i) {
    Candidate pair;
    SecondPlot* second = better_suited(loose_[i], pair);
    if (second == nullptr) continue;
    const LoosePlot returned{second->plot, second->measurement, -1, false};
    table_.at(pair.track) = second->before;
    table_.look(pair.track, look_.channel) = second->look_before;
    take(pair.track, loose_[i].plot, pair);
    second->plot = loose_[i].plot;
    second->measurement = loose_[i].measurement;
    second->cost = pair.cost;
    loose_[i].placed = true;
    if (loose_[i].in_batch >= 0) {
      measurements_.taken[static_cast<std::size_t>(loose_[i].in_batch)] = 1;
      plot_tracks_[static_cast<std::size_t>(order_[static_cast<std::size_t>(loose_[i].in_batch)])] =
          second->track;
    }
    loose_.push_back(returned);
  }
}

}  // namespace cupola
