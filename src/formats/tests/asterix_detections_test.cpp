#include <gtest/gtest.h>

#include <cmath>

#include "core/math.hpp"
#include "core/tests/reference_data.hpp"
#include "formats/asterix_clock.hpp"
#include "formats/read_detections.hpp"
#include "formats/tests/folder.hpp"

namespace cupola {
namespace {

using testing::asterix_block;
using testing::bytes_of;
using testing::Folder;

constexpr double kDegree = math::kPi / 180.0;
constexpr const char* kFolder = "asterix/croatiacontrol/install/sample_data/";

struct Result {
  std::optional<DetectionsRead> read;
  std::string said, warnings;
};

Result read(const std::string& path, const ReadDetectionsOptions& options = {}) {
  Problems problems;
  Result result{read_detections(path, options, problems), problems.text(), {}};
  EXPECT_EQ(result.read.has_value(), problems.empty());
  if (result.read)
    for (const std::string& warning : result.read->warnings) result.warnings += warning + '\n';
  return result;
}

/// A report of 25/13: time of day in 1/128 s, type, then 100 NM and 90 degrees, and the flight level if one
/// is given.
std::string plot(std::uint32_t time_128, int type = 2, const std::string& level = "") {
  std::string record = bytes_of(level.empty() ? "f0" : "f4") + bytes_of("190d");
  for (const int shift : {16, 8, 0}) record += static_cast<char>(time_128 >> shift & 255);
  record += static_cast<char>(type << 5);
  return record + bytes_of("6400 4000") + bytes_of(level);
}

TEST(AsterixDetections, a_plot_becomes_a_ground_range_by_its_flight_level) {
  const Folder folder;
  const Result r = read(folder.write("p.ast", asterix_block(48, plot(128, 2, "0578"))));  // level 350
  ASSERT_TRUE(r.read) << r.said;
  EXPECT_EQ(r.read->layout, DetectionsLayout::asterix_plots);
  EXPECT_EQ(r.warnings, "");
  EXPECT_EQ(r.read->set.sensors[0].name, "25/13");
  const Detection& d = r.read->set.detections[0];
  EXPECT_EQ(d.time.ns, 1'000'000'000);
  // The triangle with the centre of the earth: sides 6 371 008.8 and 10 668 m more, 185 200 m apart.
  const double a = 6371008.8, b = a + 10668.0, s = 185200.0;
  EXPECT_NEAR(d.z[0], a * std::acos((a * a + b * b - s * s) / (2 * a * b)), 0.01);
  EXPECT_NEAR(d.z[1], math::kPi / 2, 1e-12);
  EXPECT_EQ(d.z[2], 0.0);
  EXPECT_NEAR(d.sd[0], 70.0, 1.0);
  EXPECT_NEAR(d.sd[1], 0.08 * kDegree, 1e-12);
}

TEST(AsterixDetections, without_a_height_one_is_assumed_and_the_error_grows) {
  const Folder folder;
  const Result r = read(folder.write("p.ast", asterix_block(48, plot(128, 1))));
  ASSERT_TRUE(r.read) << r.said;
  EXPECT_NE(r.warnings.find("1 of 1 plots have no height: 5000 m assumed"), std::string::npos) << r.warnings;
  // A level of 2047 is none.
  const Result high = read(folder.write("h.ast", asterix_block(48, plot(128, 1, "1fff"))));
  ASSERT_TRUE(high.read) << high.said;
  EXPECT_NE(high.warnings.find("1 of 1 plots have no height: 5000 m assumed"), std::string::npos)
      << high.warnings;
  EXPECT_EQ(high.read->set.detections[0].sd[0], r.read->set.detections[0].sd[0]);
  const Detection& d = r.read->set.detections[0];
  EXPECT_NEAR(d.sd[0], std::hypot(120.0, 3000.0 * 5000.0 / 185200.0), 1.0);
  EXPECT_NEAR(d.sd[1], 0.15 * kDegree, 1e-12);
  ReadDetectionsOptions options;
  options.sd_range_m = 10.0;
  options.sd_azimuth_rad = 1e-3;
  options.assumed_height_m = 0.0;
  const Detection e = read(folder.path() + "/p.ast", options).read->set.detections[0];
  EXPECT_NEAR(e.sd[0], 10.0, 0.01);
  EXPECT_EQ(e.sd[1], 1e-3);
}

TEST(AsterixDetections, what_is_no_measurement_is_left_out_and_counted) {
  const Folder folder;
  std::string records = plot(128, 0) + plot(256) + bytes_of("c0 190d 000100");
  std::string test = plot(300);
  test[6] = static_cast<char>(2 << 5 | 0x10);  // simulated
  const Result r = read(folder.write("p.ast", asterix_block(48, records + test)));
  ASSERT_TRUE(r.read) << r.said;
  ASSERT_EQ(r.read->set.detections.size(), 1u);
  EXPECT_EQ(r.read->set.detections[0].row, 1);
  EXPECT_NE(r.warnings.find(
                "records left out: 1 simulated, of a test or of a fixed monitor, 2 without a detection"),
            std::string::npos)
      << r.warnings;
}

TEST(AsterixDetections, times_go_on_past_midnight) {
  const Folder folder;
  const std::uint32_t late = 86399 * 128, early = 3 * 128;
  const Result r = read(
      folder.write("p.ast", asterix_block(48, plot(late) + plot(early) + plot(late + 64) + plot(2 * early))));
  ASSERT_TRUE(r.read) << r.said;
  std::vector<double> times;
  for (const Detection& d : r.read->set.detections) times.push_back((d.time - Time{}).seconds());
  EXPECT_EQ(times, (std::vector<double>{86399.0, 86399.5, 86403.0, 86406.0}));
}

TEST(AsterixClock, follows_each_source_over_many_days) {
  AsterixClock clock;
  const AsterixSource a{1, 1}, b{1, 2};
  const std::uint32_t noon = 43200 * 128, evening = 80000 * 128, morning = 20000 * 128;
  for (int day = 0; day < 5; ++day) {
    EXPECT_EQ(clock.at(a, morning).ns, (day * 86400LL + 20000) * 1'000'000'000);
    EXPECT_EQ(clock.at(a, noon).ns, (day * 86400LL + 43200) * 1'000'000'000);
    EXPECT_EQ(clock.at(a, evening).ns, (day * 86400LL + 80000) * 1'000'000'000);
  }
  EXPECT_EQ(clock.at(b, morning).ns, (5 * 86400LL + 20000) * 1'000'000'000);  // nearest to the latest of all
}

TEST(AsterixDetections, a_radar_stands_where_it_says) {
  const Folder folder;
  // I034/010, 000, 030, 041 (5 s), 120 (780 m, 43.571 N, 16.406 E), as the recorded radar 25/12 coded them.
  std::string bytes = asterix_block(34, bytes_of("e910 190d 02 000080 0280 030c 1efbcd 0baa99"));
  bytes += asterix_block(48, plot(128, 2, "0578"));
  const Result r = read(folder.write("p.ast", bytes));
  ASSERT_TRUE(r.read) << r.said;
  const DetectionSensor& sensor = r.read->set.sensors[0];
  EXPECT_EQ(sensor.period_s, 5.0);
  EXPECT_EQ(sensor.place.height_hae_m, 780.0);
  EXPECT_NEAR(sensor.place.latitude_rad, 43.571 * kDegree, 1e-5);
  ASSERT_TRUE(r.read->origin);
  EXPECT_NEAR(r.read->origin->longitude_rad, sensor.place.longitude_rad, 1e-12);
  EXPECT_NEAR(sensor.p_plane_enu_m.x, 0.0, 1e-6);
}

TEST(AsterixDetections, the_recorded_plots_of_one_radar) {
  CUPOLA_REFERENCE_FILE(path, std::string(kFolder) + "cat_034_048.pcap");
  const Result all = read(path);
  EXPECT_NE(all.said.find("plots of 7 radars, and nothing says where these stand: 25/11, 25/13, 25/14"),
            std::string::npos)
      << all.said;
  ReadDetectionsOptions options;
  options.only = {"25/12"};
  const Result r = read(path, options);
  ASSERT_TRUE(r.read) << r.said;
  EXPECT_EQ(r.read->set.sensors.size(), 1u);
  EXPECT_NEAR(r.read->set.sensors[0].place.latitude_rad, 43.5710263 * kDegree, 1e-8);
  EXPECT_NEAR(r.read->set.sensors[0].period_s, 4.9453125, 1e-9);
  // Each datagram came over two networks.
  EXPECT_NE(r.warnings.find("repeat earlier ones exactly and were dropped"), std::string::npos) << r.warnings;
  EXPECT_GT(r.read->set.detections.size(), 10u);
}

TEST(AsterixDetections, system_tracks_lie_about_their_middle) {
  CUPOLA_REFERENCE_FILE(path, std::string(kFolder) + "cat062cat065.raw");
  const Result r = read(path);
  ASSERT_TRUE(r.read) << r.said;
  EXPECT_EQ(r.read->layout, DetectionsLayout::asterix_tracks);
  EXPECT_NE(r.warnings.find("blocks passed over: 1 of category 65"), std::string::npos);
  const auto& d = r.read->set.detections;
  ASSERT_EQ(d.size(), 2u);
  // 44.73441303 N 13.04152787 E and 45.40080786 N 15.13318419 E are 180 600 m apart (geodesic,
  // GeographicLib).
  EXPECT_NEAR(std::hypot(d[0].z[0] - d[1].z[0], d[0].z[1] - d[1].z[1]), 180600.0, 100.0);
  EXPECT_EQ(d[0].sd[0], 150.0);
  ReadDetectionsOptions options;
  options.sd_position_m = 30.0;
  EXPECT_EQ(read(path, options).read->set.detections[0].sd[1], 30.0);
}

TEST(AsterixDetections, an_edition_of_another_century_is_refused) {
  CUPOLA_REFERENCE_FILE(path, std::string(kFolder) + "asterix.pcap");
  EXPECT_NE(read(path).said.find("byte 131: I062/390 runs past the end of the record"), std::string::npos);
}

TEST(AsterixDetections, other_categories_alone_are_named) {
  const Folder folder;
  const Result r = read(folder.write("p.ast", asterix_block(21, "x\x01y") + asterix_block(21, "xyz")));
  EXPECT_NE(r.said.find("it holds 2 of category 21; read are CAT048 and CAT062"), std::string::npos)
      << r.said;
}

}  // namespace
}  // namespace cupola
