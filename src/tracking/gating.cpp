#include "tracking/gating.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/lanes.hpp"
#include "core/math.hpp"

namespace cupola {

namespace {

using lanes::Lanes4, lanes::load;
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

  /// Bits of the tracks i, i + 1, ... that pass.
  unsigned passing(const SelectedTracks& tracks, std::size_t i) const {
    const auto at = [i](const std::vector<double>& column) { return load<Lanes4>(column.data() + i); };
    const Lanes4 dx = x_ - fma(dt_, at(tracks.vx), at(tracks.x));
    const Lanes4 dy = y_ - fma(dt_, at(tracks.vy), at(tracks.y));
    const Lanes4 dz = z_ - fma(dt_, at(tracks.vz), at(tracks.z));
    const Lanes4 d2 = fma(dx, dx, fma(dy, dy, dz * dz));
    return bit_mask(d2 < fma(gate_, at(tracks.spread2) + plot_spread2_, slack_));
  }

 private:
  Lanes4 dt_, x_, y_, z_, gate_, plot_spread2_, slack_;
};

}  // namespace

Gate::Gate(double probability, const ImmModel& model)
    : rule_{noise_density_m2_s3(model), 2.0 * math::gamma_p_inverse(1.5, probability)} {}

void Gate::find_near(const SelectedTracks& selected, const MeasurementColumns& plots,
                     const CoveredSpan& span) {
  near_.clear();
  for (std::size_t j = 0; j < plots.size; ++j) {
    if (plots.taken[j]) continue;
    const CoarseGate coarse(plots, j, span, rule_.chi_square);
    for (std::size_t i = 0; i < selected.size(); i += kLanes)
      for (unsigned bits = coarse.passing(selected, i); bits != 0; bits &= bits - 1) {
        const std::size_t k = i + static_cast<std::size_t>(std::countr_zero(bits));
        if (k < selected.size())
          near_.push_back({selected.position[k], static_cast<int>(j), static_cast<int>(k), 0.0});
      }
  }
}

/// Which plot is each track's nearest, so that it is predicted to the time of that.
void Gate::find_nearest(const SelectedTracks& selected, const MeasurementColumns& plots,
                        const CoveredSpan& span) {
  for (const Near& pair : near_) {
    const auto j = static_cast<std::size_t>(pair.plot), k = static_cast<std::size_t>(pair.selected);
    const double t = plots.time_s[j] - span.middle_s;
    const double dx = plots.x[j] - std::fma(t, selected.vx[k], selected.x[k]);
    const double dy = plots.y[j] - std::fma(t, selected.vy[k], selected.y[k]);
    const double dz = plots.z[j] - std::fma(t, selected.vz[k], selected.z[k]);
    const double d2 = std::fma(dx, dx, std::fma(dy, dy, dz * dz));
    Lanes& lanes = lanes_of_[static_cast<std::size_t>(pair.position)];
    if (d2 < lanes.nearest2) lanes = {d2, pair.dt_s, -1, -1};
  }
}

int Gate::lane_for(const Near& pair, const TrackTable& tracks, MixtureLanes& lanes) {
  if (near_.size() <= kPairsApart) return lanes.add(tracks.mixture(pair.position), pair.dt_s);
  Lanes& of = lanes_of_[static_cast<std::size_t>(pair.position)];
  const double ahead_s = std::max(pair.dt_s, 0.0);
  const bool near = std::fabs(ahead_s - std::max(of.nearest_s, 0.0)) <= kSameTime_s;
  int& lane = near ? of.of_nearest : of.of_others;
  if (lane < 0 || (!near && std::fabs(ahead_s - lanes.predicted_s(lane)) > kSameTime_s))
    lane = lanes.add(tracks.mixture(pair.position), near ? of.nearest_s : pair.dt_s);
  return lane;
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
  if (near_.empty()) return;
  for (Near& pair : near_)
    pair.dt_s = plots.time_s[static_cast<std::size_t>(pair.plot)] -
                tracks.columns().at(tracks.slot(pair.position), &TrackColumns::Block::time_s);
  if (near_.size() > kPairsApart) {
    if (lanes_of_.size() < tracks.size()) lanes_of_.resize(tracks.size());
    for (const Near& pair : near_) lanes_of_[static_cast<std::size_t>(pair.position)] = {};
    find_nearest(selected, plots, span);
  }
  lanes_.clear();
  for (const Near& pair : near_) lanes_.push_back(lane_for(pair, tracks, lanes));
  lanes.predict();
  for (std::size_t i = 0; i < near_.size(); ++i)
    lanes.ask(lanes_[i], plots.at(static_cast<std::size_t>(near_[i].plot)), near_[i].dt_s);
  lanes.weigh();
  for (std::size_t i = 0; i < near_.size(); ++i) {
    Candidate pair{near_[i].position, near_[i].plot, 0.0, 0.0, lanes_[i], near_[i].dt_s};
    if (judge(lanes, i, odds_per_m3[static_cast<std::size_t>(pair.plot)], pair)) out.push_back(pair);
  }
}

}  // namespace cupola
