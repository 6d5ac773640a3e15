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

/// The track for which a loose plot is better than the one it was given, the one that gains most; what it was
/// before lies in the pair's lane.
SecondPlot* Tracker::better_suited(const LoosePlot& loose, Candidate& pair) {
  lanes_.clear();
  asked_seconds_.clear();
  const std::size_t size = mixture_size(model_);
  second_mixtures_.resize(size * second_plots_.size());
  for (std::size_t i = 0; i < second_plots_.size(); ++i) {
    const SecondPlot& second = second_plots_[i];
    if (second.channel != look_.channel || loose.plot.time > second.until) continue;
    const int position = table_.position_of(second.track);
    if (position < 0 || table_.at(position).dropped || table_.at(position).hits != 2) continue;
    // A track of one plot has nothing that its state does not say.
    double* mixture = second_mixtures_.data() + size * i;
    start_mixture(model_, second.before.track, mixture);
    const double dt_s = (loose.plot.time - second.before.track.time).seconds();
    const int lane = lanes_.add(mixture, dt_s);
    lanes_.ask(lane, loose.measurement, dt_s);
    asked_seconds_.push_back({position, static_cast<int>(i), 0.0, 0.0, lane, dt_s});
  }
  if (asked_seconds_.empty()) return nullptr;
  lanes_.predict();
  lanes_.weigh();
  SecondPlot* best = nullptr;
  double most = 0.0;
  const double odds = odds_per_m3(loose.plot);
  for (std::size_t n = 0; n < asked_seconds_.size(); ++n) {
    Candidate here = asked_seconds_[n];
    SecondPlot& second = second_plots_[static_cast<std::size_t>(here.plot)];
    if (!gate_.judge(lanes_, n, odds, here) || !(second.cost - here.cost > most)) continue;
    best = &second;
    most = second.cost - here.cost;
    here.plot = loose.in_batch;
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
    measure(pair, loose_[i].plot, loose_[i].measurement);
    lanes_.update();
    take(pair.track, loose_[i].plot, pair);
    second->plot = loose_[i].plot;
    second->measurement = loose_[i].measurement;
    second->cost = pair.cost;
    loose_[i].placed = true;
    if (loose_[i].in_batch >= 0) {
      measurements_.taken[static_cast<std::size_t>(loose_[i].in_batch)] = 1;
      note_plot(loose_[i].in_batch, pair.track);
    }
    loose_.push_back(returned);
  }
}

}  // namespace cupola
