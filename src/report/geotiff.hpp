#pragma once

#include <string>
#include <utility>
#include <vector>

namespace cupola {

/// Rasters of one grid of square cells on Lambert's azimuthal equal-area plane of WGS-84.
struct GeoRaster {
  double centre_latitude_deg = 0.0, centre_longitude_deg = 0.0;
  double west_m = 0.0, north_m = 0.0;  ///< outer corner of the first cell
  double cell_m = 0.0;
  int columns = 0, rows = 0;
  float nothing = -1.0f;  ///< of cells without a value
  struct Band {
    std::string description;
    const std::vector<float>* cells;
  };
  std::vector<Band> bands;
  std::vector<std::pair<std::string, std::string>> remarks;  ///< name and value
};

/// The raster as a GeoTIFF file.
/// Model      TIFF 6.0, little-endian, a strip a band, deflated; GeoTIFF 1.1 (OGC 19-008r4) keys of a
/// user-defined
///            projection; descriptions and the value of nothing in GDAL's own tags
/// Holds for  files below 4 GB
/// Checked by tests/geotiff.cpp
std::string geotiff_bytes(const GeoRaster& raster);

}  // namespace cupola
