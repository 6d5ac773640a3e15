#include "terrain/copernicus.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/math.hpp"
#include "earth/great_circle.hpp"

namespace cupola {
namespace {

constexpr double kDegree_rad = math::kPi / 180.0, kRounding_deg = 1e-9;
constexpr const char* kSea = "open sea: no tile at ";

int wrapped_deg(int longitude_deg) { return ((longitude_deg + 180) % 360 + 360) % 360 - 180; }

double clamped(double value, double low, double high) { return std::max(low, std::min(value, high)); }

/// How far from a place a square begins.
double distance_m(DegreeCell cell, const GroundPlace& from) {
  const double south_rad = cell.south_deg * kDegree_rad;
  double west_rad = cell.west_deg * kDegree_rad;
  // On the turn of the circle that has its middle nearest to the place.
  const double turn_rad = 2.0 * math::kPi;
  west_rad += turn_rad * std::floor((from.longitude_rad - west_rad - 0.5 * kDegree_rad) / turn_rad + 0.5);
  const GroundPlace nearest{clamped(from.latitude_rad, south_rad, south_rad + kDegree_rad),
                            clamped(from.longitude_rad, west_rad, west_rad + kDegree_rad)};
  if (nearest.latitude_rad == from.latitude_rad && nearest.longitude_rad == from.longitude_rad) return 0.0;
  return GreatCircle(from, nearest).length_m();
}

}  // namespace

std::vector<DegreeCell> cells_of(const TerrainBox& box) {
  const auto first = [](double rad) {
    return static_cast<int>(std::floor(rad / kDegree_rad + kRounding_deg));
  };
  const auto last = [](double rad) {
    return static_cast<int>(std::ceil(rad / kDegree_rad - kRounding_deg)) - 1;
  };
  const int south = std::max(-90, std::min(first(box.south_rad), 89)), west = first(box.west_rad);
  const int north = std::min(89, std::max(last(box.north_rad), south)),
            east = std::max(last(box.east_rad), west);
  std::vector<DegreeCell> cells;
  for (int latitude = south; latitude <= north; ++latitude)
    for (int longitude = west; longitude <= std::min(east, west + 359); ++longitude)
      cells.push_back({latitude, wrapped_deg(longitude)});
  std::sort(cells.begin(), cells.end());
  return cells;
}

std::vector<DegreeCell> cells_around(double latitude_rad, double longitude_rad, double range_m) {
  const double reach_m = 1.02 * range_m;
  std::vector<DegreeCell> cells = cells_of(box_around(latitude_rad, longitude_rad, reach_m));
  std::erase_if(cells,
                [&](DegreeCell cell) { return distance_m(cell, {latitude_rad, longitude_rad}) > reach_m; });
  return cells;
}

std::string copernicus_name(DegreeCell cell) {
  return fmt::format("Copernicus_DSM_COG_10_{}{:02}_00_{}{:03}_00_DEM", cell.south_deg < 0 ? 'S' : 'N',
                     std::abs(cell.south_deg), cell.west_deg < 0 ? 'W' : 'E', std::abs(cell.west_deg));
}

std::string copernicus_url(const std::string& address, DegreeCell cell) {
  const std::string name = copernicus_name(cell);
  return fmt::format("{}{}{}/{}.tif", address, address.ends_with('/') ? "" : "/", name, name);
}

TerrainTile sea_tile(DegreeCell cell, const std::string& address) {
  constexpr double kBeyond_deg = 1.0 / 300.0;
  const double south_deg = std::max(cell.south_deg - kBeyond_deg, -90.0);
  const double north_deg = std::min(cell.south_deg + 1.0 + kBeyond_deg, 90.0);
  const PostGrid grid{south_deg * kDegree_rad,
                      (cell.west_deg - kBeyond_deg) * kDegree_rad,
                      (north_deg - south_deg) * kDegree_rad,
                      (1.0 + 2.0 * kBeyond_deg) * kDegree_rad,
                      2,
                      2};
  return TerrainTile(grid, {0.0, 0.25}, VerticalDatum::kEgm2008, {kSea + copernicus_url(address, cell), 0},
                     std::vector<std::int16_t>(4, 0));
}

bool is_sea(const TerrainTile::Source& source) { return source.name.starts_with(kSea); }

}  // namespace cupola
