#include "formats/sensor_file.hpp"

#include <gtest/gtest.h>

#include "core/math.hpp"
#include "formats/tests/folder.hpp"

namespace cupola {
namespace {

using testing::Folder;

struct Result {
  std::optional<std::vector<SensorEntry>> sensors;
  std::string said;
};

Result read(const std::string& name, const std::string& text, const std::string& detections = "p.csv") {
  const Folder folder;
  Problems problems;
  std::vector<std::string> warnings;
  Result result{read_sensors(folder.write(name, text), detections, problems, warnings), {}};
  result.said = problems.text();
  EXPECT_EQ(result.sensors.has_value(), problems.empty()) << result.said;
  return result;
}

TEST(SensorFile, says_what_is_given_and_what_is_not) {
  const Result r =
      read("s.csv",
           "sensor,latitude_deg,longitude_deg,height_hae_m,east_m,north_m,sigma_range_m,sigma_elevation_deg\n"
           "a,38,27,100,,,50,0.2\nb,,,,1,2,,\nc,,,,,,,\n");
  ASSERT_TRUE(r.sensors) << r.said;
  const auto& s = *r.sensors;
  ASSERT_EQ(s.size(), 3u);
  EXPECT_TRUE(s[0].on_earth && !s[0].in_plane);
  EXPECT_TRUE(!s[1].on_earth && s[1].in_plane);
  EXPECT_TRUE(!s[2].on_earth && !s[2].in_plane);
  EXPECT_NEAR(s[0].sensor.place.latitude_rad, 38 * math::kPi / 180, 1e-15);
  EXPECT_EQ(s[0].sd[0], 50.0);
  EXPECT_EQ(s[0].sd[1], 0.0);
  EXPECT_NEAR(s[0].sd[2], 0.2 * math::kPi / 180, 1e-15);
  EXPECT_EQ(s[1].sensor.detection_probability, 0.0);
  EXPECT_EQ(s[1].sensor.false_detections_per_scan, -1.0);
}

TEST(SensorFile, mistakes_are_located) {
  const std::string head = "sensor,east_m,north_m,period_s,detection_probability\n";
  EXPECT_NE(read("s.csv", "").said.find("the file is empty"), std::string::npos);
  EXPECT_NE(read("s.csv", "sensr,east_m\nx,1\n").said.find("did you mean `sensor`?"), std::string::npos);
  EXPECT_NE(read("s.csv", head + "a,1,2,0,\n").said.find(":2:7: error: `period_s` cannot be `0`"),
            std::string::npos);
  EXPECT_NE(read("s.csv", head + "a,1,2,1e-10,\n").said.find("`period_s` cannot be `1e-10`"),
            std::string::npos);
  EXPECT_NE(read("s.csv", head + "a,1,2,,1.5\n").said.find("`detection_probability` cannot be `1.5`"),
            std::string::npos);
  EXPECT_NE(read("s.csv", head + "a,x,2,,\n").said.find("a number is expected"), std::string::npos);
  EXPECT_NE(read("s.csv", head + "a,1,2,,\na,1,2,,\n").said.find(":3:1: error: `a` stands here twice"),
            std::string::npos);
  EXPECT_NE(read("s.csv", head + "a,1,2\n").said.find("3 fields where the header has 5"), std::string::npos);
}

TEST(SensorFile, of_several_cases_the_name_of_the_detections_says_which) {
  const std::string two = R"({"radars": {"R1": [38, 27, 50], "R2": [39, 28, 0]}, "cases": {
      "A": {"radar": "R1", "sr_m": 50}, "B": {"radar": "R2", "sr_m": 60}}})";
  const Result b = read("params.json", two, "some/detections_B.csv.gz");
  ASSERT_TRUE(b.sensors) << b.said;
  ASSERT_EQ(b.sensors->size(), 1u);
  EXPECT_EQ(b.sensors->front().sensor.name, "R2");
  EXPECT_EQ(b.sensors->front().sd[0], 60.0);
  EXPECT_NE(read("params.json", two, "plots.csv").said.find("`cases` has several: A, B"), std::string::npos);
}

TEST(SensorFile, json_that_is_none_is_located) {
  EXPECT_NE(read("p.json", "{\"radars\":\n  {]}").said.find(":2:4: error: this is no JSON from here on"),
            std::string::npos)
      << read("p.json", "{\"radars\":\n  {]}").said;
  EXPECT_NE(read("p.json", "{}").said.find("`radars` and `cases` are expected"), std::string::npos);
  EXPECT_NE(read("p.json", R"({"radars": {"R": [91, 0, 0]}, "cases": {"A": {}}})")
                .said.find("[latitude, longitude, height]"),
            std::string::npos);
  for (const char* height : {"1e300", "-1e300", "-10001"})
    EXPECT_NE(
        read("p.json", std::string(R"({"radars": {"R": [1, 0, )") + height + R"(]}, "cases": {"A": {}}})")
            .said.find("[latitude, longitude, height]"),
        std::string::npos)
        << height;
  EXPECT_NE(read("p.json", R"({"radars": {"R": [1, 0, 0]}, "cases": {"A": {"pd": 2}}})")
                .said.find("`pd` cannot be 2"),
            std::string::npos);
  EXPECT_NE(read("p.json", R"({"radars": {"R": [1, 0, 0]}, "cases": {"A": {"radar": "Q"}}})")
                .said.find("no radar `Q` in it"),
            std::string::npos);
  EXPECT_NE(read("p.json", R"({"radars": {"R": [1e999, 0, 0]}, "cases": {"A": {}}})").said.find("too large"),
            std::string::npos);
  EXPECT_NE(read("p.json", "{" + std::string(2 << 20, ' ')).said.find("more than a mebibyte"),
            std::string::npos);
}

}  // namespace
}  // namespace cupola
