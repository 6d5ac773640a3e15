#include "scenario/ground.hpp"

#include <algorithm>
#include <limits>

namespace cupola {
namespace {

double ground_under_hae_m(const Scenario& scenario, const Geodetic& place) {
  return ground_height_hae_m(scenario, place.latitude_rad, place.longitude_rad);
}

}  // namespace

double ground_height_hae_m(const Scenario& scenario, double latitude_rad, double longitude_rad) {
  const Terrain* terrain = scenario.terrain_note.ground.get();
  if (!terrain) return scenario.earth.ground_hae_m;
  return terrain->height_hae_m(latitude_rad, longitude_rad).value_or(scenario.terrain_note.outside_hae_m);
}

void stand_on_ground(Scenario& scenario) {
  if (!scenario.terrain_note.ground) return;
  double least_m = std::numeric_limits<double>::infinity();
  for (RadarSite& radar : scenario.radars) {
    if (radar.carrier.valid()) continue;
    radar.ground_hae_m = ground_under_hae_m(scenario, radar.antenna);
    radar.antenna.height_hae_m = radar.ground_hae_m + radar.antenna_agl_m;
    least_m = std::min(least_m, radar.ground_hae_m);
  }
  const bool no_radar_stands = least_m == std::numeric_limits<double>::infinity();
  for (PassiveSite& sensor : scenario.passives)
    sensor.antenna.height_hae_m = ground_under_hae_m(scenario, sensor.antenna) + sensor.antenna_agl_m;
  for (LauncherSite& launcher : scenario.launchers)
    launcher.place.height_hae_m = ground_under_hae_m(scenario, launcher.place);
  for (PostSite& post : scenario.posts) post.place.height_hae_m = ground_under_hae_m(scenario, post.place);
  for (Asset& asset : scenario.assets) {
    asset.place.height_hae_m = ground_under_hae_m(scenario, asset.place);
    asset.p_ecef_m = to_ecef(asset.place);
    if (no_radar_stands) least_m = std::min(least_m, asset.place.height_hae_m);
  }
  if (least_m < std::numeric_limits<double>::infinity()) scenario.earth.ground_hae_m = least_m;
}

double antenna_above_reference_m(const Scenario& scenario, const RadarSite& radar) {
  if (!scenario.terrain_note.ground) return radar.antenna_agl_m;
  return radar.antenna_agl_m + (radar.ground_hae_m - scenario.earth.ground_hae_m);
}

}  // namespace cupola
