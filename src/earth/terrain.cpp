#include "earth/terrain.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "core/check.hpp"
#include "core/digest.hpp"
#include "core/math.hpp"
#include "earth/horizon.hpp"

namespace cupola {
namespace {

/// Tiles whose steps of latitude differ by less than this factor count as equally fine.
constexpr double kSameFineness = 1.01;

auto order_of(const TerrainTile& tile) {
  const PostGrid& g = tile.grid();
  return std::tuple(g.latitude_step_rad, g.longitude_step_rad, g.south_rad, g.west_rad, tile.content_hash());
}

}  // namespace

Terrain::Terrain(std::vector<TerrainTile> tiles, Geoid geoid)
    : tiles_(std::move(tiles)), geoid_(std::move(geoid)) {
  std::sort(tiles_.begin(), tiles_.end(),
            [](const TerrainTile& a, const TerrainTile& b) { return order_of(a) < order_of(b); });
  for (std::size_t begin = 0; begin < tiles_.size();) {
    std::size_t end = begin + 1;
    const double coarsest_rad = kSameFineness * tiles_[begin].grid().latitude_step_rad;
    while (end < tiles_.size() && tiles_[end].grid().latitude_step_rad < coarsest_rad) ++end;
    finenesses_.push_back({begin, end});
    begin = end;
  }
}

std::optional<double> Terrain::height_msl_m(double latitude_rad, double longitude_rad) const {
  for (const Fineness& tiles : finenesses_) {
    if (const auto height_m = inside(tiles, latitude_rad, longitude_rad)) return height_m;
    if (const auto height_m = between(tiles, latitude_rad, longitude_rad)) return height_m;
  }
  return std::nullopt;
}

std::optional<double> Terrain::height_hae_m(double latitude_rad, double longitude_rad) const {
  const auto height_m = height_msl_m(latitude_rad, longitude_rad);
  if (!height_m) return std::nullopt;
  return *height_m + geoid_.undulation_m(latitude_rad, longitude_rad);
}

std::optional<double> Terrain::inside(const Fineness& tiles, double latitude_rad,
                                      double longitude_rad) const {
  for (std::size_t i = tiles.begin; i < tiles.end; ++i) {
    const PostGrid& grid = tiles_[i].grid();
    const double row = grid.row_of(latitude_rad), column = grid.column_of(longitude_rad);
    if (grid.spans(row, column)) return msl_m(tiles_[i], row, column);
  }
  return std::nullopt;
}

/// The square of posts around a place just beyond a tile, each post from whichever tile has that place.
std::optional<double> Terrain::between(const Fineness& tiles, double latitude_rad,
                                       double longitude_rad) const {
  for (std::size_t i = tiles.begin; i < tiles.end; ++i) {
    const PostGrid& grid = tiles_[i].grid();
    const double row = grid.row_of(latitude_rad), column = grid.column_of(longitude_rad);
    // West of the tile means almost a full turn east of it.
    const double turn = 2.0 * math::kPi / grid.longitude_step_rad;
    const double beside = column > turn - 1.0 ? column - turn : column;
    if (!(row > -1.0 && row < grid.rows && beside > -1.0 && beside < grid.columns)) continue;

    const double r = std::floor(row), c = std::floor(beside), u = row - r, v = beside - c;
    double sides_m[2][2];
    bool whole = true;
    for (int south_north = 0; south_north < 2; ++south_north)
      for (int west_east = 0; west_east < 2; ++west_east) {
        const auto post_m =
            inside(tiles, grid.latitude_rad(r + south_north), grid.longitude_rad(c + west_east));
        whole = whole && post_m.has_value();
        sides_m[south_north][west_east] = post_m.value_or(0.0);
      }
    if (!whole) continue;
    const double south_m = sides_m[0][0] + v * (sides_m[0][1] - sides_m[0][0]);
    const double north_m = sides_m[1][0] + v * (sides_m[1][1] - sides_m[1][0]);
    return south_m + u * (north_m - south_m);
  }
  return std::nullopt;
}

double Terrain::msl_m(const TerrainTile& tile, double row, double column) const {
  const double height_m = tile.height_m(row, column);
  if (tile.datum() != VerticalDatum::kEllipsoid) return height_m;
  const PostGrid& grid = tile.grid();
  return height_m - geoid_.undulation_m(grid.latitude_rad(row), grid.longitude_rad(column));
}

TerrainTile Terrain::cut(const PostGrid& grid, double outside_msl_m) const {
  std::vector<double> heights_m;
  heights_m.reserve(static_cast<std::size_t>(grid.rows) * static_cast<std::size_t>(grid.columns));
  std::int64_t outside = 0;
  for (int row = 0; row < grid.rows; ++row)
    for (int column = 0; column < grid.columns; ++column) {
      const auto height_m = height_msl_m(grid.latitude_rad(row), grid.longitude_rad(column));
      outside += height_m ? 0 : 1;
      heights_m.push_back(height_m.value_or(outside_msl_m));
    }

  // Whole quanta of the finest tile stay whole.
  double quantum_m = 1.0;
  VerticalDatum datum = VerticalDatum::kEgm2008;
  if (!tiles_.empty()) {
    quantum_m = tiles_.front().scale().quantum_m;
    if (tiles_.front().datum() != VerticalDatum::kEllipsoid) datum = tiles_.front().datum();
  }
  return TerrainTile::of_heights(grid, heights_m, quantum_m, datum, {"cut of " + content_hash(), outside});
}

PostGrid Terrain::grid_around(double latitude_rad, double longitude_rad, double range_m) const {
  CUPOLA_CHECK(!tiles_.empty() && range_m > 0.0);
  // The lattice of the finest tile that has the site, or of the finest of all.
  const PostGrid* lattice = &tiles_.front().grid();
  for (const TerrainTile& tile : tiles_) {
    const PostGrid& g = tile.grid();
    if (!g.spans(g.row_of(latitude_rad), g.column_of(longitude_rad))) continue;
    lattice = &g;
    break;
  }
  const double reach_rad = range_m / kMeanEarthRadius_m;
  const double poleward_rad =
      std::min(std::fabs(latitude_rad) + reach_rad, 0.5 * math::kPi - lattice->latitude_step_rad);
  const double reach_east_rad = reach_rad / math::cos(poleward_rad);
  const double row = lattice->row_of(latitude_rad);
  double column = lattice->column_of(longitude_rad);
  const double turn = 2.0 * math::kPi / lattice->longitude_step_rad;
  if (column > 0.5 * turn) column -= turn;

  const double rows = std::ceil(reach_rad / lattice->latitude_step_rad) + 1.0;
  const double columns = std::ceil(reach_east_rad / lattice->longitude_step_rad) + 1.0;
  PostGrid grid = *lattice;
  grid.south_rad = lattice->latitude_rad(std::floor(row) - rows);
  grid.west_rad = lattice->longitude_rad(std::floor(column) - columns);
  grid.rows = 2 * static_cast<int>(rows) + 2;
  grid.columns = 2 * static_cast<int>(columns) + 2;
  return grid;
}

std::string Terrain::content_hash() const {
  Digest digest;
  for (const TerrainTile& tile : tiles_) digest.add(tile.content_hash());
  return digest.hex();
}

}  // namespace cupola
