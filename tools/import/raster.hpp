#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "earth/terrain_tile.hpp"
#include "import/datum.hpp"
#include "import/refusal.hpp"

namespace cupola::import {

inline constexpr int kMostPostsASide = 40000;
inline constexpr double kMostPosts = 1e8, kLowest_m = -1000.0, kHighest_m = 10000.0;

/// A raster of heights as it was read: rows from the south, from west to east.
struct Raster {
  PostGrid grid;
  std::vector<float> heights_m;  ///< a not-a-number is a void
  bool whole_metres = false;
  Datum datum;
  std::string source;  ///< of the data set and the file
};

/// Reads a raster of heights by GDAL: SRTM (.hgt, also one in a zip), GeoTIFF and COG, DTED.
/// Model      the centre of a pixel is a post. Posts within a ten-thousandth of a post of whole or half
///            multiples of a step that divides the degree are put there exactly
/// Returns    a refusal for what is no such file, is cut short, is not in degrees of WGS84 (or of what lies
/// within
///            a metre of it), is rotated, has other than one band of real numbers, is larger than allowed or
///            than the file can hold, has heights no ground has, or nothing but voids
/// Holds for  at most 40 000 posts a side and a hundred million in all
/// Checked by tests/import/import.cpp
std::variant<Raster, Refusal> read_raster(const std::string& path, std::optional<VerticalDatum> given);

/// The formats GDAL was told of, for the tests.
std::string driver_names();

}  // namespace cupola::import
