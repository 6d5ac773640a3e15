#include "scenario/site_view.hpp"

#include <algorithm>

#include "earth/horizon.hpp"
#include "earth/terrain_piece.hpp"
#include "earth/viewshed_cache.hpp"
#include "scenario/ground.hpp"

namespace cupola {

std::shared_ptr<const Viewshed> viewshed_of(const Scenario& scenario, const RadarSite& radar) {
  if (!scenario.terrain) return nullptr;
  const Terrain& terrain = *scenario.terrain;
  const GroundPlace site{radar.antenna.latitude_rad, radar.antenna.longitude_rad};
  if (!terrain.height_msl_m(site.latitude_rad, site.longitude_rad)) return nullptr;  // beyond its end
  const double range_m = std::min(kSiteView_m, double{radar.type.instrumented_range_m});
  const double undulation_m = scenario.earth.geoid_undulation_m;
  const TerrainTile ground = terrain_piece(
      terrain, site, range_m, scenario.terrain_note.outside_hae_m - undulation_m, kSiteViewPosts);
  return cached_viewshed(ground, {site, radar.antenna.height_hae_m - undulation_m}, scenario.earth.k_factor);
}

SiteView::SiteView(const Scenario& scenario, const RadarSite& radar)
    : viewshed_(viewshed_of(scenario, radar)),
      earth_(scenario.earth),
      antenna_m_(antenna_above_reference_m(scenario, radar)) {}

bool SiteView::sees(const Geodetic& point, double ground_range_m) const {
  if (viewshed_) {
    const double least_m = viewshed_->minimum_msl_m({point.latitude_rad, point.longitude_rad});
    if (least_m < Viewshed::kNever_m) return point.height_hae_m - earth_.geoid_undulation_m >= least_m;
  }
  return line_of_sight(antenna_m_, point.height_hae_m - earth_.ground_hae_m, ground_range_m, earth_.k_factor);
}

}  // namespace cupola
