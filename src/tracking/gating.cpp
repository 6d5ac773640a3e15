#include "tracking/gating.hpp"

#include <algorithm>
#include <cmath>

#include "core/lanes.hpp"
#include "core/math.hpp"

namespace cupola {

namespace {

using lanes::Lanes4, lanes::load, lanes::store;
constexpr std::size_t kLanes = 4;

// Pairs of plots and tracks that fit one block of the kernels are weighed each for itself; of more, a track
// is predicted once for the plots of so long.
constexpr std::size_t kPairsApart = kImmWidth;
constexpr double kSameTime_s = 0.5;

/// Is a plot within the reach of a track? A ball holds the ellipsoids of the gates of all modes.
class CoarseGate {
 public:
  CoarseGate(const MeasurementColumns& plots, std::size_t j, const CoveredSpan& span, double chi_square)
      : dt_(plots.time_s[j] - span.middle_s),
        x_(plots.x[j]),
        y_(plots.y[j]),
        z_(plots.z[j]),
        // Free fall bends a path by less than `sag` between the middle of the batch and the plot; the factor
        // and the addend make room for it: (r + s)^2 <= 1.05 r^2 + 21 s^2.
        gate_(1.05 * chi_square),
        plot_spread2_(1.25 * (plots.xx[j] + plots.yy[j] + plots.zz[j] + 3.0)) {
    const double sag = 5.0 * span.half_length_s * span.half_length_s;
    slack_ = Lanes4(21.0 * sag * sag);
  }

  struct Distances {
    Lanes4 squared;
    unsigned pass;  ///< bits of those in reach
  };
  /// From the tracks i, i + 1, ...
  CUPOLA_INLINE Distances distances(const SelectedTracks& tracks, std::size_t i) const {
    const auto at = [i](const std::vector<double>& column) { return load<Lanes4>(column.data() + i); };
    const Lanes4 dx = x_ - fma(dt_, at(tracks.vx), at(tracks.x));
    const Lanes4 dy = y_ - fma(dt_, at(tracks.vy), at(tracks.y));
    const Lanes4 dz = z_ - fma(dt_, at(tracks.vz), at(tracks.z));
    const Lanes4 d2 = fma(dx, dx, fma(dy, dy, dz * dz));
    const unsigned pass = bit_mask(d2 < fma(gate_, at(tracks.spread2) + plot_spread2_, slack_));
    // What fills the last four is no track.
    const std::size_t left = std::min(tracks.size() - i, kLanes);
    return {d2, pass & ((1u << left) - 1u)};
  }

 private:
  Lanes4 dt_, x_, y_, z_, gate_, plot_spread2_, slack_;
};

}  // namespace

Gate::Gate(double probability, const ImmModel& model)
    : rule_{noise_density_m2_s3(model), 2.0 * math::gamma_p_inverse(1.5, probability)} {}

void Gate::find_near(const SelectedTracks& selected, const MeasurementColumns& plots,
                     const CoveredSpan& span) {
  std::size_t count = 0;
  for (std::size_t j = 0; j < plots.size; ++j) {
    if (plots.taken[j]) continue;
    const CoarseGate coarse(plots, j, span, rule_.chi_square);
    for (std::size_t i = 0; i < selected.size(); i += kLanes) {
      const auto to = coarse.distances(selected, i);
      if (to.pass == 0) continue;
      if (near_.size() < count + kLanes) near_.resize(2 * (count + kLanes));
      double distance2[kLanes], dt_s[kLanes];
      store(distance2, to.squared);
      store(dt_s, Lanes4(plots.time_s[j]) - load<Lanes4>(selected.time_s.data() + i));
      // Written without asking, and kept where it passes: nobody can foretell which do.
      Near* pair = near_.data() + count;
      for (std::size_t k = 0; k < kLanes; ++k) {
        *pair = {static_cast<int>(i + k), static_cast<int>(j), -1, distance2[k], dt_s[k]};
        pair += to.pass >> k & 1u;
      }
      count = static_cast<std::size_t>(pair - near_.data());
    }
  }
  near_count_ = count;
}

/// A lane for each pair, or for each track and time. Then a track is predicted to the time of its nearest plot.
void Gate::give_lanes(const SelectedTracks& selected, const TrackTable& tracks, MixtureLanes& lanes) {
  const std::span<Near> pairs = near();
  const auto mixture = [&](const Near& pair) {
    return tracks.mixture(selected.position[static_cast<std::size_t>(pair.selected)]);
  };
  if (pairs.size() <= kPairsApart) {
    for (Near& pair : pairs) pair.lane = lanes.add(mixture(pair), pair.dt_s);
    return;
  }
  lanes_of_.assign(selected.size(), {});
  for (const Near& pair : pairs) {
    Lanes& of = lanes_of_[static_cast<std::size_t>(pair.selected)];
    of.nearest_s = pair.distance2 < of.nearest2 ? pair.dt_s : of.nearest_s;
    of.nearest2 = std::min(of.nearest2, pair.distance2);
  }
  for (Near& pair : pairs) {
    Lanes& of = lanes_of_[static_cast<std::size_t>(pair.selected)];
    const double ahead_s = std::max(pair.dt_s, 0.0);
    const bool near = std::fabs(ahead_s - std::max(of.nearest_s, 0.0)) <= kSameTime_s;
    int& lane = near ? of.of_nearest : of.of_others;
    if (lane < 0 || (!near && std::fabs(ahead_s - lanes.predicted_s(lane)) > kSameTime_s))
      lane = lanes.add(mixture(pair), near ? of.nearest_s : pair.dt_s);
    pair.lane = lane;
  }
}

bool Gate::judge(const MixtureLanes& lanes, std::size_t question, double odds_per_m3, Candidate& pair) const {
  if (!(lanes.distance2(question) < rule_.chi_square)) return false;
  pair.density_per_m3 = lanes.density_per_m3(question);
  if (!(pair.density_per_m3 > odds_per_m3)) return false;
  pair.cost = math::log(odds_per_m3 / pair.density_per_m3);
  return pair.cost < 0.0;
}

void Gate::find(const SelectedTracks& selected, const TrackTable& tracks, const MeasurementColumns& plots,
                const CoveredSpan& span, const std::vector<double>& odds_per_m3, MixtureLanes& lanes,
                std::vector<Candidate>& out) {
  find_near(selected, plots, span);
  lanes.clear();
  if (near_count_ == 0) return;
  give_lanes(selected, tracks, lanes);
  lanes.predict();
  for (const Near& pair : near())
    lanes.ask(pair.lane, plots.at(static_cast<std::size_t>(pair.plot)), pair.dt_s);
  lanes.weigh();
  // Half of them lie within the gate, and nobody can foretell which.
  within_.resize(near_count_);
  std::size_t count = 0;
  for (std::size_t i = 0; i < near_count_; ++i) {
    within_[count] = i;
    count += lanes.distance2(i) < rule_.chi_square ? 1 : 0;
  }
  for (const std::size_t i : std::span(within_).first(count)) {
    const Near& asked = near_[i];
    Candidate pair{selected.position[static_cast<std::size_t>(asked.selected)],
                   asked.plot,
                   0.0,
                   0.0,
                   asked.lane,
                   asked.dt_s};
    if (judge(lanes, i, odds_per_m3[static_cast<std::size_t>(pair.plot)], pair)) out.push_back(pair);
  }
}

}  // namespace cupola
