// `cupola track` with files as users have them: the example of the docs, several sensors, recorded data,
// junk.

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "core/tests/reference_data.hpp"
#include "formats/radar_reports.hpp"
#include "golden/shell.hpp"

namespace cupola {
namespace {

using namespace testing;

/// A folder to work in, gone with the test.
class WorkFolder {
 public:
  WorkFolder() : path_(temporary("track-files-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~WorkFolder() { std::filesystem::remove_all(path_); }
  Answer run(const std::string& line) const { return shell("cd '" + path_ + "' && " + line); }
  std::string text(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(path_ + "/" + name).rdbuf();
    return text.str();
  }

 private:
  std::string path_;
};

const std::string kPlots =
    "awk 'BEGIN { print \"time_s,sensor,range_m,azimuth_deg,sigma_range_m,sigma_azimuth_deg\"; "
    "for (t = 0; t < 80; t += 4) printf \"%d,hill,%.1f,%.3f,50,0.1\\n\", t, 52000 - 150 * t, 41.5 + 0.02 * t "
    "}' "
    "> plots.csv && printf 'sensor,east_m,north_m,up_m,period_s\\nhill,0,-20000,400,4\\n' > sensors.csv && ";

TEST(TrackFiles, the_example_of_the_docs_gives_one_track_and_a_picture) {
  const WorkFolder folder;
  const Answer a = folder.run(kPlots + "cupola track plots.csv --out tracks.csv --figure tracks.svg");
  expect_says(a, 0, "20 plots in 20 scans, 20 of them in 1 firm track");
  const std::string picture = folder.text("tracks.svg");
  for (const char* part :
       {"<svg", "Tracks: plots.csv", "20 detections (plots in range and azimuth) of 1 sensor", "tracks (1)"})
    EXPECT_NE(picture.find(part), std::string::npos) << part;
  EXPECT_EQ(picture.find("GOSPA"), std::string::npos) << "nothing was scored";
}

TEST(TrackFiles, scans_of_several_sensors_that_end_together_give_one_row) {
  const WorkFolder folder;
  const Answer a = folder.run(
      "awk 'BEGIN { print \"time_s,sensor,east_m,north_m,sigma_east_m,sigma_north_m\"; for (t = 0; t < 80; t "
      "+= 4) "
      "for (s = 0; s < 2; ++s) printf \"%d,%s,%.1f,%.1f,50,50\\n\", t, s ? \"a\" : \"b\", 200 * t + 31 * s, "
      "9000 - 17 * s }' "
      "> plots.csv && cupola track plots.csv --out tracks.csv --scan-period 4s && cupola score tracks.csv "
      "tracks.csv");
  expect_says(a, 0, "GOSPA");
}

TEST(TrackFiles, a_figure_needs_a_file_of_tracks_and_an_ending) {
  const WorkFolder folder;
  expect_says(folder.run(kPlots + "cupola track plots.csv --out - --figure t.svg"), 2,
              "is drawn from the file of tracks");
  expect_says(folder.run(kPlots + "cupola track plots.csv --out t.csv --figure t.gif"), 2,
              "end it in .svg or .png");
  expect_says(folder.run(kPlots + "cupola track plots.csv --out t.csv --range-sd 5"), 2, "'5' has no unit");
}

TEST(TrackFiles, junk_is_refused_in_one_message) {
  const WorkFolder folder;
  expect_says(folder.run("head -c 5000 /bin/sh > junk && cupola track junk --out t.csv"), 65, "error: ");
  expect_says(folder.run(": > empty.csv && cupola track empty.csv --out t.csv"), 65, "the file is empty");
}

TEST(TrackFiles, recorded_plots_of_one_sweep_make_no_track) {
  CUPOLA_REFERENCE_FILE(capture, "asterix/croatiacontrol/install/sample_data/cat_034_048.pcap");
  const WorkFolder folder;
  const Answer a = folder.run("cupola track '" + capture + "' --only 25/12 --out tracks.csv --figure t.svg");
  expect_says(a, 0, "19 plots in 1 scans, 0 of them in 0 firm tracks");
  expect_says(a, 0, "19 detections repeat earlier ones exactly and were dropped");
}

TEST(TrackFiles, recorded_reports_make_tracks) {
  CUPOLA_REFERENCE_FILE(reports, "traffic/eurocontrol_trrrj/cprs.csv.gz");
  const WorkFolder folder;
  const Answer a =
      folder.run("zcat '" + reports +
                 "' | awk -F, 'NR == 1 || ($13 > 35 && $13 < 43 && $14 > 22 && $14 < 32)' > aegean.csv && "
                 "cupola track aegean.csv --out tracks.csv --coast-most 300s --new-per-scan 0.001");
  expect_says(a, 0, "461 plots");
}

/// Nobody tells the tracker whom a report is of: does it find out?
TEST(TrackFiles, tracks_of_recorded_reports_are_of_one_flight_each) {
  CUPOLA_REFERENCE_FILE(reports, "traffic/eurocontrol_trrrj/cprs.csv.gz");
  const WorkFolder folder;
  const Answer a =
      folder.run("cupola track '" + reports +
                 "' --out tracks.csv --associations used.csv --coast-most 300s --new-per-scan 0.001");
  ASSERT_EQ(a.exit_code, 0) << a.text;
  Problems problems;
  const auto targets = read_report_targets(reports, problems);
  ASSERT_TRUE(targets) << problems.text();

  std::map<std::string, std::map<std::string, int>> flights_of_track;
  std::istringstream used(folder.text("used.csv"));
  std::string line;
  std::getline(used, line);
  int count = 0, of_the_main_flight = 0;
  for (; std::getline(used, line); ++count)
    ++flights_of_track[line.substr(line.rfind(',') + 1)][(*targets)[std::stoul(line)]];
  for (const auto& [track, flights] : flights_of_track) {
    int most = 0;
    for (const auto& [flight, plots] : flights) most = std::max(most, plots);
    of_the_main_flight += most;
  }
  EXPECT_GT(count, 8000);
  EXPECT_GT(of_the_main_flight, 0.999 * count);
  EXPECT_LT(flights_of_track.size(), 150u);  // 40 is the least there could be
}

}  // namespace
}  // namespace cupola
