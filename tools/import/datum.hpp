#pragma once

#include <gdal/gdal.h>

#include <optional>
#include <string>
#include <variant>

#include "earth/terrain_tile.hpp"
#include "import/refusal.hpp"

namespace cupola::import {

/// What heights are measured from, and who says so: "the file", "the product" or "the command line".
struct Datum {
  VerticalDatum datum;
  std::string said_by;
};

/// egm96, egm2008, ellipsoid.
std::optional<VerticalDatum> datum_named(const std::string& name);

/// What the heights of a raster are measured from.
/// Model      its vertical reference system (EPSG 5773 EGM96, 3855 EGM2008, a system of three dimensions: the
///            ellipsoid) or DTED's record; where there is none the product: SRTM and DTED stand on EGM96,
///            what is called Copernicus_D... on EGM2008; else `given`
/// Returns    a refusal where nobody says, where `given` contradicts the file or the product, and where the
///            file names another datum
std::variant<Datum, Refusal> find_datum(GDALDatasetH raster, const std::string& driver,
                                        const std::string& file_name, std::optional<VerticalDatum> given);

}  // namespace cupola::import
