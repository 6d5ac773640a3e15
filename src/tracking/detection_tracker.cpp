#include "tracking/detection_tracker.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola {

namespace {

// A plot that is a track's with at least this probability is taken as if it were for sure: what a mixture
// with a miss would add is less than its own approximation.
constexpr double kAsGoodAsSure = 0.999;
constexpr double kTakenLate = 0.5;  // an older plot with less is left out

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
      bank_(filter_model(settings, D == 3)) {
  for (const DetectionSensor& sensor : sensors) {
    sensors_.emplace_back(settings, sensor);
    const bool told = settings.resolution_range_m > 0.0;
    Resolution r{told ? settings.resolution_range_m : sensor.resolution_range_m,
                 settings.resolution_azimuth_rad > 0.0 ? settings.resolution_azimuth_rad
                                                       : sensor.resolution_azimuth_rad};
    if (sensor.measures == Measures::east_north) r.azimuth_rad = 0.0;
    resolution_.push_back(r);
  }
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

/// States go to the times of their plots, where those differ.
template <int D>
void DetectionTracker<D>::predict_to_plots(const PlotScan<D>& scan) {
  bool again = false;
  for (const Choice& c : chosen_) {
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
  evidence_.assign(bank_.slots(), 0.0);
  predict_to_plots(scan);
  for (const Choice& c : chosen_) {
    const PositionPlot<D>& p = plot(scan, c.plot);
    const auto slot = static_cast<std::size_t>(c.slot);
    const bool as_seen = c.view == kNobody;
    const auto taken = as_seen ? position(scan, c.plot, slot) : typename BeamMeasurer<D>::Position{};
    const double* z = as_seen ? taken.z : views_[static_cast<std::size_t>(c.view)].z;
    const double* r = as_seen ? taken.r : views_[static_cast<std::size_t>(c.view)].r;
    if (!c.shares) slot_of_plot_[c.plot] = c.slot;
    evidence_[slot] = c.evidence;
    if (!c.shares || c.probability >= kTakenLate) life_[slot].heard = std::max(life_[slot].heard, p.time);
    if (p.time < life_[slot].updated) {
      if (c.probability < kTakenLate) continue;
      bank_.measure_late(slot, z, r, (p.time - life_[slot].updated).seconds());
      predicted_to_[slot] = life_[slot].updated;  // what was predicted from it is of the past
    } else {
      bank_.measure(slot, z, r, c.probability < kAsGoodAsSure ? c.probability : 1.0,
                    (p.time - life_[slot].updated).seconds());
      life_[slot].updated = p.time;
    }
  }
  bank_.update();
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
  assign();
  settings_.association == AssociationMethod::bp ? weigh_by_marginals(scan) : weigh_competition();
  find_owners();
  doubt_second_plots(scan);
  explain_misses(scan);
  update(scan);
  judge(scan);
  find_twins(scan);
  end_twins();
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
  const auto add = [&](int slot) {
    const Life& life = life_[static_cast<std::size_t>(slot)];
    if (!is_reported(life)) return;
    out.push_back({life.updated, {}});
    const double* column = bank_.updated_column(static_cast<std::size_t>(slot));
    fill(out.back().estimate, life, [&](int i) { return column[i * kImmWidth]; });
  };
  for (const int slot : slot_of_plot_)
    if (slot >= 0) add(slot);
  for (const Choice& c : chosen_)
    if (c.shares && c.probability >= kTakenLate) add(c.slot);
  std::stable_sort(out.begin(), out.end(),
                   [](const TrackAtPlot<D>& a, const TrackAtPlot<D>& b) { return a.time < b.time; });
}

template class DetectionTracker<2>;
template class DetectionTracker<3>;

}  // namespace cupola
