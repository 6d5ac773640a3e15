#include "formats/radar_reports.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/math.hpp"
#include "core/tests/reference_data.hpp"
#include "formats/tests/folder.hpp"

namespace cupola {
namespace {

using testing::Folder;

const std::string kHeader =
    "\"tact_id\",\"timestamp_track\",\"entry_node_sac\",\"entry_node_sic\",\"callsign\",\"latitude\","
    "\"longitude\"\n";

struct Result {
  std::optional<DetectionsRead> read;
  std::string said;
};

Result read(const std::string& path) {
  Problems problems;
  Result result{read_detections(path, {}, problems), problems.text()};
  EXPECT_EQ(result.read.has_value(), problems.empty());
  return result;
}

TEST(RadarReports, times_are_utc) {
  EXPECT_EQ(utc_seconds("1970-01-01 00:00:00"), 0);
  EXPECT_EQ(utc_seconds("2017-02-04 20:56:37"), 1486241797);  // date -u -d
  EXPECT_EQ(utc_seconds("2024-02-29T23:59:59Z"), 1709251199);
  EXPECT_EQ(utc_seconds("1969-12-31 23:59:59"), -1);
  for (const char* text : {"", "NA", "2017-02-30 00:00:00", "2017-13-01 00:00:00", "2017-02-04 24:00:00",
                           "2017-2-4 20:56:37", "2017-02-04 20:56:37.5"})
    EXPECT_FALSE(utc_seconds(text)) << text;
}

TEST(RadarReports, lie_about_their_middle_with_a_sensor_for_each_node) {
  const Folder folder;
  const Result r = read(folder.write("r.csv", kHeader + "1,2017-02-04 20:56:37,96,1,\"A1\",39,27\n"
                                                        "2,2017-02-04 20:56:39,8,1,\"B2\",39,29\n"
                                                        "2,2017-02-04 20:56:40,8,1,\"B2\",NA,29\n"));
  ASSERT_TRUE(r.read) << r.said;
  EXPECT_EQ(r.read->layout, DetectionsLayout::radar_reports);
  ASSERT_EQ(r.read->set.detections.size(), 2u);
  EXPECT_EQ(r.read->set.sensors[0].name, "8/1");
  EXPECT_EQ(r.read->set.sensors[1].name, "96/1");
  const auto& d = r.read->set.detections;
  EXPECT_EQ(d[0].time.ns, 1486241797'000'000'000);
  EXPECT_NEAR(d[1].z[0] - d[0].z[0], 173230.0, 20.0);
  EXPECT_NEAR(r.read->origin->longitude_rad, 28 * math::kPi / 180, 1e-12);
  ASSERT_EQ(r.read->warnings.size(), 1u);
  EXPECT_NE(r.read->warnings[0].find("without time or position passed over: 1"), std::string::npos);
}

TEST(RadarReports, mistakes_are_located) {
  const Folder folder;
  EXPECT_NE(read(folder.write("r.csv", kHeader + "1,yesterday,96,1,A1,39,27\n"))
                .said.find(":2:3: error: `yesterday` is no time"),
            std::string::npos);
  EXPECT_NE(read(folder.write("r.csv", kHeader + "1,2017-02-04 20:56:37,96,1,A1,91,27\n"))
                .said.find("`latitude` cannot be `91`"),
            std::string::npos);
  EXPECT_NE(read(folder.write("r.csv", kHeader)).said.find("nothing behind it"), std::string::npos);
}

TEST(RadarReports, the_recorded_ones_are_read_and_say_nothing_of_who_is_who) {
  CUPOLA_REFERENCE_FILE(path, "traffic/eurocontrol_trrrj/cprs.csv.gz");
  const Result r = read(path);
  ASSERT_TRUE(r.read) << r.said;
  const auto& detections = r.read->set.detections;
  EXPECT_TRUE(std::is_sorted(detections.begin(), detections.end(),
                             [](const Detection& a, const Detection& b) { return a.time < b.time; }));
  Problems problems;
  const auto targets = read_report_targets(path, problems);
  ASSERT_TRUE(targets) << problems.text();
  EXPECT_EQ(targets->size(), 9123u);
  EXPECT_EQ(std::set<std::string>(targets->begin(), targets->end()).size(), 38u);
  EXPECT_EQ(targets->front(), "CSA190 842539");
  // All rows, less those that repeat another one to the second and to the second of arc.
  EXPECT_GT(detections.size(), 9000u);
  for (const Detection& d : detections) ASSERT_LT(static_cast<std::size_t>(d.row), targets->size());
}

}  // namespace
}  // namespace cupola
