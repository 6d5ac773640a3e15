#include "scenario/radar_sight.hpp"

#include <algorithm>

namespace cupola {
namespace {

constexpr double kReachMost_m = 600e3;
constexpr double kNoHorizon = 1e3;  // an earth stretched so far hides nothing

}  // namespace

void add_sight_maps(Scenario& scenario) {
  if (!scenario.terrain || scenario.earth.k_factor > kNoHorizon) return;
  const auto from = [&](const Geodetic& antenna, double range_m) {
    return SightMap::of(*scenario.terrain, {{antenna.latitude_rad, antenna.longitude_rad},
                                            antenna.height_hae_m,
                                            std::min(range_m, kReachMost_m),
                                            scenario.earth.k_factor,
                                            scenario.terrain_note.outside_hae_m});
  };
  for (RadarSite& site : scenario.radars)
    if (!site.carrier.valid()) site.sight = from(site.antenna, site.type.instrumented_range_m);
  for (PassiveSite& site : scenario.passives) site.sight = from(site.antenna, kReachMost_m);
}

bool in_sight(const Scenario& scenario, const RadarSite& site, const Vec3& p_enu_m, double ground_m,
              double height_hae_m) {
  if (site.sight) return site.sight->sees(p_enu_m.x, p_enu_m.y, ground_m, height_hae_m);
  return line_of_sight(site.antenna_agl_m, height_hae_m - scenario.earth.ground_hae_m, ground_m,
                       scenario.earth.k_factor);
}

}  // namespace cupola
