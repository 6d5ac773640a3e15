// `cupola coverage` as a user meets it: tables, files, exit codes, messages.

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "golden/shell.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

Answer coverage(const std::string& arguments) { return shell("cupola coverage " + arguments); }

const std::string kMurted = source_path("scenarios/03-murted-mixed-raid.yaml");
const std::string kPlain = kMurted + " --target F-16C --altitude '300 m agl' --cell '5 km' ";

TEST(CoverageCommand, prints_areas_and_what_they_rest_on) {
  const Answer a = coverage(kPlain + "--draws 5");
  EXPECT_EQ(a.exit_code, 0) << a.text;
  for (const char* part : {"smooth earth, no terrain", "F-16C, level at 250 m/s, heading towards each radar",
                           "detection", "track", "engagement", "(2 of 3) in 3 looks", "5 draws", "5 %",
                           "95 %", "in this model, with these inputs", "assumed", "digest "})
    EXPECT_NE(a.text.find(part), std::string::npos) << part;
}

TEST(CoverageCommand, prints_one_json_object) {
  const Answer a = coverage(kPlain + "--json --draws 3 --time '30 s' --heading '90 deg' --kinds track");
  EXPECT_EQ(a.exit_code, 0) << a.text;
  EXPECT_EQ(a.text.front(), '{');
  for (const char* key :
       {"\"digest\"", "\"seed\"", "\"version\"", "\"p05\"", "\"in_force\"", "heading 90", "within 30 s"})
    EXPECT_NE(a.text.find(key), std::string::npos) << key;
  EXPECT_EQ(a.text.find("engagement\""), std::string::npos);
}

TEST(CoverageCommand, writes_the_same_whoever_works) {
  const std::string one = coverage(kPlain + "--json --draws 4").text;
  EXPECT_EQ(json_string(one, "digest"),
            json_string(coverage(kPlain + "--json --draws 4 --jobs 2").text, "digest"));
  EXPECT_NE(json_string(one, "digest"),
            json_string(coverage(kPlain + "--json --draws 4 --seed 9").text, "digest"));
}

TEST(CoverageCommand, writes_what_the_ending_says) {
  const std::string folder = ::testing::TempDir() + "coverage-files/";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::string outs;
  for (const char* name : {"a.tif", "a.geojson", "a.svg", "a.csv"}) outs += " --out " + folder + name;
  const Answer a = coverage(kPlain + outs);
  EXPECT_EQ(a.exit_code, 0) << a.text;
  EXPECT_EQ(text_of(folder + "a.tif").substr(0, 2), "II");
  EXPECT_NE(text_of(folder + "a.geojson").find("FeatureCollection"), std::string::npos);
  EXPECT_NE(text_of(folder + "a.svg").find("</svg>"), std::string::npos);
  EXPECT_NE(text_of(folder + "a.csv").find("radars_in_sight"), std::string::npos);
  EXPECT_EQ(coverage(kPlain + outs).exit_code, 0) << "its own files are written over";
  // Nothing else is.
  std::ofstream(folder + "mine.tif") << "something of mine";
  const Answer refused = coverage(kPlain + " --out " + folder + "mine.tif");
  EXPECT_EQ(refused.exit_code, 73) << refused.text;
  EXPECT_EQ(text_of(folder + "mine.tif"), "something of mine");
  EXPECT_EQ(coverage(kPlain + " --out /no/such/folder/x.tif").exit_code, 73);
}

TEST(CoverageCommand, says_what_is_wrong_and_what_to_do) {
  const auto expect = [](const std::string& arguments, int exit_code, const std::string& words) {
    const Answer a = coverage(arguments);
    EXPECT_EQ(a.exit_code, exit_code) << arguments << "\n" << a.text;
    EXPECT_NE(a.text.find(words), std::string::npos) << a.text;
  };
  expect(kMurted + " --target F-16D --altitude '300 m agl'", 65, "F-16C");
  expect(kMurted + " --target F-16C --altitude '300 m'", 2, "agl");
  expect(kMurted + " --target F-16C", 2, "--altitude");
  expect(kMurted + " --altitude '300 m agl'", 2, "--rcs");
  expect(kMurted + " --rcs '1 km' --altitude '300 m agl'", 2, "--rcs");
  expect(kMurted + " --rcs '1 m2' --altitude '300 m msl'", 65, "840 m msl");
  expect(kPlain + "--out a.bmp", 2, ".geojson");
  expect(kPlain + "--radar 91N6E", 65, "Murted/91N6E");
  expect(kPlain + "--terrain /no/such/place", 65, ".hgt");
  expect(kMurted + " --rcs '1 m2' --altitude '300 m agl' --cell '10 m'", 65, "larger cells");
  expect("no-such-file.yaml --target F-16C --altitude '300 m agl'", 65, "no-such-file");
}

TEST(CoverageCommand, prints_the_horizon_of_a_radar) {
  const Answer a = coverage(kMurted + " --horizon Murted/91N6E");
  EXPECT_EQ(a.exit_code, 0);
  // Antenna 8 m up, k 4/3: 11.66 km away, 0.079 degrees down.
  EXPECT_NE(a.text.find("\n90.0,-0.0786,11658\n"), std::string::npos) << a.text.substr(0, 200);
}

TEST(CoverageCommand, writes_the_least_heights_in_sight_of_a_radar) {
  const std::string file = ::testing::TempDir() + "least-heights.tif";
  std::filesystem::remove(file);
  const std::string low = source_path("scenarios/05-murted-low-raid.yaml");
  const Answer a =
      coverage(low + " --terrain coarse --least-heights Murted/91N6E --reach '40 km' --out " + file);
  EXPECT_EQ(a.exit_code, 0) << a.text;
  EXPECT_NE(a.text.find("at 1000 m agl"), std::string::npos) << a.text;
  EXPECT_TRUE(std::filesystem::exists(file));

  const std::string least = low + " --terrain coarse --least-heights Murted/91N6E --out " + file;
  const Answer json = coverage(least +
                               " --reach '40 km' --json | python3 -c \"import json, sys; "
                               "o = json.load(sys.stdin); print(len(o['digest']), o['radar'], "
                               "[s['agl_m'] for s in o['in_sight']], 0 < o['in_sight'][3]['area_km2'] "
                               "<= o['ground_km2'])\"");
  EXPECT_NE(json.text.find("32 Murted/91N6E [0.0, 100.0, 300.0, 1000.0] True"), std::string::npos)
      << json.text;
  const Answer fine = coverage(least + " --reach '40 km' --cell '10 m'");
  EXPECT_EQ(fine.exit_code, 65);
  EXPECT_NE(fine.text.find("5000 cells across"), std::string::npos) << fine.text;

  const Answer smooth = coverage(kMurted + " --terrain smooth --least-heights Murted/91N6E --out " + file);
  EXPECT_EQ(smooth.exit_code, 65);
  EXPECT_NE(smooth.text.find("no terrain"), std::string::npos) << smooth.text;
  const Answer nowhere = coverage(kMurted + " --least-heights Murted/91N6E");
  EXPECT_EQ(nowhere.exit_code, 2);
  EXPECT_NE(nowhere.text.find("--out NAME.tif"), std::string::npos) << nowhere.text;
}

TEST(CoverageCommand, stops_cleanly_when_it_is_interrupted) {
  const std::string file = ::testing::TempDir() + "interrupted.tif";
  std::filesystem::remove(file);
  const Answer a = shell("'" CUPOLA_COMMAND "' coverage " + kPlain + "--draws 5000 --out " + file +
                         " & pid=$!; sleep 0.7; kill -INT $pid; wait $pid");
  EXPECT_EQ(a.exit_code, 75) << a.text;
  EXPECT_FALSE(std::filesystem::exists(file));
}

}  // namespace
}  // namespace cupola
