#include <algorithm>
#include <functional>

#include "core/math.hpp"
#include "tracking/detection_tracker.hpp"

namespace cupola {
namespace {

constexpr double kSurest = 1.0 - 1e-9;       // of a track's existence: a miss must still tell
constexpr double kPeriodsWithoutPlot = 3.0;  // of a sensor that saw it, a track is waited for at least

}  // namespace

/// Targets go; slots of those not heard of are given up.
template <int D>
void DetectionTracker<D>::age(Time now) {
  for (int slot = 0; slot < used_; ++slot) {
    Life& life = life_[static_cast<std::size_t>(slot)];
    if (life.number == 0 || now <= life.judged) continue;
    life.existence *= math::exp(-(now - life.judged).seconds() / settings_.target_lasts_s);
    life.judged = now;
  }
}

template <int D>
bool DetectionTracker<D>::deserves_to_be_firm(const Life& life) const {
  // One plot says nothing of a velocity, however sure it is.
  if (settings_.initiation == TrackInitiation::existence)
    return life.hits >= 2 && life.existence >= settings_.confirm_at;
  if (settings_.initiation == TrackInitiation::sprt) return life.hits >= 2 && life.score.is_firm(scoring_);
  return counting_.firm(life.history);
}

template <int D>
bool DetectionTracker<D>::is_over(const Life& life) const {
  if (settings_.initiation == TrackInitiation::existence) return life.existence < settings_.forget_at;
  if (settings_.initiation == TrackInitiation::sprt) return life.score.is_over(scoring_, life.confirmed);
  return life.confirmed ? life.misses >= counting_.misses : counting_.hopeless(life.misses);
}

/// Existence after the scan, and what the scan says of the sensor.
template <int D>
void DetectionTracker<D>::judge(const PlotScan<D>& scan) {
  SensorEstimate& sensor = sensors_[static_cast<std::size_t>(scan.sensor)];
  const double gate = settings_.gate_probability;
  double looks = 0.0, hits = 0.0, loose = 0.0;
  bool gone = false;
  for (int slot = 0; slot < used_; ++slot) {
    Life& life = life_[static_cast<std::size_t>(slot)];
    if (life.number == 0) continue;
    const double pd = pd_[slot];
    const bool hit = evidence_[slot] > 1.0 - pd,
               established = pd > 0.0 && life.confirmed && life.existence > 0.95;
    const double odds = 1.0 - pd * gate + evidence_[slot];
    life.existence = life.existence * odds / (1.0 - life.existence + life.existence * odds);
    life.existence = std::min(life.existence, kSurest);
    if (established) {
      looks += hit ? 1.0 : life.existence;
      hits += hit ? 1.0 : 0.0;
    }
    if (hit) loose += 1.0 - life.existence;
    if (hit || pd > 0.0) life.history = life.history << 1 | (hit ? 1u : 0u);
    if (settings_.initiation == TrackInitiation::sprt) life.score.take(math::log(odds));
    life.hits += hit;
    if (hit) life.patience_s = std::max(life.patience_s, kPeriodsWithoutPlot * scan.period_s);
    life.misses = hit ? 0 : pd > 0.0 ? life.misses + 1 : life.misses;
    if (!life.confirmed && deserves_to_be_firm(life)) {
      life.confirmed = true;
      firm_.push_back(life.number);
    }
    if (is_over(life) || (!scan.late && (scan.end - life.heard).seconds() >
                                            std::max(settings_.coast_most_s, life.patience_s))) {
      give_up(slot);
      gone = true;
    }
  }
  for (std::size_t i = 0; i < order_.size(); ++i)
    if (slot_of_plot_[i] == kNobody)
      loose += clutter_per_m_[i] / (clutter_per_m_[i] + new_per_m_[i] + second_per_m_[i]);
  if (gone) std::erase_if(by_number_, [&](int slot) { return life_[slot].number == 0; });
  if (!scan.late) sensor.end_scan(looks, hits, loose);
}

/// The caller takes it out of by_number_.
template <int D>
void DetectionTracker<D>::give_up(int slot) {
  life_[static_cast<std::size_t>(slot)] = Life();
  free_.push_back(slot);
  std::push_heap(free_.begin(), free_.end(), std::greater<>());
}

template <int D>
int DetectionTracker<D>::free_slot() {
  if (!free_.empty()) {
    std::pop_heap(free_.begin(), free_.end(), std::greater<>());
    const int slot = free_.back();
    free_.pop_back();
    return slot;
  }
  if (used_ >= settings_.tracks_most) return -1;
  const int slot = used_++;
  bank_.make_room(static_cast<std::size_t>(used_));
  life_.resize(bank_.slots());
  return slot;
}

template <int D>
void DetectionTracker<D>::start(const PlotScan<D>& scan) {
  plot_tracks_.assign(order_.size(), 0);
  for (int i = 0; i < static_cast<int>(order_.size()); ++i) {
    int slot = slot_of_plot_[i];
    if (slot == kNobody) {
      slot = free_slot();
      if (slot < 0) {
        ++limits_met_.tracks_not_begun;
        continue;
      }
      const PositionPlot<D>& p = plot(scan, i);
      Life& life = life_[static_cast<std::size_t>(slot)];
      life = Life();
      life.number = ++last_number_;
      by_number_.push_back(slot);
      life.updated = life.heard = life.judged = p.time;
      life.existence = new_per_m_[i] / (new_per_m_[i] + clutter_per_m_[i] + second_per_m_[i]);
      life.existence = std::min(life.existence, kSurest);
      life.patience_s = kPeriodsWithoutPlot * scan.period_s;
      life.hits = 1;
      life.history = 1;
      bank_.start(static_cast<std::size_t>(slot), p.z, p.r, settings_.speed_sd_m_s, settings_.climb_sd_m_s);
    }
    plot_tracks_[order_[i]] = life_[static_cast<std::size_t>(slot)].number;
  }
}

template void DetectionTracker<2>::age(Time);
template bool DetectionTracker<2>::deserves_to_be_firm(const Life&) const;
template bool DetectionTracker<2>::is_over(const Life&) const;
template void DetectionTracker<2>::give_up(int);
template int DetectionTracker<2>::free_slot();
template void DetectionTracker<2>::judge(const PlotScan<2>&);
template void DetectionTracker<2>::start(const PlotScan<2>&);
template void DetectionTracker<3>::age(Time);
template bool DetectionTracker<3>::deserves_to_be_firm(const Life&) const;
template bool DetectionTracker<3>::is_over(const Life&) const;
template void DetectionTracker<3>::give_up(int);
template int DetectionTracker<3>::free_slot();
template void DetectionTracker<3>::judge(const PlotScan<3>&);
template void DetectionTracker<3>::start(const PlotScan<3>&);

}  // namespace cupola
