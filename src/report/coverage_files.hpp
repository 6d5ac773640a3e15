#pragma once

#include <string>

#include "analysis/coverage_result.hpp"

namespace cupola {

/// Coverage as a GeoTIFF: for each altitude and kind four bands, with the figures in force and 5, 50, 95 %.
std::string coverage_geotiff(const Coverage& coverage, const std::string& version);

/// As GeoJSON (RFC 7946): the areas where the probability reaches the one asked for, four cases a layer, and
/// the sites. Coordinates in degrees, longitude first, outer rings counter-clockwise; split at the
/// antimeridian.
std::string coverage_geojson(const Coverage& coverage, const std::string& version);

/// As CSV, a line a cell and altitude: where it is, how many radars have line of sight (0: a blind zone), the
/// probabilities.
std::string coverage_csv(const Coverage& coverage);

}  // namespace cupola
