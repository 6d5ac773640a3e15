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
  const auto add = [&](const ManoeuvreSettings& m, Motion motion, double rate_density) {
    if (!(m.share > 0.0)) return;
    model.mode[model.modes++] = {motion, m.acceleration_density_m2_s3, rate_density, s.rate_sd_rad_s, m.share};
    sum += m.share;
  };
  add(s.steady, Motion::straight, 0.0);
  add(s.turn, Motion::turn, s.rate_density_rad2_s3);
  add(s.agile, Motion::straight, 0.0);
  if (in_space) add(s.fall, Motion::fall, 0.0);
  CUPOLA_CHECK(model.modes > 0);
  for (int k = 0; k < model.modes; ++k) model.mode[k].share /= sum;
  model.changes_per_s = 1.0 / s.mode_lasts_s;
  return model;
}

namespace {

/// Squared distance and determinant of an innovation.
template <int D>
struct Fit {
  double distance2, determinant;
};

Fit<2> fit(const double (&s)[3], const double (&d)[2]) {
  const double determinant = s[0] * s[2] - s[1] * s[1];
  return {(s[2] * d[0] * d[0] - 2.0 * s[1] * d[0] * d[1] + s[0] * d[1] * d[1]) / determinant, determinant};
}

Fit<3> fit(const double (&s)[6], const double (&d)[3]) {
  const double xx = s[3] * s[5] - s[4] * s[4], xy = s[2] * s[4] - s[1] * s[5], xz = s[1] * s[4] - s[2] * s[3];
  const double yy = s[0] * s[5] - s[2] * s[2], yz = s[1] * s[2] - s[0] * s[4], zz = s[0] * s[3] - s[1] * s[1];
  const double determinant = s[0] * xx + s[1] * xy + s[2] * xz;
  const double sum = xx * d[0] * d[0] + yy * d[1] * d[1] + zz * d[2] * d[2] +
                     2.0 * (xy * d[0] * d[1] + xz * d[0] * d[2] + yz * d[1] * d[2]);
  return {sum / determinant, determinant};
}

template <int D>
constexpr double kDensity = D == 2 ? 0.15915494309189535 : 0.06349363593424097;  // (2 pi)^(-D/2)

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
      bank_(imm_model(settings, D == 3)) {
  for (const DetectionSensor& sensor : sensors) sensors_.emplace_back(settings, sensor);
}

/// In an order that depends on what was measured alone.
template <int D>
void DetectionTracker<D>::sort_plots(const PlotScan<D>& scan) {
  order_.resize(scan.plots.size());
  for (std::size_t i = 0; i < order_.size(); ++i) order_[i] = static_cast<int>(i);
  std::sort(order_.begin(), order_.end(), [&](int a, int b) {
    const PositionPlot<D>&p = scan.plots[static_cast<std::size_t>(a)],
          &q = scan.plots[static_cast<std::size_t>(b)];
    if (p.time != q.time) return p.time < q.time;
    for (int i = 0; i < D; ++i)
      if (p.z[i] != q.z[i]) return p.z[i] < q.z[i];
    for (int i = 0; i < kPairs; ++i)
      if (p.r[i] != q.r[i]) return p.r[i] < q.r[i];
    return a < b;
  });
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

template <int D>
bool DetectionTracker<D>::weigh(const PlotScan<D>& scan, int slot, int i, Candidate& c) const {
  constexpr int n = ImmShape<D>::kState;
  using Shape = ImmShape<D>;
  const PositionPlot<D>& p = plot(scan, i);
  const double dt = (p.time - predicted_to_[static_cast<std::size_t>(slot)]).seconds();
  double s[kPairs], d[D];
  const auto at = [&](int a, int b) {
    return bank_.predicted(static_cast<std::size_t>(slot), n + Shape::at(a, b));
  };
  for (int a = 0, k = 0; a < D; ++a) {
    d[a] = p.z[a] - bank_.predicted(static_cast<std::size_t>(slot), a);
    if (dt != 0.0) d[a] -= dt * bank_.predicted(static_cast<std::size_t>(slot), D + a);
    for (int b = a; b < D; ++b, ++k) {
      s[k] = at(a, b) + p.r[k];
      if (dt != 0.0) s[k] += dt * (at(a, D + b) + at(b, D + a)) + dt * dt * at(D + a, D + b);
    }
  }
  const Fit<D> f = fit(s, d);
  if (!(f.determinant > 0.0) || !(f.distance2 <= chi_square_)) return false;
  c.slot = slot;
  c.plot = i;
  c.density = kDensity<D> * math::exp(-0.5 * f.distance2) / std::sqrt(f.determinant);
  return true;
}

template <int D>
void DetectionTracker<D>::gate(const PlotScan<D>& scan) {
  const SensorEstimate& sensor = sensors_[static_cast<std::size_t>(scan.sensor)];
  const int plots = static_cast<int>(scan.plots.size());
  clutter_per_m_.resize(scan.plots.size());
  new_per_m_.resize(scan.plots.size());
  for (int i = 0; i < plots; ++i) {
    const double per_unit = 1.0 / (scan.units * plot(scan, i).volume_per_unit);
    clutter_per_m_[i] = sensor.false_per_scan() * per_unit;
    new_per_m_[i] = sensor.new_per_scan() * per_unit;
  }
  candidates_.clear();
  const double pd = sensor.detection_probability(), gate = settings_.gate_probability;
  for (int slot = 0; slot < used_; ++slot) {
    const Life& life = life_[static_cast<std::size_t>(slot)];
    if (life.number == 0) continue;
    const double exists = std::max(life.existence, settings_.association_existence);
    const double missed = 1.0 - exists * pd * gate;
    for (int i = 0; i < plots; ++i) {
      const PositionPlot<D>& p = plot(scan, i);
      const double dx = p.z[0] - bank_.predicted(static_cast<std::size_t>(slot), 0);
      if (std::fabs(dx) > 10000.0) continue;
      Candidate c;
      if (!weigh(scan, slot, i, c)) continue;
      const double ratio =
          exists * pd * c.density / (missed * (clutter_per_m_[i] + new_per_m_[i]));
      c.log_ratio = math::log(std::max(ratio, 1e-300));
      candidates_.push_back(c);
    }
  }
}

/// The optimal assignment, where a track may miss and a plot be false or new, all relative to that.
template <int D>
void DetectionTracker<D>::assign() {
  chosen_.clear();
  table_.clear();
  rows_.clear();
  price_alone_.clear();
  of_slot_.assign(bank_.slots(), 0);
  of_plot_.assign(order_.size(), 0);
  for (const Candidate& c : candidates_) {
    if (c.log_ratio <= 0.0) continue;
    ++of_slot_[c.slot];
    ++of_plot_[c.plot];
  }
  std::vector<int> at;
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    const Candidate& c = candidates_[i];
    if (c.log_ratio <= 0.0) continue;
    if (of_slot_[c.slot] == 1 && of_plot_[c.plot] == 1) {
      chosen_.push_back(c);
      continue;
    }
    if (rows_.empty() || rows_.back() != c.slot) {
      rows_.push_back(c.slot);
      price_alone_.push_back(0.0);
    }
    table_.push_back({static_cast<int>(rows_.size()) - 1, c.plot, -c.log_ratio});
    at.push_back(static_cast<int>(i));
  }
  const std::span<const int> column =
      assignment_.solve(static_cast<int>(order_.size()), table_, price_alone_);
  for (std::size_t t = 0; t < table_.size(); ++t)
    if (column[static_cast<std::size_t>(table_[t].row)] == table_[t].column)
      chosen_.push_back(candidates_[static_cast<std::size_t>(at[t])]);
}

template <int D>
void DetectionTracker<D>::update(const PlotScan<D>& scan) {
  slot_of_plot_.assign(order_.size(), -1);
  bool again = false;
  for (const Candidate& c : chosen_) {
    const PositionPlot<D>& p = plot(scan, c.plot);
    const auto slot = static_cast<std::size_t>(c.slot);
    slot_of_plot_[c.plot] = c.slot;
    if (p.time == predicted_to_[slot] || p.time < life_[slot].updated) continue;
    dt_s_[slot] = (p.time - life_[slot].updated).seconds();
    again = true;
  }
  if (again) bank_.predict(dt_s_);
  for (const Candidate& c : chosen_) {
    const PositionPlot<D>& p = plot(scan, c.plot);
    const auto slot = static_cast<std::size_t>(c.slot);
    if (p.time < life_[slot].updated) {
      bank_.measure_late(slot, p.z, p.r, (p.time - life_[slot].updated).seconds());
    } else {
      bank_.measure(slot, p.z, p.r);
      life_[slot].updated = p.time;
    }
    life_[slot].heard = std::max(life_[slot].heard, p.time);
  }
  bank_.update();
}

/// Existence after the scan, and what the scan says of the sensor.
template <int D>
void DetectionTracker<D>::judge(const PlotScan<D>& scan) {
  SensorEstimate& sensor = sensors_[static_cast<std::size_t>(scan.sensor)];
  const double pd = sensor.detection_probability(), gate = settings_.gate_probability;
  ratio_.assign(bank_.slots(), 0.0);
  for (const Candidate& c : chosen_)
    ratio_[c.slot] += pd * c.density / (clutter_per_m_[c.plot] + new_per_m_[c.plot]);
  double looks = 0.0, hits = 0.0, loose = 0.0;
  for (int slot = 0; slot < used_; ++slot) {
    Life& life = life_[static_cast<std::size_t>(slot)];
    if (life.number == 0) continue;
    const bool hit = ratio_[slot] > 0.0, established = life.confirmed && life.existence > 0.95;
    const double odds = 1.0 - pd * gate + ratio_[slot];
    life.existence = life.existence * odds / (1.0 - life.existence + life.existence * odds);
    life.existence = std::min(life.existence, 1.0 - 1e-9);
    if (established) {
      looks += hit ? 1.0 : life.existence;
      hits += hit ? 1.0 : 0.0;
    }
    if (hit) loose += 1.0 - life.existence;
    ++life.looks;
    life.hits += hit;
    life.misses = hit ? 0 : life.misses + 1;
    if (!life.confirmed && life.existence >= settings_.confirm_at) {
      life.confirmed = true;
      firm_.push_back(life.number);
    }
    if (life.existence < settings_.forget_at ||
        (scan.end - life.heard).seconds() > settings_.coast_most_s) {
      life = Life();
      free_.push_back(slot);
      std::push_heap(free_.begin(), free_.end(), std::greater<>());
    }
  }
  for (std::size_t i = 0; i < order_.size(); ++i)
    if (slot_of_plot_[i] < 0)
      loose += clutter_per_m_[i] / (clutter_per_m_[i] + new_per_m_[i]);
  sensor.end_scan(looks, hits, loose);
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
    if (slot < 0) {
      slot = free_slot();
      if (slot < 0) continue;
      const PositionPlot<D>& p = plot(scan, i);
      Life& life = life_[static_cast<std::size_t>(slot)];
      life = Life();
      life.number = ++last_number_;
      life.updated = life.heard = life.judged = p.time;
      life.existence = new_per_m_[i] / (new_per_m_[i] + clutter_per_m_[i]);
      life.hits = life.looks = 1;
      bank_.start(static_cast<std::size_t>(slot), p.z, p.r, settings_.speed_sd_m_s);
    }
    plot_tracks_[order_[i]] = life_[static_cast<std::size_t>(slot)].number;
  }
}

template <int D>
void DetectionTracker<D>::process(const PlotScan<D>& scan) {
  sort_plots(scan);
  sensors_[static_cast<std::size_t>(scan.sensor)].begin_scan(static_cast<double>(order_.size()));
  age(scan.end);
  predict(scan);
  gate(scan);
  assign();
  update(scan);
  judge(scan);
  start(scan);
}

template <int D>
template <class Field>
TrackEstimate<D> DetectionTracker<D>::estimate_of(const Life& life, Field field) const {
  using Shape = ImmShape<D>;
  TrackEstimate<D> e;
  e.number = life.number;
  e.existence = life.existence;
  for (int i = 0; i < 2 * D; ++i) e.x[i] = field(i);
  e.turn_rate_rad_s = field(2 * D);
  for (int i = 0, n = 0; i < 2 * D; ++i)
    for (int j = i; j < 2 * D; ++j, ++n) e.c[n] = field(Shape::kState + Shape::at(i, j));
  return e;
}

template <int D>
void DetectionTracker<D>::estimate(Time at, std::vector<TrackEstimate<D>>& out) {
  out.clear();
  dt_s_.assign(bank_.slots(), 0.0);
  for (int slot = 0; slot < used_; ++slot)
    if (life_[slot].number != 0) dt_s_[slot] = std::max(0.0, (at - life_[slot].updated).seconds());
  bank_.predict(dt_s_);
  for (int slot = 0; slot < used_; ++slot) {
    const Life& life = life_[slot];
    if (!is_reported(life)) continue;
    out.push_back(
        estimate_of(life, [&](int i) { return bank_.predicted(static_cast<std::size_t>(slot), i); }));
    // Before the newest plot: straight back.
    const double back_s = std::min(0.0, (at - life.updated).seconds());
    for (int i = 0; i < D && back_s < 0.0; ++i) out.back().x[i] += back_s * out.back().x[D + i];
  }
  std::sort(out.begin(), out.end(),
            [](const TrackEstimate<D>& a, const TrackEstimate<D>& b) { return a.number < b.number; });
}

template <int D>
void DetectionTracker<D>::estimate_at_plots(std::vector<TrackAtPlot<D>>& out) const {
  out.clear();
  for (const int slot : slot_of_plot_) {
    if (slot < 0) continue;
    const Life& life = life_[static_cast<std::size_t>(slot)];
    if (!is_reported(life)) continue;
    out.push_back({life.updated, estimate_of(life, [&](int i) {
                     return bank_.updated(static_cast<std::size_t>(slot), i);
                   })});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const TrackAtPlot<D>& a, const TrackAtPlot<D>& b) { return a.time < b.time; });
}

template class DetectionTracker<2>;
template class DetectionTracker<3>;

}  // namespace cupola
