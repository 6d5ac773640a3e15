#include "tracking/detection_tracker.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola {

ImmModel imm_model(const DetectionTrackerSettings& s, bool in_space) {
  ImmModel model;
  model.modes = 0;
  double sum = 0.0;
  const auto add = [&](const ManoeuvreSettings& m, ModeMotion motion, double rate_density, double rate_sd) {
    if (!(m.share > 0.0)) return;
    model.mode[model.modes++] = {motion, m.acceleration_density_m2_s3, m.upright, rate_density, rate_sd,
                                 m.share};
    sum += m.share;
  };
  if (s.filter == FilterKind::kalman) {
    model.mode[0] = {ModeMotion::straight, s.acceleration_density_m2_s3, s.steady.upright, 0.0, 0.0, 1.0};
    model.modes = 1;
    return model;
  }
  add(s.steady, ModeMotion::straight, 0.0, 0.0);
  add(s.turn, ModeMotion::turn, s.rate_density_rad2_s3, s.rate_sd_rad_s);
  add(s.hard_turn, ModeMotion::turn, s.rate_density_rad2_s3, s.hard_rate_sd_rad_s);
  add(s.agile, ModeMotion::straight, 0.0, 0.0);
  if (in_space) add(s.fall, ModeMotion::fall, 0.0, 0.0);
  CUPOLA_CHECK(model.modes > 0);
  for (int k = 0; k < model.modes; ++k) model.mode[k].share /= sum;
  model.changes_per_s = 1.0 / s.mode_lasts_s;
  return model;
}

namespace {

constexpr double kSurest = 1.0 - 1e-9;       // of a track's existence: a miss must still tell
constexpr double kPeriodsWithoutPlot = 3.0;  // of a sensor that saw it, a track is waited for at least

template <int D>
double trace(const double* r) {
  return D == 2 ? r[0] + r[2] : r[0] + r[3] + r[5];
}

}  // namespace

template <int D>
DetectionTracker<D>::DetectionTracker(const DetectionTrackerSettings& settings,
                                      std::span<const DetectionSensor> sensors)
    : settings_(settings),
      chi_square_(2.0 * math::gamma_p_inverse(0.5 * D, settings.gate_probability)),
      counting_{settings.initiation_hits, settings.initiation_looks, settings.deletion_misses},
      scoring_(ScoreRule::of(settings.false_track_probability, settings.missed_track_probability,
                             settings.lost_track_probability)),
      beams_(settings.measurement),
      bank_(imm_model(settings, D == 3)) {
  for (const DetectionSensor& sensor : sensors) sensors_.emplace_back(settings, sensor);
}

/// In an order that depends on what was measured alone.
template <int D>
void DetectionTracker<D>::sort_plots(const PlotScan<D>& scan) {
  Time first = kNever, last{INT64_MIN};
  for (const PositionPlot<D>& p : scan.plots) {
    first = std::min(first, p.time);
    last = std::max(last, p.time);
  }
  keys_.clear();
  for (std::size_t i = 0; i < scan.plots.size(); ++i) {
    const PositionPlot<D>& p = scan.plots[i];
    const std::uint64_t key =
        first == last ? key_of(p.z[0]) : static_cast<std::uint64_t>((p.time - first).ns);
    keys_.push_back({key, static_cast<int>(i)});
  }
  sorter_.sort(keys_, [&](int a, int b) {
    const PositionPlot<D>&p = scan.plots[static_cast<std::size_t>(a)],
          &q = scan.plots[static_cast<std::size_t>(b)];
    if (p.time != q.time) return p.time < q.time;
    for (int i = 0; i < D; ++i)
      if (p.z[i] != q.z[i]) return p.z[i] < q.z[i];
    for (int i = 0; i < kPairs; ++i)
      if (p.r[i] != q.r[i]) return p.r[i] < q.r[i];
    return a < b;
  });
  order_.clear();
  for (const SortKey& k : keys_) order_.push_back(k.index);
}

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
void DetectionTracker<D>::predict(const PlotScan<D>& scan) {
  Time middle = scan.plots.empty() ? scan.end : plot(scan, 0).time;
  if (!scan.plots.empty()) {
    const Time last = plot(scan, static_cast<int>(scan.plots.size()) - 1).time;
    middle.ns += (last - middle).ns / 2;
  }
  dt_s_.assign(bank_.slots(), 0.0);
  predicted_to_.assign(bank_.slots(), middle);
  for (int slot = 0; slot < used_; ++slot) {
    const Life& life = life_[static_cast<std::size_t>(slot)];
    if (life.number == 0) continue;
    predicted_to_[slot] = std::max(middle, life.updated);
    dt_s_[slot] = (predicted_to_[slot] - life.updated).seconds();
  }
  bank_.predict(dt_s_);
}

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
  for (Candidate& c : chosen_) {
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
      chosen_.push_back(c);
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
      chosen_.push_back(candidates_[static_cast<std::size_t>(of_table_[t])]);
}

/// States go to the times of their plots, where those differ.
template <int D>
void DetectionTracker<D>::predict_to_plots(const PlotScan<D>& scan) {
  bool again = false;
  for (const Candidate& c : chosen_) {
    const Time at = plot(scan, c.plot).time;
    if (at == predicted_to_[c.slot] || at < life_[c.slot].updated) continue;
    dt_s_[c.slot] = (at - life_[c.slot].updated).seconds();
    predicted_to_[c.slot] = at;
    again = true;
  }
  if (again) bank_.predict(dt_s_);
}

template <int D>
void DetectionTracker<D>::update(const PlotScan<D>& scan) {
  slot_of_plot_.assign(order_.size(), kNobody);
  taken_.assign(order_.size(), 0.0);
  evidence_.assign(bank_.slots(), 0.0);
  predict_to_plots(scan);
  for (const Candidate& c : chosen_) {
    const PositionPlot<D>& p = plot(scan, c.plot);
    const auto slot = static_cast<std::size_t>(c.slot);
    const auto [z, r] = position(scan, c.plot, slot);
    slot_of_plot_[c.plot] = c.slot;
    taken_[c.plot] = 1.0;
    evidence_[slot] = c.evidence;
    life_[slot].heard = std::max(life_[slot].heard, p.time);
    if (p.time < life_[slot].updated) {
      bank_.measure_late(slot, z, r, (p.time - life_[slot].updated).seconds());
      predicted_to_[slot] = life_[slot].updated;  // what was predicted from it is of the past
    } else {
      bank_.measure(slot, z, r, (p.time - life_[slot].updated).seconds());
      life_[slot].updated = p.time;
    }
  }
  bank_.update();
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
      life = Life();
      gone = true;
      free_.push_back(slot);
      std::push_heap(free_.begin(), free_.end(), std::greater<>());
    }
  }
  for (std::size_t i = 0; i < order_.size(); ++i)
    loose += (1.0 - taken_[i]) * clutter_per_m_[i] / (clutter_per_m_[i] + new_per_m_[i]);
  if (gone) std::erase_if(by_number_, [&](int slot) { return life_[slot].number == 0; });
  if (!scan.late) sensor.end_scan(looks, hits, loose);
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
    if (slot == kShared) continue;
    if (slot < 0) {
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
      life.existence = (1.0 - taken_[i]) * new_per_m_[i] / (new_per_m_[i] + clutter_per_m_[i]);
      life.existence = std::min(life.existence, kSurest);
      life.patience_s = kPeriodsWithoutPlot * scan.period_s;
      life.hits = 1;
      life.history = 1;
      bank_.start(static_cast<std::size_t>(slot), p.z, p.r, settings_.speed_sd_m_s, settings_.climb_sd_m_s);
    }
    plot_tracks_[order_[i]] = life_[static_cast<std::size_t>(slot)].number;
  }
}

template <int D>
void DetectionTracker<D>::process(const PlotScan<D>& scan) {
  sort_plots(scan);
  if (!scan.late)
    sensors_[static_cast<std::size_t>(scan.sensor)].begin_scan(static_cast<double>(order_.size()));
  age(scan.end);
  beams_.begin(scan);
  predict(scan);
  find_covered(scan);
  rate_plots(scan);
  gate(scan);
  limits_met_.crowded_gates += near_.crowded();
  if (settings_.association == AssociationMethod::bp) {
    share_out(scan);
    limits_met_.unsettled_clusters += soft_.unsettled();
    update_shared(scan);
  } else {
    assign();
    weigh_competition();
    update(scan);
  }
  judge(scan);
  start(scan);
}

/// All of it: what stood there before does not matter.
template <int D>
template <class Field>
void DetectionTracker<D>::fill(TrackEstimate<D>& e, const Life& life, Field field) const {
  using Shape = ImmShape<D>;
  e.number = life.number;
  e.existence = life.existence;
  for (int i = 0; i < 2 * D; ++i) e.x[i] = field(i);
  e.turn_rate_rad_s = field(2 * D);
  for (int i = 0, n = 0; i < 2 * D; ++i)
    for (int j = i; j < 2 * D; ++j, ++n) e.c[n] = field(Shape::kState + Shape::at(i, j));
}

template <int D>
void DetectionTracker<D>::predict_reported(Time at) {
  const bool known = std::all_of(by_number_.begin(), by_number_.end(), [&](int slot) {
    const Life& life = life_[slot];
    return !is_reported(life) || at <= life.updated || at == predicted_to_[slot];
  });
  if (known) return;
  dt_s_.assign(bank_.slots(), 0.0);
  predicted_to_.resize(bank_.slots());
  for (const int slot : by_number_) {
    dt_s_[slot] = std::max(0.0, (at - life_[slot].updated).seconds());
    predicted_to_[slot] = std::max(at, life_[slot].updated);
  }
  bank_.predict(dt_s_);
}

/// What estimate() needs of a slot that it comes to soon.
template <int D>
void DetectionTracker<D>::fetch(std::size_t slot, Time at) const {
  if (is_reported(life_[slot]) && at > life_[slot].updated)
    bank_.fetch_predicted(slot);
  else if (slot % kImmWidth == 0)  // its neighbours come with it
    bank_.fetch_updated(slot);
}

template <int D>
void DetectionTracker<D>::estimate(Time at, std::vector<TrackEstimate<D>>& out) {
  predict_reported(at);
  constexpr std::size_t kAhead = 8;
  std::size_t count = 0;
  for (std::size_t n = 0; n < by_number_.size(); ++n) {
    if (n + kAhead < by_number_.size()) fetch(static_cast<std::size_t>(by_number_[n + kAhead]), at);
    const auto slot = static_cast<std::size_t>(by_number_[n]);
    const Life& life = life_[slot];
    if (!is_reported(life)) continue;
    if (count == out.size()) out.emplace_back();
    TrackEstimate<D>& e = out[count++];
    if (at > life.updated) {
      const typename ImmBank<D>::Merged merged = bank_.merge_predicted(slot);
      fill(e, life, [&](int i) { return merged[static_cast<std::size_t>(i)]; });
      continue;
    }
    // At its newest plot, or before: straight back.
    const double* column = bank_.updated_column(slot);
    fill(e, life, [&](int i) { return column[i * kImmWidth]; });
    const double back_s = (at - life.updated).seconds();
    for (int i = 0; i < D && back_s < 0.0; ++i) e.x[i] += back_s * e.x[D + i];
  }
  out.resize(count);
}

template <int D>
void DetectionTracker<D>::estimate_at_plots(std::vector<TrackAtPlot<D>>& out) const {
  out.clear();
  for (const int slot : slot_of_plot_) {
    if (slot < 0) continue;
    const Life& life = life_[static_cast<std::size_t>(slot)];
    if (!is_reported(life)) continue;
    out.push_back({life.updated, {}});
    const double* column = bank_.updated_column(static_cast<std::size_t>(slot));
    fill(out.back().estimate, life, [&](int i) { return column[i * kImmWidth]; });
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const TrackAtPlot<D>& a, const TrackAtPlot<D>& b) { return a.time < b.time; });
}

template <int D>
bool DetectionTracker<D>::is_held(std::int64_t number) const {
  const auto of = [this](int slot) { return life_[static_cast<std::size_t>(slot)].number; };
  const auto at = std::lower_bound(by_number_.begin(), by_number_.end(), number,
                                   [&](int slot, std::int64_t wanted) { return of(slot) < wanted; });
  return at != by_number_.end() && of(*at) == number;
}

template class DetectionTracker<2>;
template class DetectionTracker<3>;

}  // namespace cupola
