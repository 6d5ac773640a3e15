#include "cli/coverage_horizon.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/coverage_ground.hpp"
#include "cli/coverage_out.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "core/math.hpp"
#include "earth/horizon.hpp"
#include "earth/horizon_profile.hpp"

namespace cupola {

namespace {

constexpr double kDegrees = 180.0 / math::kPi;
constexpr int kAzimuths = 720;
constexpr double kRangeMost_m = 200e3;

std::vector<HorizonPoint> profile(const Scenario& scenario, const RadarSite& radar, const Terrain* terrain) {
  const GroundPlace place{radar.antenna.latitude_rad, radar.antenna.longitude_rad};
  if (terrain) {
    const double ground_msl_m = terrain->height_msl_m(place.latitude_rad, place.longitude_rad).value_or(0.0);
    const double range_m = std::min(terrain_reach_m(*terrain, place), kRangeMost_m);
    SightSettings settings;
    settings.k_factor = scenario.earth.k_factor;
    return horizon_profile(*terrain, {place, ground_msl_m + radar.antenna_agl_m}, kAzimuths, range_m,
                           settings);
  }
  std::vector<HorizonPoint> points;
  const double leg_m = horizon_leg_m(radar.antenna_agl_m, scenario.earth.k_factor);
  const double dip_rad = 2.0 * radar.antenna_agl_m / leg_m;
  for (int i = 0; i < kAzimuths; ++i) points.push_back({2.0 * math::kPi * i / kAzimuths, -dip_rad, leg_m});
  return points;
}

}  // namespace

int write_horizon(const Scenario& scenario, const RadarSite& radar, const Terrain* terrain,
                  const std::vector<std::string>& out, const std::string& scenario_file) {
  if (terrain && radar_off_terrain(scenario, *terrain) == &radar) {
    complain(
        fmt::format("{}: error: the terrain does not reach the radar `{}`\n", scenario_file, radar.name));
    return kBadInput;
  }
  std::string text = "azimuth_deg,elevation_deg,distance_m\n";
  for (const HorizonPoint& point : profile(scenario, radar, terrain))
    text += fmt::format("{:.1f},{:.4f},{:.0f}\n", point.azimuth_rad * kDegrees,
                        point.elevation_rad * kDegrees, point.distance_m);
  if (out.empty()) return put(text);
  const CoverageOut file{out.front(), "csv"};
  std::string why = why_not_write(file, {scenario_file});
  if (why.empty()) {
    const std::string error = write_text_file(file.path, text);
    if (error.empty()) return kDone;
    why = "error: " + error + "\n";
  }
  complain(why);
  return kCannotWrite;
}

}  // namespace cupola
