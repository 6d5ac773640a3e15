#include "tracking/gating.hpp"

#include "core/lanes.hpp"
#include "core/math.hpp"

namespace cupola {

namespace {

using lanes::Lanes4, lanes::load, lanes::store;
constexpr std::size_t kLanes = 4;

Lanes4 at(const std::vector<double>& column, std::size_t i) { return load<Lanes4>(column.data() + i); }

}  // namespace

void SelectedTracks::add(int track, std::size_t slot, const PredictedColumns& predicted) {
  const std::size_t i = position.size(), room = i / kLanes * kLanes + kLanes;
  position.push_back(track);
  if (x.size() < room)
    for (std::vector<double>* column : {&x, &y, &z, &vx, &vy, &vz, &spread2}) column->resize(room);
  x[i] = predicted.x[slot], y[i] = predicted.y[slot], z[i] = predicted.z[slot];
  vx[i] = predicted.vx[slot], vy[i] = predicted.vy[slot], vz[i] = predicted.vz[slot];
  spread2[i] = predicted.spread2[slot];
}

Gate::Gate(double probability, double q_m2_s3)
    : chi_square_(2.0 * math::gamma_p_inverse(1.5, probability)), q_m2_s3_(q_m2_s3) {}

void Gate::coarse(const SelectedTracks& selected, const MeasurementColumns& plots, std::size_t plot,
                  const CoveredSpan& span) {
  // Free fall bends a path by less than `sag` between the middle of the batch and the plot; the factor and
  // the addend make room for it: (r + s)^2 <= 1.05 r^2 + 21 s^2.
  const double sag = 5.0 * span.half_length_s * span.half_length_s;
  const double own = plots.xx[plot] + plots.yy[plot] + plots.zz[plot];
  const Lanes4 dt(plots.time_s[plot] - span.middle_s), gate(1.05 * chi_square_), spare(own),
      slack(21.0 * sag * sag);
  const Lanes4 zx(plots.x[plot]), zy(plots.y[plot]), zz(plots.z[plot]);
  excess_.resize((selected.size() + kLanes - 1) / kLanes * kLanes);
  for (std::size_t i = 0; i < selected.size(); i += kLanes) {
    const Lanes4 dx = zx - fma(dt, at(selected.vx, i), at(selected.x, i));
    const Lanes4 dy = zy - fma(dt, at(selected.vy, i), at(selected.y, i));
    const Lanes4 dz = zz - fma(dt, at(selected.vz, i), at(selected.z, i));
    const Lanes4 d2 = fma(dx, dx, fma(dy, dy, dz * dz));
    store(excess_.data() + i, d2 - fma(gate, at(selected.spread2, i) + spare, slack));
  }
}

void Gate::find(const SelectedTracks& selected, const std::vector<TrackState>& tracks,
                const MeasurementColumns& plots, const CoveredSpan& span, double odds_per_m3,
                std::vector<Candidate>& out) {
  constexpr double two_pi_cubed = 248.05021344239853;
  const double scale = two_pi_cubed * odds_per_m3 * odds_per_m3;
  for (std::size_t j = 0; j < plots.size; ++j) {
    if (plots.taken[j]) continue;
    coarse(selected, plots, j, span);
    for (std::size_t i = 0; i < selected.size(); ++i) {
      if (!(excess_[i] < 0.0)) continue;
      const TrackState& state = tracks[static_cast<std::size_t>(selected.position[i])];
      const double dt_s = (plots.time[j] - state.track.time).seconds();
      const PositionMeasurement z = plots.at(j);
      const Innovation nu =
          innovation(state.track, state.free_fall_ecef_m_s2, dt_s, q_m2_s3_, z.z_ecef_m, z.covariance_m2);
      const double d2 = nu.distance2();
      if (!(d2 < chi_square_)) continue;
      const double cost = 0.5 * (d2 + math::log(nu.determinant * scale));
      if (cost < 0.0) out.push_back({selected.position[i], static_cast<int>(j), cost, dt_s, nu});
    }
  }
}

}  // namespace cupola
