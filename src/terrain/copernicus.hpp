#pragma once

#include <compare>
#include <string>
#include <vector>

#include "earth/terrain_folder.hpp"
#include "earth/terrain_tile.hpp"

namespace cupola {

/// Copernicus DEM GLO-30 in its public bucket.
inline constexpr const char* kCopernicusAddress = "https://copernicus-dem-30m.s3.amazonaws.com";

/// A square of one degree, by its south-western corner.
struct DegreeCell {
  int south_deg = 0, west_deg = 0;  ///< -90 to 89, -180 to 179
  auto operator<=>(const DegreeCell&) const = default;
};

/// Which squares does a box touch? In order from the south-west, each once, also over the date line; a
/// square that only shares a border with it is none of them.
/// Checked by tests/copernicus.cpp
std::vector<DegreeCell> cells_of(const TerrainBox& box);

/// Which squares hold ground within a range of a place?
/// Model      the nearest place of a square taken at the place's own latitude or longitude, on a sphere; 2 %
/// of
///            the range on top for what that errs by
/// Checked by tests/copernicus.cpp
std::vector<DegreeCell> cells_around(double latitude_rad, double longitude_rad, double range_m);

/// `Copernicus_DSM_COG_10_N39_00_E032_00_DEM`: the name of the folder, and with .tif of the file in it.
std::string copernicus_name(DegreeCell cell);
/// Where that file is below an address.
std::string copernicus_url(const std::string& address, DegreeCell cell);

/// The tile that stands for a square of which there is none: open sea at 0 m.
/// Model      two posts a side, a three-hundredth of a degree beyond the square all round: Copernicus has no
/// posts
///            on the southern and eastern border of a square, and finer tiles go first
TerrainTile sea_tile(DegreeCell cell, const std::string& address);
bool is_sea(const TerrainTile::Source& source);

}  // namespace cupola
