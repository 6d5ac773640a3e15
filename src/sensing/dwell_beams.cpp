#include "sensing/dwell_beams.hpp"

#include <cmath>

#include "core/math.hpp"

namespace cupola {
namespace {

constexpr double kGateSds = 3.0, kGateFloor_m = 500.0;

/// Sines of half the beamwidths.
struct HalfWidths {
  double right, above;
};

DwellBeam beam_towards(const Vec3& p_enu_m, const HalfWidths& half, double position_sd_m) {
  const double range_m = norm(p_enu_m), flat_m = std::sqrt(p_enu_m.x * p_enu_m.x + p_enu_m.y * p_enu_m.y);
  const double sin_az = flat_m > 0.0 ? p_enu_m.x / flat_m : 0.0,
               cos_az = flat_m > 0.0 ? p_enu_m.y / flat_m : 1.0;
  const double sin_el = p_enu_m.z / range_m, cos_el = flat_m / range_m;
  return {{cos_el * sin_az, cos_el * cos_az, sin_el},
          {cos_az, -sin_az, 0.0},
          {-sin_el * sin_az, -sin_el * cos_az, cos_el},
          half.right,
          half.above,
          range_m,
          kGateSds * position_sd_m + kGateFloor_m};
}

bool can_point(const RadarModel& radar, const RadarState& state, const Vec3& p_enu_m) {
  const LookConstants& c = radar.constants;
  const RadarType& type = radar.site->type;
  const Polar place = polar_from_enu(p_enu_m);
  const double off_rad = std::fabs(math::wrap_pi(place.azimuth_rad - radar.centre_rad(state)));
  const double apparent_rad =
      place.elevation_rad + c.bending_rad_m * place.range_m * math::cos(place.elevation_rad);
  return off_rad <= 0.5 * type.sector_width_rad && apparent_rad >= type.elevation_min_rad &&
         apparent_rad <= type.elevation_max_rad && place.range_m > 0.0 && place.range_m <= c.range_max_m;
}

}  // namespace

void point_dwells(const RadarModel& radar, const RadarState& state, const std::vector<Cue>& cues, Time t,
                  std::vector<CuedBeam>& beams) {
  beams.clear();
  const RadarType& type = radar.site->type;
  const auto most = static_cast<std::size_t>(type.dedicated_tracks);
  const HalfWidths half{math::sin(0.5 * type.azimuth_beamwidth_rad),
                        math::sin(0.5 * type.elevation_beamwidth_rad)};
  for (const Cue& cue : cues) {
    if (beams.size() >= most) break;
    if (cue.cancel || cue.radar != radar.site->id) continue;
    const Vec3 p_ecef_m = cue.p_ecef_m + (t - cue.time).seconds() * cue.v_ecef_m_s;
    Vec3 p_enu_m = radar.frame.enu_from_ecef(p_ecef_m);
    if (radar.misalignment.any()) p_enu_m = pointed_at(radar.misalignment, p_enu_m);
    if (!can_point(radar, state, p_enu_m)) continue;
    beams.push_back({&cue, p_enu_m, beam_towards(p_enu_m, half, cue.position_sd_m)});
  }
}

}  // namespace cupola
