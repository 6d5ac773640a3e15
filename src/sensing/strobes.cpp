#include "sensing/strobes.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/check.hpp"
#include "core/math.hpp"
#include "sensing/azimuth.hpp"

namespace cupola {
namespace {

bool in_beam_limits(const LookConstants& c, const Vec3& p_enu_m, double range_m) {
  const double ground_m = std::sqrt(std::fma(p_enu_m.x, p_enu_m.x, p_enu_m.y * p_enu_m.y));
  const double apparent = std::fma(ground_m, c.bending_rad_m, p_enu_m.z / range_m);
  return apparent >= c.sine_min && apparent <= c.sine_max;
}

/// What an angle is measured to, of noise so strong.
double sd_rad(double width_square, double floor_square, double over_noise) {
  return std::sqrt(std::fma(width_square, 0.5 / over_noise, floor_square));
}

/// What the radar says of a direction from which noise so strong comes.
Bearing measured(const RadarModel& radar, double azimuth_rad, double elevation_rad, double over_noise,
                 Draws& draws) {
  const double n_azimuth = draws.normal();
  const double n_elevation = draws.normal();
  const MeasureConstants& m = radar.measures;
  const double cos_elevation = std::max(math::cos(elevation_rad), 0.01);
  Bearing b;
  b.radar = radar.site->id;
  b.emitter = EmitterName::jammer;
  b.azimuth_sd_rad = sd_rad(m.azimuth_square, m.azimuth_floor_square, over_noise) / cos_elevation;
  b.azimuth_rad = full_turn(std::fma(m.noise_scale * b.azimuth_sd_rad, n_azimuth, azimuth_rad));
  b.has_elevation = measures_elevation(radar.site->type);
  if (!b.has_elevation) return b;
  b.elevation_sd_rad = sd_rad(m.elevation_square, m.elevation_floor_square, over_noise);
  const double tilted = std::fma(m.noise_scale * b.elevation_sd_rad, n_elevation, elevation_rad);
  b.elevation_rad = std::clamp(tilted, -0.5 * math::kPi, 0.5 * math::kPi);
  return b;
}

void check_bearing(const Bearing& b) {
  CUPOLA_CHECK(b.azimuth_rad >= 0.0 && b.azimuth_rad < 2.0 * math::kPi);
  CUPOLA_CHECK(b.azimuth_sd_rad > 0.0 && b.azimuth_sd_rad < 1e3);
  CUPOLA_CHECK(!b.has_elevation || (b.elevation_sd_rad > 0.0 && std::fabs(b.elevation_rad) <= 2.0));
}

}  // namespace

void Strobes::meet(const RadarModel& radar, PlatformId jammer, Time t, const Vec3& p_enu_m,
                   double over_noise_m2) {
  const double range_m = std::max(norm(p_enu_m), 1.0);
  if (!in_beam_limits(radar.constants, p_enu_m, range_m)) return;
  const Polar place = polar_from_enu(p_enu_m);
  met_.push_back({jammer, t, place.azimuth_rad, place.elevation_rad, over_noise_m2 / (range_m * range_m)});
}

Strobes::Beam Strobes::beam_on(const Met& strongest, const RadarType& type) {
  Beam beam{strongest.jammer, strongest.time};
  double azimuth_off = 0.0, elevation_off = 0.0;
  for (Met& other : met_) {
    const double off_azimuth = math::wrap_pi(other.azimuth_rad - strongest.azimuth_rad);
    const double off_elevation = other.elevation_rad - strongest.elevation_rad;
    if (other.told || std::fabs(off_azimuth) > type.azimuth_beamwidth_rad) continue;
    if (measures_elevation(type) && std::fabs(off_elevation) > type.elevation_beamwidth_rad) continue;
    other.told = true;
    beam.over_noise += other.over_noise;
    azimuth_off = std::fma(other.over_noise, off_azimuth, azimuth_off);
    elevation_off = std::fma(other.over_noise, off_elevation, elevation_off);
    ++beam.jammers;
  }
  beam.azimuth_rad = strongest.azimuth_rad + azimuth_off / beam.over_noise;
  beam.elevation_rad = strongest.elevation_rad + elevation_off / beam.over_noise;
  return beam;
}

void Strobes::report(const RadarModel& radar, const Scenario& scenario, const Sweep& sweep,
                     std::vector<Bearing>& bearings, std::vector<PlotTruth>& truth) {
  std::sort(met_.begin(), met_.end(), [](const Met& a, const Met& b) {
    return a.over_noise != b.over_noise ? a.over_noise > b.over_noise : a.jammer < b.jammer;
  });
  reports_.clear();
  for (const Met& met : met_) {
    if (met.told || !(met.over_noise > 0.0)) continue;
    const Beam beam = beam_on(met, radar.site->type);
    if (beam.over_noise < radar.site->type.receiver.strobe_over_noise) continue;
    Draws draws(ReplicateKey{radar.constants.key},
                stream_key(Purpose::strobe, name_key(scenario.platforms[beam.strongest.index()].name),
                           name_key(radar.site->name)),
                sweep.ordinal);
    Bearing bearing = measured(radar, beam.azimuth_rad, beam.elevation_rad, beam.over_noise, draws);
    bearing.time = beam.time;
    reports_.push_back({bearing, {beam.strongest, beam.jammers}});
  }
  std::sort(reports_.begin(), reports_.end(), [](const Report& a, const Report& b) {
    const auto key = [](const Bearing& x) { return std::tuple(x.time, x.azimuth_rad, x.elevation_rad); };
    return key(a.bearing) < key(b.bearing);
  });
  for (const Report& report : reports_) {
    check_bearing(report.bearing);
    bearings.push_back(report.bearing);
    truth.push_back(report.truth);
  }
}

}  // namespace cupola
