#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "catalogue/load.hpp"
#include "scenario/load.hpp"

namespace cupola {
namespace {

namespace fs = std::filesystem;

const Catalogue& shipped_catalogue() {
  static const Catalogue catalogue = [] {
    Catalogue all;
    Problems problems;
    EXPECT_TRUE(load_catalogue(CUPOLA_SOURCE_DIR "/catalogue", all, problems)) << problems.text();
    return all;
  }();
  return catalogue;
}

Scenario shipped(const std::string& file) {
  Scenario scenario;
  Problems problems;
  EXPECT_TRUE(
      load_scenario(std::string(CUPOLA_SOURCE_DIR "/") + file, shipped_catalogue(), scenario, problems))
      << problems.text();
  return scenario;
}

long hostiles(const Scenario& s, TargetClass target_class) {
  return std::count_if(s.platforms.begin(), s.platforms.end(), [&](const Platform& p) {
    return p.side == Side::hostile && p.type.target_class == target_class;
  });
}

std::vector<std::string> files_below(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(std::string(CUPOLA_SOURCE_DIR "/") + folder))
    if (entry.path().extension() == ".yaml") files.push_back(folder + "/" + entry.path().filename().string());
  std::sort(files.begin(), files.end());
  return files;
}

TEST(ShippedScenario, LoadsAndIsReached) {
  std::vector<std::string> files = files_below("scenarios");
  for (const std::string& file : files_below("benchmarks/scenarios")) files.push_back(file);
  EXPECT_GE(files.size(), 5u);
  for (const std::string& file : files) {
    const Scenario s = shipped(file);
    std::ifstream in(std::string(CUPOLA_SOURCE_DIR "/") + file);
    std::string first_line;
    std::getline(in, first_line);
    EXPECT_NE(first_line.find("yaml-language-server: $schema="), std::string::npos) << file;

    // Whoever sets out gets there in time if nothing stops him, so that what is left is the defence's doing.
    for (const Platform& p : s.platforms)
      EXPECT_TRUE(p.side != Side::hostile || p.objective_time < s.start + s.duration)
          << file << ": " << p.name;
  }
}

TEST(ShippedScenario, ThreeIsTheMixedRaidOnMurted) {
  const Scenario s = shipped("scenarios/03-murted-mixed-raid.yaml");
  EXPECT_EQ(hostiles(s, TargetClass::cruise_missile), 10);
  EXPECT_EQ(hostiles(s, TargetClass::aircraft), 4);
  EXPECT_EQ(hostiles(s, TargetClass::drone), 4);
  EXPECT_EQ(hostiles(s, TargetClass::ballistic_missile), 3);
  EXPECT_EQ(hostiles(s, TargetClass::decoy), 3);
  EXPECT_EQ(s.fire_units.size(), 1u);
  EXPECT_EQ(s.radars.size(), 2u);
  EXPECT_DOUBLE_EQ(s.earth.ground_hae_m, 876.9);
}

TEST(ShippedScenario, FourAndTheBenchmarkAreAsLargeAsTheySay) {
  auto all = [](const Scenario& s) {
    return std::count_if(s.platforms.begin(), s.platforms.end(),
                         [](const Platform& p) { return p.side == Side::hostile; });
  };
  const Scenario sixty = shipped("scenarios/04-two-fire-units-sixty.yaml");
  EXPECT_EQ(all(sixty), 60);
  EXPECT_EQ(sixty.fire_units.size(), 2u);
  const Scenario hundred = shipped("benchmarks/scenarios/hundred-hostiles.yaml");
  EXPECT_EQ(all(hundred), 100);
  EXPECT_EQ(hundred.duration, Duration::seconds(900));
}

TEST(ShippedScenario, BallisticMissilesLookLikeThePublicFigures) {
  const Scenario s = shipped("scenarios/03-murted-mixed-raid.yaml");
  for (const Platform& p : s.platforms) {
    if (p.type.target_class != TargetClass::ballistic_missile) continue;
    double fastest_m_s = 0.0, highest_m = 0.0;
    for (const Path::Segment& segment : p.path.segments()) {
      fastest_m_s = std::max(fastest_m_s, norm(segment.c));
      highest_m = std::max(highest_m, to_geodetic(segment.d).height_hae_m);
    }
    EXPECT_NEAR(fastest_m_s, 1500.0, 150.0);
    EXPECT_NEAR(highest_m, 82e3, 10e3);
  }
}

}  // namespace
}  // namespace cupola
