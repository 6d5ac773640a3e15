#include "report/geotiff.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <nlohmann/json.hpp>

#include "analysis/coverage_plane.hpp"
#include "core/math.hpp"
#include "report/tests/gdal.hpp"

namespace cupola {
namespace {

constexpr double kDegree = math::kPi / 180.0;

struct Sample {
  std::vector<float> first, second;
  GeoRaster raster;
};

Sample sample() {
  Sample s;
  s.raster.centre_latitude_deg = 40.08;
  s.raster.centre_longitude_deg = 32.57;
  s.raster.cell_m = 2000.0;
  s.raster.columns = 301;
  s.raster.rows = 200;
  s.raster.west_m = -301e3;
  s.raster.north_m = 200e3;
  for (int i = 0; i < 301 * 200; ++i) {
    s.first.push_back(static_cast<float>(i % 97) / 97.0f);
    s.second.push_back(i % 5 == 0 ? -1.0f : static_cast<float>(i) * 1e-5f);
  }
  s.raster.remarks = {{"earth", "smooth earth <no terrain> & \"no\" rain"}};
  return s;
}

/// GDAL reads what we wrote: where it lies, what its bands are called, every value.
TEST(GeoTiff, is_read_by_gdal) {
  CUPOLA_NEEDS_PROGRAM("gdalinfo", "gdal-bin")
  Sample s = sample();
  s.raster.bands = {{"detection at 60 m", &s.first}, {"track at 60 m", &s.second}};
  const testing::TemporaryFolder folder;
  const std::string file = folder.write("a.tif", geotiff_bytes(s.raster));
  const std::string text = testing::output_of("gdalinfo -json " + file);
  ASSERT_FALSE(text.empty());
  EXPECT_EQ(text.find("Warning"), std::string::npos) << text;
  const auto info = nlohmann::json::parse(text);
  EXPECT_EQ(info["size"], nlohmann::json({301, 200}));
  EXPECT_EQ(info["geoTransform"], nlohmann::json({-301e3, 2000.0, 0.0, 200e3, 0.0, -2000.0}));
  EXPECT_EQ(info["bands"].size(), 2u);
  EXPECT_EQ(info["bands"][0]["type"], "Float32");
  EXPECT_EQ(info["bands"][1]["description"], "track at 60 m");
  EXPECT_EQ(info["bands"][1]["noDataValue"], -1.0);
  EXPECT_EQ(info["metadata"][""]["earth"], "smooth earth <no terrain> & \"no\" rain");

  // PROJ, by another formula, has the corners where our own plane has them.
  const EqualAreaPlane plane({40.08 * kDegree, 32.57 * kDegree});
  const auto expect_corner = [&](const nlohmann::json& corner, double east_m, double north_m) {
    const GroundPlace place = plane.place({east_m, north_m});
    EXPECT_NEAR(corner[0].get<double>(), place.longitude_rad / kDegree, 1e-7);
    EXPECT_NEAR(corner[1].get<double>(), place.latitude_rad / kDegree, 1e-7);
  };
  expect_corner(info["wgs84Extent"]["coordinates"][0][0], -301e3, 200e3);
  expect_corner(info["wgs84Extent"]["coordinates"][0][2], 301e3, -200e3);

  const std::string raw = folder.file("a.bin");
  ASSERT_FALSE(
      testing::output_of("gdal_translate -q -of ENVI " + file + " " + raw + " && echo done").empty());
  std::ifstream read(raw, std::ios::binary);
  std::vector<float> back(2 * s.first.size());
  read.read(reinterpret_cast<char*>(back.data()), static_cast<std::streamsize>(back.size() * sizeof(float)));
  EXPECT_EQ(std::memcmp(back.data(), s.first.data(), s.first.size() * sizeof(float)), 0);
  EXPECT_EQ(std::memcmp(back.data() + s.first.size(), s.second.data(), s.second.size() * sizeof(float)), 0);
}

TEST(GeoTiff, of_one_band_is_read_too) {
  CUPOLA_NEEDS_PROGRAM("gdalinfo", "gdal-bin")
  Sample s = sample();
  s.raster.bands = {{"alone", &s.first}};
  const testing::TemporaryFolder folder;
  const std::string text =
      testing::output_of("gdalinfo -json " + folder.write("one.tif", geotiff_bytes(s.raster)));
  ASSERT_FALSE(text.empty());
  EXPECT_EQ(nlohmann::json::parse(text)["bands"].size(), 1u);
}

}  // namespace
}  // namespace cupola
