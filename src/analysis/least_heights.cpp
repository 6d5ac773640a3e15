#include "analysis/least_heights.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "earth/viewshed_cache.hpp"

namespace cupola {

LeastHeights least_heights(const RadarSite& radar, const Terrain& terrain, double k_factor, double reach_m,
                           double cell_m) {
  CUPOLA_CHECK(reach_m > 0.0 && cell_m > 0.0);
  const GroundPlace foot{radar.antenna.latitude_rad, radar.antenna.longitude_rad};
  const double undulation_m = terrain.geoid().undulation_m(foot.latitude_rad, foot.longitude_rad);
  const TerrainTile piece =
      terrain.cut(terrain.grid_around(foot.latitude_rad, foot.longitude_rad, reach_m), 0.0);
  const auto seen = cached_viewshed(piece, {foot, radar.antenna.height_hae_m - undulation_m}, k_factor);

  LeastHeights heights;
  heights.centre = foot;
  heights.cell_m = cell_m;
  heights.columns = heights.rows = 2 * static_cast<int>(std::ceil(reach_m / cell_m));
  heights.west_m = -0.5 * heights.columns * cell_m;
  heights.north_m = 0.5 * heights.rows * cell_m;
  const auto cells = static_cast<std::size_t>(heights.columns) * static_cast<std::size_t>(heights.rows);
  heights.msl_m.reserve(cells);
  heights.agl_m.reserve(cells);
  const EqualAreaPlane plane(foot);
  for (int row = 0; row < heights.rows; ++row)
    for (int column = 0; column < heights.columns; ++column) {
      const GroundPlace place =
          plane.place({heights.west_m + (column + 0.5) * cell_m, heights.north_m - (row + 0.5) * cell_m});
      const auto ground_msl_m = terrain.height_msl_m(place.latitude_rad, place.longitude_rad);
      const double least_m = seen->minimum_msl_m(place);
      const bool known = ground_msl_m && least_m < Viewshed::kNever_m;
      const double least_msl_m = known ? std::max(least_m, *ground_msl_m) : LeastHeights::kNothing;
      heights.msl_m.push_back(static_cast<float>(least_msl_m));
      heights.agl_m.push_back(known ? static_cast<float>(least_msl_m - *ground_msl_m)
                                    : LeastHeights::kNothing);
    }
  return heights;
}

}  // namespace cupola
