#include "tracking/gating.hpp"

#include <bit>

#include "core/lanes.hpp"
#include "core/math.hpp"

namespace cupola {

namespace {

using lanes::Lanes4, lanes::load;
constexpr std::size_t kLanes = 4;

/// Is a plot within the reach of a track? A ball by the traces of both covariances holds the gate's
/// ellipsoid.
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
        plot_spread2_(plots.xx[j] + plots.yy[j] + plots.zz[j]) {
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

Gate::Gate(double probability, double q_m2_s3)
    : chi_square_(2.0 * math::gamma_p_inverse(1.5, probability)), q_m2_s3_(q_m2_s3) {}

void Gate::find_near(const SelectedTracks& selected, const MeasurementColumns& plots,
                     const CoveredSpan& span) {
  near_.clear();
  for (std::size_t j = 0; j < plots.size; ++j) {
    if (plots.taken[j]) continue;
    const CoarseGate coarse(plots, j, span, chi_square_);
    for (std::size_t i = 0; i < selected.size(); i += kLanes)
      for (unsigned bits = coarse.passing(selected, i); bits != 0; bits &= bits - 1) {
        const std::size_t k = i + static_cast<std::size_t>(std::countr_zero(bits));
        if (k < selected.size()) near_.push_back({selected.position[k], static_cast<int>(j)});
      }
  }
}

bool Gate::weigh(const TrackState& state, Time t, const PositionMeasurement& z, double odds_per_m3,
                 Candidate& pair) const {
  constexpr double two_pi_cubed = 248.05021344239853;
  const double scale = two_pi_cubed * odds_per_m3 * odds_per_m3;
  pair.dt_s = (t - state.track.time).seconds();
  pair.innovation =
      innovation(state.track, state.free_fall_ecef_m_s2, pair.dt_s, q_m2_s3_, z.z_ecef_m, z.covariance_m2);
  const double d2 = pair.innovation.distance2();
  if (!(d2 < chi_square_)) return false;
  pair.cost = 0.5 * (d2 + math::log(pair.innovation.determinant * scale));
  return pair.cost < 0.0;
}

void Gate::find(const SelectedTracks& selected, const std::vector<TrackState>& tracks,
                const MeasurementColumns& plots, const CoveredSpan& span,
                const std::vector<double>& odds_per_m3, std::vector<Candidate>& out) {
  find_near(selected, plots, span);
  for (const auto& [position, plot] : near_) {
    Candidate pair{position, plot, 0.0, 0.0, {}};
    const auto j = static_cast<std::size_t>(plot);
    if (weigh(tracks[static_cast<std::size_t>(position)], plots.time[j], plots.at(j), odds_per_m3[j], pair))
      out.push_back(pair);
  }
}

}  // namespace cupola
