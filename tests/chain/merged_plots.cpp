// Pairs of targets that one radar cannot always tell apart, in tests/merged_plots: what knowing its resolution
// is worth.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;
using Json = nlohmann::json;

const std::string kResolution = "--resolution-range '150 m' --resolution-azimuth '1 deg' ";

Json score_of(const std::string& options) {
  const std::string command = CUPOLA_COMMAND, folder = source_path("tests/merged_plots/");
  const std::string tracks = ::testing::TempDir() + "merged_plots_tracks.csv";
  output_of(command + " track --json --quiet " + options + " --out " + tracks + " " + folder + "plots.csv");
  return Json::parse(output_of(command + " score --json " + folder + "truth.csv " + tracks));
}

class MergedPlots : public ::testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Chain, MergedPlots, ::testing::Values("gnn", "bp"));

TEST_P(MergedPlots, AreWorthKnowingOf) {
  const std::string association = std::string("--association ") + GetParam() + " ";
  const Json unaware = score_of(association), aware = score_of(association + kResolution);
  const Json no_second = score_of(association + kResolution + "--split-probability 0");
  EXPECT_LT(aware["gospa_m"], 0.93 * unaware["gospa_m"].get<double>());
  EXPECT_LT(aware["identity_switches"], unaware["identity_switches"]);
  EXPECT_LT(aware["missed_per_scan"], 0.85 * unaware["missed_per_scan"].get<double>());
  // Tracks begun by second plots.
  EXPECT_LT(aware["false_per_scan"], 0.6 * no_second["false_per_scan"].get<double>());
}

}  // namespace
}  // namespace cupola
