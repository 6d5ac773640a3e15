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

double distance2(const double* a, const double* b, int from) {
  const double x = a[from] - b[from], y = a[from + 1] - b[from + 1], z = a[from + 2] - b[from + 2];
  return x * x + y * y + z * z;
}

}  // namespace

std::size_t mixture_size(const ImmModel& model) {
  return (static_cast<std::size_t>(Shape::fields(model.modes)) + 7) / 8 * 8;
}

void start_mixture(const ImmModel& model, const Track& track, double* mixture) {
  const double x[kState] = {track.p_ecef_m.x,
                            track.p_ecef_m.y,
                            track.p_ecef_m.z,
                            track.v_ecef_m_s.x,
                            track.v_ecef_m_s.y,
                            track.v_ecef_m_s.z,
                            0.0};
  double gauss[Shape::kGauss];
  double* c = std::copy(x, x + kState, gauss);
#pragma GCC \
    unroll 6  // or the rows, of six lengths, are copied by string instructions, which wait before they begin
  for (int i = 0; i < 6; ++i, *c++ = 0.0)  // the rate's column
    for (int j = i; j < 6; ++j) *c++ = track.covariance(i, j);
  for (int k = 0; k < model.modes; ++k) {
    *c = model.mode[k].rate_sd_rad_s * model.mode[k].rate_sd_rad_s;
    std::copy_n(gauss, Shape::kGauss, mixture + Shape::mode_at(k));
    mixture[Shape::weight_at(model.modes, k)] = model.mode[k].share;
  }
  *c = 0.0;
  std::copy_n(gauss, Shape::kGauss, mixture + Shape::merged_at(model.modes));
}

void read_merged(const ImmModel& model, const double* mixture, Track& track) {
  const double* all = mixture + Shape::merged_at(model.modes);
  track.p_ecef_m = {all[0], all[1], all[2]};
  track.v_ecef_m_s = {all[3], all[4], all[5]};
  const double* c = all + kState;
  for (int i = 0; i < 6; ++i, ++c)  // past the rate's column
    for (int j = i; j < 6; ++j, ++c) {
      track.covariance(i, j) = *c;
      track.covariance(j, i) = *c;
    }
}

MixtureReach reach_of(const ImmModel& model, const double* mixture) {
  const double* all = mixture + Shape::merged_at(model.modes);
  const double speed2 = all[3] * all[3] + all[4] * all[4] + all[5] * all[5];
  // Squares, until the end.
  double pp = trace(all, 0), vv = trace(all, 3), aside2 = 0.0, aside_speed2 = 0.0, rate2 = 0.0, spread2 = 0.0;
  for (int k = 0; k < model.modes; ++k) {
    const double* mode = mixture + Shape::mode_at(k);
    pp = std::max(pp, trace(mode, 0));
    vv = std::max(vv, trace(mode, 3));
    aside2 = std::max(aside2, distance2(mode, all, 0));
    aside_speed2 = std::max(aside_speed2, distance2(mode, all, 3));
    const ModeMotion motion = model.mode[k].motion;
    if (motion != ModeMotion::turn && motion != ModeMotion::turn_or_fall) continue;
    // Mixed, the rate is at most as fast, and its variance at most the greater of its own and that of a turn
    // that begins, and what lies between both means.
    const double own2 = mode[kRate] * mode[kRate], begun = model.mode[k].rate_sd_rad_s;
    rate2 = std::max(rate2, own2);
    spread2 =
        std::max(spread2, std::max(mode[kState + Shape::at(kRate, kRate)], begun * begun) + 0.25 * own2);
  }
  MixtureReach reach;
  reach.o0_m = std::sqrt(aside2);
  reach.o1_m_s = std::sqrt(aside_speed2);
  const double half_speed_m_s = 0.5 * (std::sqrt(speed2) + reach.o1_m_s);
  reach.o2_m_s2 = half_speed_m_s * std::sqrt(rate2);
  reach.s0_m = std::sqrt(pp + 0.25 * aside2);
  reach.s1_m_s = std::sqrt(vv + 0.25 * aside_speed2);
  reach.s2_m_s2 = half_speed_m_s * std::sqrt(spread2);
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
