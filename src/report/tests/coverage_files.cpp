#include "report/coverage_files.hpp"

#include <gtest/gtest.h>

#include <GeographicLib/PolygonArea.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/math.hpp"
#include "report/coverage_picture.hpp"
#include "report/rasterise.hpp"
#include "report/tests/gdal.hpp"

namespace cupola {
namespace {

constexpr double kDegree = math::kPi / 180.0;

/// A ring about a place: 1 between 20 and 60 km from it.
Coverage ring_about(double longitude_deg, int draws = 0) {
  Coverage coverage;
  coverage.scenario = "a ring";
  coverage.target = "F-16C";
  coverage.earth = "smooth earth, no terrain";
  coverage.draws = draws;
  coverage.grid = {EqualAreaPlane({40.0 * kDegree, longitude_deg * kDegree}), 1000.0, 140, 140};
  coverage.altitudes = {"300 m agl"};
  CoverageLayer layer;
  layer.altitude = "300 m agl";
  layer.meaning = "at least one radar detects in one look";
  for (int row = 0; row < 140; ++row)
    for (int column = 0; column < 140; ++column) {
      const PlanePoint at = coverage.grid.point(row, column);
      const double d_m = std::hypot(at.east_m, at.north_m);
      layer.in_force.push_back(d_m > 20e3 && d_m < 60e3 ? 1.0f : 0.0f);
    }
  layer.low = layer.median = layer.high = layer.in_force;
  layer.area.in_force_km2 = math::kPi * (3600.0 - 400.0);
  coverage.layers = {layer};
  coverage.radars_in_sight = {std::vector<signed char>(140 * 140, 1)};
  coverage.sites = {{"radar", "a <radar>", coverage.grid.plane.centre()}};
  return coverage;
}

/// Signed: positive where it goes counter-clockwise.
double area_km2(const nlohmann::json& ring) {
  GeographicLib::PolygonArea polygon(GeographicLib::Geodesic::WGS84());
  EXPECT_EQ(ring.front(), ring.back());
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    EXPECT_LE(std::fabs(ring[i][0].get<double>()), 180.0);
    polygon.AddPoint(ring[i][1].get<double>(), ring[i][0].get<double>());
  }
  double perimeter_m = 0.0, area_m2 = 0.0;
  polygon.Compute(false, true, perimeter_m, area_m2);
  return area_m2 * 1e-6;
}

TEST(CoverageGeoJson, has_rings_as_the_rfc_wants_them) {
  const auto json = nlohmann::json::parse(coverage_geojson(ring_about(32.5), "1.2.3"));
  EXPECT_EQ(json["type"], "FeatureCollection");
  ASSERT_EQ(json["features"].size(), 2u);
  const auto& polygons = json["features"][0]["geometry"]["coordinates"];
  ASSERT_EQ(polygons.size(), 1u);
  ASSERT_EQ(polygons[0].size(), 2u);
  EXPECT_NEAR(area_km2(polygons[0][0]), math::kPi * 3600.0, 60.0);
  EXPECT_NEAR(area_km2(polygons[0][1]), -math::kPi * 400.0, 30.0);
  EXPECT_NEAR(polygons[0][0][0][0].get<double>(), 32.5, 1.0);  // longitude first
}

TEST(CoverageGeoJson, is_split_at_the_antimeridian) {
  const auto json = nlohmann::json::parse(coverage_geojson(ring_about(179.9), "1.2.3"));
  double sum_km2 = 0.0;
  bool east = false, west = false;
  for (const auto& polygon : json["features"][0]["geometry"]["coordinates"])
    for (const auto& ring : polygon) {
      sum_km2 += area_km2(ring);
      double least = 200.0, most = -200.0;
      for (const auto& point : ring) {
        least = std::min(least, point[0].get<double>());
        most = std::max(most, point[0].get<double>());
      }
      EXPECT_LT(most - least, 10.0);
      (least > 0.0 ? east : west) = true;
    }
  EXPECT_TRUE(east && west);
  EXPECT_NEAR(sum_km2, math::kPi * 3200.0, 300.0);
}

TEST(CoverageGeoTiff, has_a_band_a_case) {
  CUPOLA_NEEDS_PROGRAM("gdalinfo", "gdal-bin")
  const testing::TemporaryFolder folder;
  const std::string text = testing::output_of(
      "gdalinfo -json " + folder.write("ring.tif", coverage_geotiff(ring_about(32.5, 20), "1.2.3")));
  ASSERT_FALSE(text.empty());
  const auto info = nlohmann::json::parse(text);
  EXPECT_EQ(info["bands"].size(), 4u);
  EXPECT_EQ(info["bands"][1]["description"],
            "detection at 300 m agl, 5 %: at least one radar detects in one look");
  EXPECT_EQ(info["metadata"][""]["earth"], "smooth earth, no terrain");
}

TEST(CoverageCsv, has_a_line_a_cell) {
  const std::string text = coverage_csv(ring_about(32.5));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 140 * 140 + 1);
  EXPECT_EQ(text.substr(0, text.find('\n')),
            "altitude,latitude_deg,longitude_deg,east_m,north_m,radars_in_sight,detection_in_force");
}

TEST(CoveragePicture, says_what_it_rests_on_and_can_be_drawn) {
  const std::string svg = draw_coverage(ring_about(32.5, 20), "1.2.3");
  for (const char* part :
       {"smooth earth, no terrain", "F-16C", "300 m agl", "5 and 95 %", "P(detection)", "data:image/png"})
    EXPECT_NE(svg.find(part), std::string::npos) << part;
  CUPOLA_NEEDS_PROGRAM("rsvg-convert", "librsvg2-bin")
  std::string error;
  const auto png = png_of_svg(svg, error);
  ASSERT_TRUE(png) << error;
  EXPECT_EQ(png->substr(1, 3), "PNG");
  EXPECT_GT(png->size(), 10'000u);
}

}  // namespace
}  // namespace cupola
