// `cupola score` as a user meets it: figures, files, exit codes, messages.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/tests/reference_data.hpp"
#include "golden/shell.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

Answer score(const std::string& arguments) { return shell("cupola score " + arguments); }

void expect_parts(const Answer& a, const std::vector<std::string>& parts) {
  for (const std::string& part : parts)
    EXPECT_NE(a.text.find(part), std::string::npos) << part << "\n" << a.text;
}

std::string data(const char* name) { return source_path("src/formats/tests/data/") + name; }
const std::string kCase = data("siap_a_truth.csv") + " " + data("siap_a_tracks.csv") + " ";

class Folder {
 public:
  explicit Folder(const char* name) : path_(::testing::TempDir() + name + "/") {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string operator/(const char* name) const { return path_ + name; }

 private:
  std::string path_;
};

TEST(ScoreCommand, names_every_figure_and_its_definition) {
  const Answer a = score(kCase + "--skip 2 --cutoff '500 m' --siap-distance '1 km'");
  EXPECT_EQ(a.exit_code, 0);
  expect_parts(
      a, {"28 scans from 8 s to 116 s, every 4 s; 2 before them left out; at the truth's own times", "OSPA",
          "c = 500 m, p = 1", "GOSPA", "c = 500 m, p = 2, alpha = 2", "missed", "false", "identity switches",
          "purity", "within 1 km, 3 scans running", "completeness", "longest track segment", "digest "});
}

TEST(ScoreCommand, prints_one_json_object) {
  const Answer a = score(kCase + "--json");
  EXPECT_EQ(a.exit_code, 0);
  EXPECT_EQ(a.text.front(), '{');
  // As Stone Soup has it: src/formats/tests/data/siap_a_siap.json.
  expect_parts(
      a, {"\"digest\"", "\"seed\": null", "\"version\"", "\"ospa_m\"", "\"gospa_m\"", "\"localisation_m\"",
          "\"missed_per_scan\"", "\"false_per_scan\"", "\"identity_switches\"",
          "\"completeness\": 0.37593984962406", "\"ambiguity\": 1.62", "\"spuriousness\": 0.325",
          "\"position_accuracy_m\": 293.38218264733", "\"velocity_accuracy_mps\": 17.5310152534676"});
}

TEST(ScoreCommand, speaks_of_identities_where_both_files_do) {
  const Folder folder("score-identity");
  std::ofstream(folder / "none.csv") << "time_s,track,east_m,north_m\n0,1,0,0\n4,1,0,0\n";
  expect_parts(score(kCase), {"identity completeness", "identity correctness", "identity ambiguity"});
  const Answer without = score(data("siap_a_truth.csv") + " " + (folder / "none.csv"));
  EXPECT_EQ(without.text.find("identity correctness"), std::string::npos);
  expect_parts(score(data("siap_a_truth.csv") + " " + (folder / "none.csv") + " --json"),
               {"\"id_correctness\": null", "\"velocity_accuracy_mps\": null"});
}

TEST(ScoreCommand, scores_the_truth_against_itself_as_perfect) {
  const std::string truth = data("siap_a_truth.csv");
  const Answer a = score(truth + " " + truth + " --json");
  EXPECT_EQ(a.exit_code, 0);
  expect_parts(a, {"\"ospa_m\": 0.0", "\"gospa_m\": 0.0", "\"identity_switches\": 0", "\"purity\": 1.0",
                   "\"completeness\": 1.0"});
}

TEST(ScoreCommand, reads_a_packed_truth_in_space_at_the_tracks_times) {
  CUPOLA_REFERENCE_FILE(truth, "tracking/manoeuvre_analytic/truth_ecef_1s.csv.gz");
  const Folder folder("score-space");
  // Where target 0 stands in the truth at 4 and 8 s, as a track.
  std::ofstream(folder / "tracks.csv") << "time_s,track,x_m,y_m,z_m,vx_mps,vy_mps,vz_mps\n"
                                          "0,a,4477863.291,2200119.187,3978205.816,-94,209,-16\n"
                                          "3,a,4477582.317,2200747.623,3978158.687,-94,209,-16\n";
  const Answer a = score(truth + " " + (folder / "tracks.csv") + " --until '9 s' --cutoff '2 km' --json");
  EXPECT_EQ(a.exit_code, 0) << a.text;
  expect_parts(a, {"\"scans\": 4", "\"times\": \"tracks\"", "\"missed_per_scan\": 10.5",
                   "\"false_per_scan\": 0.0", "\"localisation_m\": 0.0"});
}

TEST(ScoreCommand, writes_what_it_is_asked_for) {
  const Folder folder("score-files");
  const std::string out = "--out " + (folder / "a.txt") + " --per-scan " + (folder / "scans.csv") +
                          " --figure " + (folder / "a.svg");
  EXPECT_EQ(score(kCase + out).exit_code, 0);
  EXPECT_NE(text_of(folder / "a.txt").find("GOSPA"), std::string::npos);
  const std::string scans = text_of(folder / "scans.csv");
  EXPECT_TRUE(
      scans.starts_with("time_s,truths,tracks,ospa_m,gospa_m,localisation_m_p,missed,false,switches\n0,"));
  EXPECT_EQ(std::count(scans.begin(), scans.end(), '\n'), 31);
  EXPECT_NE(text_of(folder / "a.svg").find("</svg>"), std::string::npos);
  EXPECT_EQ(score(kCase + out).exit_code, 0) << "its own files are written over";
  // Nothing else is.
  std::ofstream(folder / "mine.svg") << "something of mine";
  EXPECT_EQ(score(kCase + "--figure " + (folder / "mine.svg")).exit_code, 73);
  EXPECT_EQ(text_of(folder / "mine.svg"), "something of mine");
  EXPECT_EQ(score(kCase + "--out " + data("siap_a_truth.csv")).exit_code, 73);
  EXPECT_EQ(score(kCase + "--out /no/such/folder/x.txt").exit_code, 73);
}

TEST(ScoreCommand, says_what_is_wrong_with_a_file) {
  const Folder folder("score-wrong");
  const std::string truth = data("siap_a_truth.csv");
  std::ofstream(folder / "empty.csv") << "";
  std::ofstream(folder / "bad.csv") << "time_s,track,east_m,north_m\n0,a,1,x\n";
  std::ofstream(folder / "space.csv") << "t,id,x,y,z\n0,a,1,2,3\n";
  std::ofstream(folder / "nothing.csv") << "time_s,target,east_m,north_m\n";
  Answer a = score(truth + " " + (folder / "empty.csv"));
  EXPECT_EQ(a.exit_code, 65);
  expect_parts(a, {"the file is empty"});
  a = score(truth + " " + (folder / "bad.csv"));
  EXPECT_EQ(a.exit_code, 65);
  expect_parts(a, {"bad.csv:2:7: error: north_m: found `x`, expected metres", "hint:"});
  a = score(truth + " " + (folder / "space.csv"));
  EXPECT_EQ(a.exit_code, 65);
  expect_parts(a, {"in space and the truth is in a plane"});
  a = score((folder / "nothing.csv") + " " + truth);
  EXPECT_EQ(a.exit_code, 65);
  expect_parts(a, {"nothing to compare with"});
  a = score(kCase + "--skip 1000");
  EXPECT_EQ(a.exit_code, 65);
  expect_parts(a, {"no scan is left"});
}

TEST(ScoreCommand, takes_tracks_that_are_none) {
  const Folder folder("score-none");
  std::ofstream(folder / "none.csv") << "time_s,track,east_m,north_m,v_east_mps,v_north_mps\n";
  const Answer a = score(data("siap_a_truth.csv") + " " + (folder / "none.csv") + " --json");
  EXPECT_EQ(a.exit_code, 0);
  expect_parts(a, {"\"ospa_m\": 1000.0", "\"completeness\": 0.0", "\"tracks_in_all\": 0",
                   "\"ambiguity\": null", "\"spuriousness\": null", "\"position_accuracy_m\": null",
                   "\"purity\": null", "\"localisation_m\": null", "warning: no track stands at any scan"});
  const Answer text = score(data("siap_a_truth.csv") + " " + (folder / "none.csv") + " --quiet");
  expect_parts(text,
               {"ambiguity                           none", "spuriousness                        none"});
  EXPECT_EQ(text.text.find("warning"), std::string::npos);
}

TEST(ScoreCommand, doubts_swapped_files) {
  const std::string truth = data("siap_a_truth.csv"), tracks = data("siap_a_tracks.csv");
  expect_parts(score(tracks + " " + truth), {"warning: ", "are the two swapped?"});
  EXPECT_EQ(score(truth + " " + tracks).text.find("swapped"), std::string::npos);
  EXPECT_EQ(score(tracks + " " + tracks).text.find("swapped"), std::string::npos) << "one tracker by another";
}

/// Two targets, whose tracks stand at their own plots' times.
TEST(ScoreCommand, warns_of_rows_at_plots) {
  const Folder folder("score-plots");
  std::string truth = "time_s,target,east_m,north_m\n", tracks = "time_s,track,east_m,north_m\n";
  for (int t = 0; t < 40; t += 4)
    for (int k = 0; k < 3; ++k) {
      truth += std::to_string(t) + "," + std::to_string(k) + "," + std::to_string(5000 * k) + ",0\n";
      tracks +=
          std::to_string(t + 0.5 + k) + "," + std::to_string(k) + "," + std::to_string(5000 * k) + ",0\n";
    }
  std::ofstream(folder / "truth.csv") << truth;
  std::ofstream(folder / "tracks.csv") << tracks;
  const std::string files = (folder / "truth.csv") + " " + (folder / "tracks.csv");
  expect_parts(score(files), {"rows at plots, not at scans?", "--every"});
  EXPECT_EQ(score(files + " --every '4 s' --from '4 s' --until '36 s'").text.find("rows at plots"),
            std::string::npos);
}

TEST(ScoreCommand, refuses_a_command_line_that_makes_no_sense) {
  for (const char* wrong :
       {"--cutoff 1000", "--cutoff '-1 km'", "--order 0.5", "--figure a.gif", "--plots x.csv", "--skip -1",
        "--every '0 s'", "--siap-confirm 1", "--cutof '1 km'"}) {
    const Answer a = score(kCase + wrong);
    EXPECT_EQ(a.exit_code, 2) << wrong << "\n" << a.text;
    expect_parts(a, {"error:"});
  }
  EXPECT_EQ(score("").exit_code, 2);
  const Answer help = score("--help");
  EXPECT_EQ(help.exit_code, 0);
  expect_parts(help, {"Example:  cupola score truth.csv tracks.csv --skip 5 --figure tracks.svg"});
}

TEST(ScoreCommand, warns_of_tracks_beyond_the_truth) {
  const Folder folder("score-beyond");
  std::ofstream(folder / "truth.csv") << "time_s,target,east_m,north_m\n0,a,0,0\n4,a,0,0\n8,a,0,0\n";
  std::ofstream(folder / "tracks.csv") << "time_s,track,east_m,north_m\n4,1,0,0\n8,1,0,0\n12,1,0,0\n";
  const std::string files = (folder / "truth.csv") + " " + (folder / "tracks.csv");
  expect_parts(score(files), {"4 scans", "warning: tracks go on at 1 time"});
  EXPECT_EQ(score(files + " --quiet").text.find("warning"), std::string::npos);
  const Answer cut = score(files + " --until '8 s'");
  EXPECT_EQ(cut.text.find("warning"), std::string::npos);
  expect_parts(cut, {"3 scans"});
}

}  // namespace
}  // namespace cupola
