#include "earth/geoid_file.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "earth/tests/srtm_tiles.hpp"

namespace cupola {
namespace {

using testing::kDegree;
using testing::TemporaryFolder;

constexpr const char* kEgm96 = "/usr/share/proj/egm96_15.gtx";  // Debian: proj-data

Geoid egm96() {
  Problems problems;
  const auto geoid = read_gtx(kEgm96, problems);
  EXPECT_TRUE(geoid.has_value()) << problems.text();
  return geoid.value_or(Geoid(0.0));
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

struct Published {
  double latitude_deg, longitude_deg, undulation_m;
};

/// NGA's test of its program F477 (INPUT.DAT, OUTPUT.DAT): the full model of degree 360 at six places.
constexpr Published kOfTheFullModel[] = {
    {38.6281550, 269.7791550, -31.628}, {-14.6212170, 305.0211140, -2.969},
    {46.8743190, 102.4487290, -43.575}, {-23.6174460, 133.8747120, 15.871},
    {38.6254730, 359.9995000, 50.066},  {-0.4667440, 0.0023000, 17.329}};

double undulation_m(const Geoid& geoid, double latitude_deg, double longitude_deg) {
  return geoid.undulation_m(latitude_deg * kDegree, longitude_deg * kDegree);
}

TEST(GeoidFile, AgreesWithThePublishedValuesOfEgm96) {
  const Geoid geoid = egm96();
  for (const Published& at : {kOfTheFullModel[0], kOfTheFullModel[1], kOfTheFullModel[2]})
    EXPECT_NEAR(undulation_m(geoid, at.latitude_deg, at.longitude_deg), at.undulation_m, 0.05);
  // Bilinear between posts 28 km apart, over all six.
  for (const Published& at : kOfTheFullModel)
    EXPECT_NEAR(undulation_m(geoid, at.latitude_deg, at.longitude_deg), at.undulation_m, 0.06);
  // On posts of the grid: the published 17.162 m where the equator meets Greenwich.
  EXPECT_NEAR(undulation_m(geoid, 0.0, 0.0), 17.162, 0.002);
}

/// The grid ends at 179.75 degrees east; the places behind it are none the less between two posts.
TEST(GeoidFile, HasNoSeamAtTheDateLine) {
  const Geoid geoid = egm96();
  for (const double latitude_deg : {-89.9, -33.3, 0.1, 45.25, 71.0}) {
    double before_m = undulation_m(geoid, latitude_deg, 179.7);
    for (double longitude_deg = 179.71; longitude_deg < 180.5; longitude_deg += 0.01) {
      const double here_m = undulation_m(geoid, latitude_deg, longitude_deg);
      EXPECT_NEAR(here_m, before_m, 0.1) << latitude_deg << " " << longitude_deg;
      EXPECT_NEAR(here_m, undulation_m(geoid, latitude_deg, longitude_deg - 360.0), 1e-9);
      before_m = here_m;
    }
    const double west_m = undulation_m(geoid, latitude_deg, 179.75),
                 east_m = undulation_m(geoid, latitude_deg, -180.0);
    EXPECT_NEAR(undulation_m(geoid, latitude_deg, 179.875), 0.5 * (west_m + east_m), 1e-9);
  }
  EXPECT_NEAR(undulation_m(geoid, 90.0, 12.0), undulation_m(geoid, 90.0, -130.0), 0.01);
}

std::string refusal(const std::string& path) {
  Problems problems;
  EXPECT_FALSE(read_gtx(path, problems).has_value()) << path;
  EXPECT_EQ(problems.all().size(), 1u) << path;
  return problems.empty() ? "" : problems.all().front().what;
}

TEST(GeoidFile, RefusesDamage) {
  const TemporaryFolder folder;
  const std::string whole = bytes_of(kEgm96), path = folder.file("g.gtx");
  const auto write = [&](const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; };
  EXPECT_NE(refusal(path).find("cannot be read"), std::string::npos);
  EXPECT_NE(refusal(folder.file("")).find("cannot be read"), std::string::npos);
  write(whole.substr(0, 39));
  EXPECT_NE(refusal(path).find("cut short in its header"), std::string::npos);
  write(whole.substr(0, whole.size() - 1));
  EXPECT_NE(refusal(path).find("4152999 bytes long"), std::string::npos);
  write(whole + "x");
  EXPECT_NE(refusal(path).find("4153001 bytes long"), std::string::npos);
  for (const std::size_t at : {0u, 8u, 16u, 24u, 32u, 36u}) {  // a sign, or a not-a-number, in each field
    std::string bytes = whole;
    bytes[at] = '\xff';
    bytes[at + 1] = '\xff';
    write(bytes);
    EXPECT_NE(refusal(path).find("no grid of undulations"), std::string::npos) << at;
  }
  std::string nan = whole;
  nan.replace(400000, 4, "\x7f\xc0\x00\x00", 4);
  write(nan);
  EXPECT_NE(refusal(path).find("beyond 150 m"), std::string::npos);
}

TEST(GeoidFile, IsFoundWhereTheEnvironmentSays) {
  const TemporaryFolder folder;
  unsetenv("CUPOLA_GEOID");
  Problems none;
  EXPECT_TRUE(load_egm96(none).has_value()) << none.text();
  std::ofstream(folder.file("mine.gtx"), std::ios::binary) << bytes_of(kEgm96);
  setenv("CUPOLA_GEOID", folder.file("mine.gtx").c_str(), 1);
  EXPECT_TRUE(load_egm96(none).has_value());
  // What is named and is not there is told, and nothing else is taken for it.
  setenv("CUPOLA_GEOID", folder.file("missing.gtx").c_str(), 1);
  Problems problems;
  EXPECT_FALSE(load_egm96(problems).has_value());
  ASSERT_EQ(problems.all().size(), 1u);
  EXPECT_NE(problems.text().find("missing.gtx"), std::string::npos);
  EXPECT_NE(problems.text().find("proj-data"), std::string::npos);
  unsetenv("CUPOLA_GEOID");
}

}  // namespace
}  // namespace cupola
