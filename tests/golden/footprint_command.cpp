// `cupola footprint` as a user meets it: tables, files, exit codes, messages.

#include <gtest/gtest.h>

#include <filesystem>

#include "golden/shell.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

Answer footprint(const std::string& arguments) { return shell("cupola footprint " + arguments); }

const std::string kMurted = source_path("scenarios/03-murted-mixed-raid.yaml");
const std::string kMissile =
    kMurted + " --target 'subsonic cruise missile' --altitude '60 m agl' --cell '5 km' ";

TEST(FootprintCommand, prints_areas_and_what_bounds_them) {
  const Answer a = footprint(kMissile);
  EXPECT_EQ(a.exit_code, 0) << a.text;
  for (const char* part :
       {"Footprint: ", "level at 245 m/s, from 16 directions all round", "from every one of these directions",
        "defended", "seen", "reach", "What bounds it", "lost because the target is seen or led too late",
        "in this model, with these inputs", "assumed", "digest "})
    EXPECT_NE(a.text.find(part), std::string::npos) << part << "\n" << a.text;
  EXPECT_EQ(a.text.find("--draws"), std::string::npos);
}

TEST(FootprintCommand, prints_one_json_object_the_same_whoever_works) {
  const Answer a = footprint(kMissile + "--json --from '90 deg'");
  EXPECT_EQ(a.exit_code, 0) << a.text;
  EXPECT_EQ(a.text.front(), '{');
  for (const char* key : {"\"digest\"", "\"seed\"", "\"version\"", "\"footprint\"", "\"bounds\"",
                          "\"lost_to_late_sight_km2\"", "\"from_deg\"", "\"in_force\"", "from 90 deg"})
    EXPECT_NE(a.text.find(key), std::string::npos) << key;
  EXPECT_EQ(json_string(a.text, "digest"),
            json_string(footprint(kMissile + "--json --from '90 deg' --jobs 2").text, "digest"));
}

TEST(FootprintCommand, follows_the_ground_and_writes_what_the_ending_says) {
  const std::string folder = ::testing::TempDir() + "footprint-files/";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::string outs;
  for (const char* name : {"a.tif", "a.geojson", "a.svg", "a.csv"}) outs += " --out " + folder + name;
  const std::string low = source_path("scenarios/05-murted-low-raid.yaml") +
                          " --target 'subsonic cruise missile' --altitude '60 m agl' --reach '40 km' "
                          "--cell '4 km' --from '0 deg' --from '180 deg' --terrain ";
  const Answer a = footprint(low + "coarse" + outs);
  EXPECT_EQ(a.exit_code, 0) << a.text;
  EXPECT_NE(a.text.find("coarse backdrop"), std::string::npos) << a.text;
  EXPECT_EQ(text_of(folder + "a.tif").substr(0, 2), "II");
  EXPECT_NE(text_of(folder + "a.geojson").find("share_of_directions"), std::string::npos);
  EXPECT_NE(text_of(folder + "a.svg").find("share of directions"), std::string::npos);
  EXPECT_NE(text_of(folder + "a.csv").find("defended_in_force,seen_in_force,reach_in_force"),
            std::string::npos);
  const Answer smooth = footprint(low + "smooth");
  EXPECT_EQ(smooth.exit_code, 0) << smooth.text;
  EXPECT_NE(smooth.text.find("smooth earth"), std::string::npos);
}

TEST(FootprintCommand, throws_ballistic_missiles_on_an_arc) {
  const std::string scud = kMurted + " --target 'short-range ballistic missile' --cell '10 km' ";
  const Answer a = footprint(scud + "--from '135 deg'");
  EXPECT_EQ(a.exit_code, 0) << a.text;
  EXPECT_NE(a.text.find("thrown from 300 km away, from 135 deg"), std::string::npos) << a.text;
  EXPECT_EQ(footprint(scud + "--altitude '60 m agl'").exit_code, 2);
  EXPECT_EQ(footprint(scud + "--range '5 km'").exit_code, 2);
}

TEST(FootprintCommand, says_what_is_wrong_and_what_to_do) {
  const auto expect = [](const std::string& arguments, int exit_code, const std::string& words) {
    const Answer a = footprint(arguments);
    EXPECT_EQ(a.exit_code, exit_code) << arguments << "\n" << a.text;
    EXPECT_NE(a.text.find(words), std::string::npos) << a.text;
  };
  expect(kMurted + " --target F-16D --altitude '300 m agl'", 65, "F-16C");
  expect(kMurted + " --target F-16C", 2, "--altitude");
  expect(kMurted + " --altitude '300 m agl'", 2, "--target");
  expect(kMissile + "--radar 91N6E", 65, "Murted/91N6E");
  expect(kMissile + "--out a.bmp", 2, ".geojson");
  expect(source_path("scenarios/01-one-radar-one-target.yaml") + " --target F-16C --altitude '3 km agl'", 65,
         "nothing is loaded");
}

}  // namespace
}  // namespace cupola
