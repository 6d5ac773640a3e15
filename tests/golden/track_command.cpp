// `cupola track` as a user meets it: tracks on the reference sets, settings, files, exit codes, messages.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/tests/reference_data.hpp"
#include "golden/shell.hpp"

namespace cupola::testing {
namespace {

class Folder {
 public:
  explicit Folder(const char* name) : path_(::testing::TempDir() + name + "/") {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const { return path_ + name; }

 private:
  std::string path_;
};

double figure(const Answer& a, const std::string& name) {
  const std::size_t at = a.text.find("\"" + name + "\": ");
  EXPECT_NE(at, std::string::npos) << name << " in\n" << a.text;
  return at == std::string::npos ? -1.0 : std::strtod(a.text.c_str() + at + name.size() + 4, nullptr);
}

std::string digest_of(const Answer& a) {
  const std::size_t at = a.text.find("\"digest\": ");
  return at == std::string::npos ? a.text : a.text.substr(at, 44);
}

constexpr double kNoPeer = 1e9;

struct Set {
  const char *name, *layout;
  double gospa_m;  ///< 15 % below the best peer's (data/tracking/README.md)
};

class ReferenceSet : public ::testing::TestWithParam<Set> {};
INSTANTIATE_TEST_SUITE_P(TrackCommand, ReferenceSet,
                         ::testing::Values(Set{"n010", "cartesian", 440}, Set{"n050", "cartesian", 1014},
                                           Set{"n100", "cartesian", 1351}, Set{"n200", "cartesian", 1849},
                                           Set{"n500", "cartesian", 2901}, Set{"dense050", "cartesian", 965},
                                           Set{"dense100", "cartesian", 1383},
                                           Set{"dense200", "cartesian", 2401}, Set{"n010", "polar", 745},
                                           Set{"n050", "polar", 1468}, Set{"n100", "polar", 2200},
                                           Set{"n200", "polar", kNoPeer}, Set{"n500", "polar", kNoPeer},
                                           Set{"dense050", "polar", kNoPeer},
                                           Set{"dense100", "polar", kNoPeer},
                                           Set{"dense200", "polar", kNoPeer}),
                         [](const auto& of) { return std::string(of.param.name) + "_" + of.param.layout; });

// Mean over scans 5 to 59, as the peers were scored.
TEST_P(ReferenceSet, is_tracked_better_than_by_the_peers_and_by_bp_no_worse) {
  const Set set = GetParam();
  const std::string base = "tracking/" + std::string(set.name) + "_s1_";
  CUPOLA_REFERENCE_FILE(plots, base + set.layout + ".csv");
  CUPOLA_REFERENCE_FILE(truth, base + "truth.csv");
  CUPOLA_REFERENCE_FILE(sensors, "tracking/sensors.csv");
  const Folder folder((std::string("track_") + set.name + set.layout).c_str());
  double gnn = 0.0;
  for (const char* association : {"gnn", "bp"}) {
    const std::string tracks = folder / association;
    const Answer a = shell("cupola track '" + plots + "' --sensors '" + sensors + "' --out '" + tracks +
                           "' --quiet --association " + association);
    ASSERT_EQ(a.exit_code, 0) << a.text;
    const Answer s = shell("cupola score '" + truth + "' '" + tracks + "' --from '20 s' --json --quiet");
    ASSERT_EQ(s.exit_code, 0) << s.text;
    const double gospa_m = figure(s, "gospa_m");
    std::printf("%s %s, %s: GOSPA %.0f m\n", set.name, set.layout, association, gospa_m);
    EXPECT_LT(gospa_m, set.gospa_m) << association;
    if (association == std::string("gnn")) gnn = gospa_m;
    EXPECT_LE(gospa_m, gnn) << association;
  }
}

// The baseline, one CV filter and optimal assignment, scores 1631 m.
TEST(TrackCommand, follows_fighters_missiles_and_a_drone) {
  CUPOLA_REFERENCE_FILE(plots, "tracking/manoeuvre_analytic/detections_A.csv.gz");
  CUPOLA_REFERENCE_FILE(truth, "tracking/manoeuvre_analytic/truth_ecef_1s.csv.gz");
  const Folder folder("track_manoeuvre");
  double gnn = 900.0;
  for (const char* association : {"gnn", "bp"}) {
    const Answer a = shell("cupola track '" + plots + "' --out '" + (folder / "t.csv") +
                           "' --quiet --association " + association);
    ASSERT_EQ(a.exit_code, 0) << a.text;
    const Answer s = shell("cupola score '" + truth + "' '" + (folder / "t.csv") +
                           "' --from '64 s' --cutoff '2 km' --json --quiet");
    ASSERT_EQ(s.exit_code, 0) << s.text;
    std::printf("manoeuvre A, %s: GOSPA %.0f m, false %.2f a scan, purity %.3f\n", association,
                figure(s, "gospa_m"), figure(s, "false_per_scan"), figure(s, "purity"));
    EXPECT_LE(figure(s, "gospa_m"), gnn) << association;
    EXPECT_LT(figure(s, "false_per_scan"), 1.0);
    EXPECT_GE(figure(s, "purity"), 0.95);
    gnn = figure(s, "gospa_m");
  }
}

/// Three targets that fly straight, ten scans.
void write_plots(const std::string& path, bool backwards) {
  std::vector<std::string> lines;
  for (int s = 0; s < 10; ++s)
    for (int i = 0; i < 3; ++i) {
      const int k = backwards ? 2 - i : i;
      lines.push_back(std::to_string(4 * s) + ",radar," + std::to_string(10000 * k + 800 * s) + "," +
                      std::to_string(-5000 * k + 30 * ((s * 7 + k) % 5)) + ",50,50\n");
    }
  std::ofstream file(path);
  file << "time_s,sensor,east_m,north_m,sigma_east_m,sigma_north_m\n";
  for (const std::string& line : lines) file << line;
}

TEST(TrackCommand, gives_the_same_tracks_for_plots_in_another_order) {
  const Folder folder("track_order");
  write_plots(folder / "a.csv", false);
  write_plots(folder / "b.csv", true);
  const Answer a =
      shell("cupola track '" + (folder / "a.csv") + "' --out '" + (folder / "ta.csv") + "' --json");
  const Answer b =
      shell("cupola track '" + (folder / "b.csv") + "' --out '" + (folder / "tb.csv") + "' --json");
  EXPECT_EQ(a.exit_code, 0) << a.text;
  EXPECT_EQ(digest_of(a), digest_of(b));
  EXPECT_EQ(figure(a, "firm_tracks"), 3);
  EXPECT_EQ(figure(a, "tracks_with_rows"), 3);
}

TEST(TrackCommand, takes_settings_from_flags_or_a_file) {
  const Folder folder("track_settings");
  write_plots(folder / "a.csv", false);
  std::ofstream(folder / "s.yaml")
      << "speed_sd: 400 m/s\nsteady: {density: 3, share: 0.8}\nassociation: bp\n";
  std::ofstream(folder / "wrong.yaml") << "speed_sd: 400\nspede: 3\n";
  const std::string track =
      "cupola track '" + (folder / "a.csv") + "' --json --out '" + (folder / "t.csv") + "' ";
  const Answer plain = shell(track);
  const Answer file = shell(track + "--settings '" + (folder / "s.yaml") + "'");
  const Answer flags =
      shell(track + "--speed-sd '400 m/s' --steady-density 3 --steady-share 0.8 --association bp");
  EXPECT_EQ(file.exit_code, 0) << file.text;
  EXPECT_EQ(digest_of(file), digest_of(flags));
  EXPECT_NE(digest_of(file), digest_of(plain));
  std::ofstream(folder / "command.yaml")
      << "at: plot\nregister: true\nassumed_height: 4 km\nrange_sd: 80 m\nazimuth_sd: 0.1 deg\n"
         "position_sd: 90 m\n";
  const Answer all = shell(track + "--settings '" + (folder / "command.yaml") + "'");
  EXPECT_EQ(digest_of(all), digest_of(shell(track + "--at plot --register")));
  EXPECT_EQ(
      digest_of(shell(track + "--at scan --register=false --settings '" + (folder / "command.yaml") + "'")),
      digest_of(plain));
  expect_says(shell(track + "--at never"), 2, "one of scan, plot");
  expect_says(shell(track + "--register=perhaps"), 2, "--register");
  expect_says(shell(track + "--settings '" + (folder / "wrong.yaml") + "'"), 65, "wrong.yaml:1:11");
  expect_says(shell(track + "--speed-sd fast"), 2, "--speed-sd");
  expect_says(shell(track + "--speed-sd '1e9 m/s'"), 2, "out of range");
  expect_says(shell(track + "--steady-share 0 --turn-share 0 --hard-turn-share 0 --agile-share 0"), 2,
              "--steady-share");
  expect_says(shell(track + "--detection-probability 1"), 2, "0 to below 1");
  expect_says(shell(track + "--initiation counting --initiation-hits 5 --initiation-looks 3"), 2,
              "--initiation-looks");
  expect_says(shell(track + "--confirm-at 0.3"), 2, "report_at");
  EXPECT_EQ(shell(track + "--confirm-at 0.3 --report-at 0.2").exit_code, 0);
  expect_says(shell("cupola track --help"), 0, "turn: {share: 0.4}");
}

TEST(TrackCommand, writes_rows_at_plots_and_what_each_track_used) {
  const Folder folder("track_at_plots");
  write_plots(folder / "a.csv", false);
  const Answer a = shell("cupola track '" + (folder / "a.csv") + "' --at plot --associations '" +
                         (folder / "used.csv") + "' --out -");
  expect_says(a, 0, "time_s,track,east_m,north_m,v_east_mps,v_north_mps,cov_east_east");
  EXPECT_NE(a.text.find("30 of them in 3 firm tracks"), std::string::npos) << a.text;
  const Answer used =
      shell("wc -l < '" + (folder / "used.csv") + "'; head -2 '" + (folder / "used.csv") + "'");
  expect_says(used, 0, "31\nrow,time_s,sensor,track\n0,0.000000,radar,");
}

TEST(TrackCommand, writes_over_nothing_that_is_not_its_own) {
  const Folder folder("track_over");
  write_plots(folder / "a.csv", false);
  std::ofstream(folder / "mine.txt") << "mine\n";
  expect_says(shell("cupola track '" + (folder / "a.csv") + "' --out '" + (folder / "mine.txt") + "'"), 73,
              "not a file of tracks");
  expect_says(shell("cupola track '" + (folder / "a.csv") + "' --out '" + (folder / "a.csv") + "'"), 73,
              "an input");
  expect_says(shell("cupola track '" + (folder / "none.csv") + "' --out '" + (folder / "t.csv") + "'"), 65,
              "none.csv");
  expect_says(shell("cupola track --help"), 0, "Example:");
}

}  // namespace
}  // namespace cupola::testing
