#include "tracking/mixture.hpp"

#include <algorithm>
#include <cmath>

namespace cupola {

namespace {

using Shape = ImmShape<3>;
constexpr int kState = Shape::kState, kRate = 6;

double trace(const double* gauss, int from) {
  double sum = 0.0;
  for (int i = from; i < from + 3; ++i) sum += gauss[kState + Shape::at(i, i)];
  return sum;
}

double distance(const double* a, const double* b, int from) {
  const double x = a[from] - b[from], y = a[from + 1] - b[from + 1], z = a[from + 2] - b[from + 2];
  return std::sqrt(x * x + y * y + z * z);
}

}  // namespace

std::size_t mixture_size(const ImmModel& model) {
  return static_cast<std::size_t>(Shape::fields(model.modes));
}

void start_mixture(const ImmModel& model, const Track& track, double* mixture) {
  const double x[6] = {track.p_ecef_m.x,   track.p_ecef_m.y,   track.p_ecef_m.z,
                       track.v_ecef_m_s.x, track.v_ecef_m_s.y, track.v_ecef_m_s.z};
  const auto fill = [&](double* gauss, double rate_sd_rad_s) {
    std::fill(gauss, gauss + Shape::kGauss, 0.0);
    std::copy(x, x + 6, gauss);
    for (int i = 0; i < 6; ++i)
      for (int j = i; j < 6; ++j) gauss[kState + Shape::at(i, j)] = track.covariance(i, j);
    gauss[kState + Shape::at(kRate, kRate)] = rate_sd_rad_s * rate_sd_rad_s;
  };
  for (int k = 0; k < model.modes; ++k) {
    fill(mixture + Shape::mode_at(k), model.mode[k].rate_sd_rad_s);
    mixture[Shape::weight_at(model.modes, k)] = model.mode[k].share;
  }
  fill(mixture + Shape::merged_at(model.modes), 0.0);
}

void read_merged(const double* merged, std::size_t stride, Track& track) {
  const auto field = [&](int i) { return merged[static_cast<std::size_t>(i) * stride]; };
  track.p_ecef_m = {field(0), field(1), field(2)};
  track.v_ecef_m_s = {field(3), field(4), field(5)};
  for (int i = 0; i < 6; ++i)
    for (int j = i; j < 6; ++j) {
      const double c = field(kState + Shape::at(i, j));
      track.covariance(i, j) = c;
      track.covariance(j, i) = c;
    }
}

MixtureReach reach_of(const ImmModel& model, const double* mixture) {
  const double* all = mixture + Shape::merged_at(model.modes);
  double pp = trace(all, 0), vv = trace(all, 3), turning_m_s2 = 0.0, spread_m_s2 = 0.0;
  const double speed_m_s = std::sqrt(all[3] * all[3] + all[4] * all[4] + all[5] * all[5]);
  MixtureReach reach;
  for (int k = 0; k < model.modes; ++k) {
    const double* mode = mixture + Shape::mode_at(k);
    pp = std::max(pp, trace(mode, 0));
    vv = std::max(vv, trace(mode, 3));
    const double aside_m_s = distance(mode, all, 3);
    reach.o0_m = std::max(reach.o0_m, distance(mode, all, 0));
    reach.o1_m_s = std::max(reach.o1_m_s, aside_m_s);
    if (model.mode[k].motion != ModeMotion::turn) continue;
    // Mixed, the rate is at most as fast, and its variance at most the greater of its own and that of a turn
    // that begins, and what lies between both means.
    const double rate = mode[kRate], begun = model.mode[k].rate_sd_rad_s;
    const double rate2 = std::max(mode[kState + Shape::at(kRate, kRate)], begun * begun) + 0.25 * rate * rate;
    turning_m_s2 = std::max(turning_m_s2, 0.5 * (speed_m_s + aside_m_s) * std::fabs(rate));
    spread_m_s2 = std::max(spread_m_s2, 0.5 * (speed_m_s + aside_m_s) * std::sqrt(rate2));
  }
  reach.o2_m_s2 = turning_m_s2;
  reach.s0_m = std::sqrt(pp + 0.25 * reach.o0_m * reach.o0_m);
  reach.s1_m_s = std::sqrt(vv + 0.25 * reach.o1_m_s * reach.o1_m_s);
  reach.s2_m_s2 = spread_m_s2;
  return reach;
}

MixtureReach reach_of(const ImmModel& model, const Track& track) {
  const Matrix<6, 6>& c = track.covariance;
  MixtureReach reach;
  reach.s0_m = std::sqrt(c(0, 0) + c(1, 1) + c(2, 2));
  reach.s1_m_s = std::sqrt(c(3, 3) + c(4, 4) + c(5, 5));
  for (int k = 0; k < model.modes; ++k)
    reach.s2_m_s2 = std::max(reach.s2_m_s2, 0.5 * norm(track.v_ecef_m_s) * model.mode[k].rate_sd_rad_s);
  return reach;
}

double noise_density_m2_s3(const ImmModel& model) {
  double most = 0.0;
  for (int k = 0; k < model.modes; ++k) {
    const ImmMode& mode = model.mode[k];
    most = std::max(most, mode.acceleration_density_m2_s3 * std::max(1.0, (2.0 + mode.upright) / 3.0));
  }
  return most;
}

}  // namespace cupola
