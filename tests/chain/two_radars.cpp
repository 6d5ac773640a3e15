// Two radars whose azimuths are wrong by 0.15 degrees to either side, in tests/two_radars: what registration
// is worth.

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;
using Json = nlohmann::json;

struct Tracked {
  Json summary, score;
  double gospa_m() const { return score["gospa_m"]; }
};

Tracked tracked(const std::string& options) {
  const std::string command = CUPOLA_COMMAND, folder = source_path("tests/two_radars/");
  const std::string tracks = ::testing::TempDir() + "two_radars_tracks.csv";
  Tracked t;
  t.summary = Json::parse(output_of(command + " track --json --quiet " + options + " --out " + tracks + " " +
                                    folder + "plots.csv"));
  t.score = Json::parse(output_of(command + " score --json " + folder + "truth.csv " + tracks));
  return t;
}

TEST(TwoRadars, RegistrationBeatsTheBetterOneAlone) {
  const double west_m = tracked("--only west").gospa_m(), east_m = tracked("--only east").gospa_m();
  const Tracked wrong = tracked(""), registered = tracked("--register");
  RecordProperty("gospa_of_the_better_alone_m", std::to_string(std::min(west_m, east_m)));
  RecordProperty("gospa_unregistered_m", std::to_string(wrong.gospa_m()));
  RecordProperty("gospa_registered_m", std::to_string(registered.gospa_m()));
  EXPECT_LT(registered.gospa_m(), 0.95 * std::min(west_m, east_m));
  EXPECT_LT(registered.gospa_m(), 0.8 * wrong.gospa_m());  // it is the registration that does it
  EXPECT_EQ(registered.score["identity_switches"], 0);
}

TEST(TwoRadars, FindsTheBiases) {
  const Json registration = tracked("--register").summary["registration"];
  ASSERT_EQ(registration.size(), 2u);
  for (const Json& sensor : registration) {
    const double expected_deg = sensor["sensor"] == "west" ? 0.15 : -0.15;
    EXPECT_NEAR(sensor["azimuth_deg"]["bias"], expected_deg, 0.012);
    EXPECT_LT(sensor["azimuth_deg"]["sd"], 0.005);
    EXPECT_TRUE(sensor["azimuth_deg"]["observable"]);
    EXPECT_NEAR(sensor["range_m"]["bias"], 0.0, 20.0);
  }
  EXPECT_TRUE(tracked("").summary["registration"].empty());
}

}  // namespace
}  // namespace cupola
