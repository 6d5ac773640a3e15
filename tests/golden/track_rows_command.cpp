// What `cupola track` writes and refuses where several sensors, odd names or odd settings meet.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "golden/shell.hpp"

namespace cupola::testing {
namespace {

/// A folder in which a line of shell runs, gone with the test.
class Bench {
 public:
  explicit Bench(const char* name) : path_(::testing::TempDir() + name + "/") {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Bench() { std::filesystem::remove_all(path_); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ + name) << text; }
  Answer run(const std::string& line) const { return shell("cd '" + path_ + "' && " + line); }

 private:
  std::string path_;
};

/// Three targets that fly straight, ten scans of each of two sensors; the second's first plots have the very
/// times of the first's, its others fall late into the first's scans.
std::string plots_of_two(const std::string& first, const std::string& second) {
  std::string text = "time_s,sensor,east_m,north_m,sigma_east_m,sigma_north_m\n";
  const auto add = [&](double t, const std::string& sensor, int k) {
    text += std::to_string(t) + ",\"" + sensor + "\"," + std::to_string(10000 * k + 200 * t) + "," +
            std::to_string(-5000 * k) + ",50,50\n";
  };
  for (int s = 0; s < 10; ++s)
    for (int k = 0; k < 3; ++k) {
      add(4 * s + 0.7 * k, first, k);
      add(s < 5 ? 4 * s + 0.7 * k : 4 * s + 1.1 + 0.9 * k, second, k);
    }
  return text;
}

const std::string kTwoSensors = "sensor,period_s\na,4\nb,10\n";

TEST(TrackRowsCommand, gives_one_row_for_a_track_and_a_time_even_where_sensors_meet) {
  const Bench bench("track_rows_meet");
  bench.write("p.csv", plots_of_two("a", "b"));
  bench.write("sensors.csv", kTwoSensors);
  for (const char* at : {"plot", "scan"}) {
    const Answer a = bench.run("cupola track p.csv --out t.csv --quiet --at " + std::string(at));
    EXPECT_EQ(a.exit_code, 0) << a.text;
    const Answer rows = bench.run(
        "tail -n +2 t.csv | wc -l; cut -d, -f1,2 t.csv | sort | uniq -d; "
        "tail -n +2 t.csv | cut -d, -f1 | sort -gc && echo in order");
    EXPECT_NE(rows.text.find("in order"), std::string::npos) << rows.text;
    EXPECT_EQ(std::count(rows.text.begin(), rows.text.end(), '\n'), 2) << rows.text;
    EXPECT_GT(std::atoi(rows.text.c_str()), 20);
    const Answer score = bench.run("cupola score t.csv t.csv --quiet");
    EXPECT_EQ(score.exit_code, 0) << score.text;
  }
}

TEST(TrackRowsCommand, writes_associations_in_order_with_names_that_hold_commas) {
  const Bench bench("track_rows_associations");
  bench.write("p.csv", plots_of_two("a,1", "b \"\"2\"\"") + "0.5,\"a,1\",90000,90000,50,50\n");
  bench.write("sensors.csv", "sensor,period_s\n\"a,1\",4\n\"b \"\"2\"\"\",4\n");
  const Answer a = bench.run("cupola track p.csv --out t.csv --associations u.csv --quiet --json");
  ASSERT_EQ(a.exit_code, 0) << a.text;
  // The plot far off is nobody's; of the rest each has a line, and scans follow each other.
  EXPECT_NE(a.text.find("\"plots_used\": 60,"), std::string::npos) << a.text;
  expect_says(bench.run("wc -l < u.csv"), 0, "61");
  expect_says(bench.run("grep -c '^60,' u.csv"), 1, "0");
  expect_says(bench.run("grep -c ',\"a,1\",' u.csv"), 0, "30");
  expect_says(bench.run("grep -c ',\"b \"\"2\"\"\",' u.csv"), 0, "30");
  expect_says(bench.run("tail -n +2 u.csv | awk -F, '{ print int($2 / 4) }' | sort -nc && echo sorted"), 0,
              "sorted");
  expect_says(bench.run("cupola track p.csv --out t.csv --associations -"), 2, "name a file");
}

/// Polar plots of one target and no file that tells the period.
TEST(TrackRowsCommand, says_what_it_took_from_the_whole_file) {
  const Bench bench("track_rows_foreseen");
  std::string text = "time_s,sensor,range_m,azimuth_deg,sigma_range_m,sigma_azimuth_deg\n";
  for (int s = 0; s < 12; ++s)
    for (const char* sensor : {"a", "b"})
      for (int k = 0; k < 3; ++k)
        text += std::to_string(4 * s) + "," + sensor + "," + std::to_string(50000 + 3000 * k + 400 * s) +
                "," + std::to_string(10 + 5 * k) + ",50,0.1\n";
  bench.write("p.csv", text);
  bench.write("sensors.csv", "sensor,east_m,north_m\na,0,0\nb,100,0\n");
  const std::string line = "cupola track p.csv --register --out t.csv ";
  const Answer a = bench.run(line + "--json");
  expect_says(a, 0, "scan period by the whole file, later scans included: `a` 4 s, `b` 4 s");
  expect_says(a, 0, "biases by the whole file, later scans included");
  expect_says(a, 0, "meetings of two sensors' tracks");
  expect_says(a, 0, "sensor `a` measured too much by: range");
  expect_says(a, 0, "\"period_from_whole_file\": true");
  const Answer told = bench.run(line + "--scan-period '4 s' --json");
  EXPECT_EQ(told.text.find("scan period by"), std::string::npos) << told.text;
  EXPECT_EQ(bench.run(line + "--quiet").text, "");
  expect_says(bench.run("cupola track --help"), 0, "by the whole file");
}

TEST(TrackRowsCommand, says_where_no_bias_can_be_told) {
  const Bench bench("track_rows_unregistered");
  bench.write("p.csv", plots_of_two("a", "b"));
  const Answer a = bench.run("cupola track p.csv --register --out t.csv --json");
  expect_says(a, 0, "warning: --register does nothing here");
  expect_says(a, 0, "\"registration\": []");
}

TEST(TrackRowsCommand, takes_from_a_file_what_options_say) {
  const Bench bench("track_rows_settings");
  bench.write("p.csv", plots_of_two("a", "b"));
  bench.write("sensors.csv", kTwoSensors);
  bench.write("s.yaml", "at: plot\n");
  const std::string line = "cupola track p.csv --quiet --out ";
  EXPECT_EQ(
      bench.run(line + "a.csv --settings s.yaml && " + line + "b.csv --at plot && cmp a.csv b.csv").text, "");
  EXPECT_EQ(bench.run(line + "c.csv && cmp -s a.csv c.csv").exit_code, 1);
}

TEST(TrackRowsCommand, says_where_a_limit_was_met) {
  const Bench bench("track_rows_limits");
  bench.write("p.csv", plots_of_two("a", "b"));
  bench.write("sensors.csv", kTwoSensors);
  const Answer few = bench.run("cupola track p.csv --out t.csv --tracks-most 2 --json");
  expect_says(few, 0, " tracks were not begun");
  EXPECT_EQ(few.text.find("\"tracks_not_begun\": 0"), std::string::npos) << few.text;
  const Answer all = bench.run("cupola track p.csv --out t.csv --json");
  expect_says(all, 0, "\"tracks_not_begun\": 0");
  expect_says(all, 0, "\"crowded_gates\": 0");
  EXPECT_EQ(all.text.find("were not begun"), std::string::npos) << all.text;
  EXPECT_EQ(all.text.find("lay about a track"), std::string::npos) << all.text;
  // Six hundred plots in one place.
  std::string crowd = "time_s,sensor,east_m,north_m,sigma_east_m,sigma_north_m\n";
  for (int s = 0; s < 3; ++s)
    for (int k = 0; k < 600; ++k) crowd += std::to_string(4 * s) + ",a," + std::to_string(k) + ",0,500,500\n";
  bench.write("crowd.csv", crowd);
  expect_says(bench.run("cupola track crowd.csv --out t.csv"), 0, "more plots lay about a track");
}

TEST(TrackRowsCommand, refuses_what_no_radar_does) {
  const Bench bench("track_rows_refused");
  bench.write("p.csv", plots_of_two("a", "b"));
  bench.write("fast.csv", "sensor,period_s\na,1e-10\nb,4\n");
  bench.write("s.yaml", "scan_period: 1 ns\n");
  expect_says(bench.run("cupola track p.csv --out t.csv --sensors fast.csv"), 65, "`period_s` cannot be");
  expect_says(bench.run("cupola track p.csv --out t.csv --scan-period '1 ns'"), 2, "1 ms at least");
  expect_says(bench.run("cupola track p.csv --out t.csv --settings s.yaml"), 65, "1 ms at least");
  bench.write("far.csv",
              "time_s,sensor,east_m,north_m,sigma_east_m,sigma_north_m\n-4e9,a,0,0,50,50\n4e9,a,0,0,50,50\n");
  EXPECT_EQ(bench.run("cupola track far.csv --out t.csv --quiet").exit_code, 0);
  bench.write("params.json", R"({"radars": {"R": [38, 27, 1e300]}, "cases": {"A": {"sr_m": 50}}})");
  bench.write("g.csv", "det,scan,t_s,range_m,az_deg,el_deg\n0,0,0,50000,10,1\n");
  expect_says(bench.run("cupola track g.csv --out t.csv"), 65, "height");
}

}  // namespace
}  // namespace cupola::testing
