// Every whole system of the catalogue that is not of the S-400's family, against two aircraft and a cruise missile: it
// sees, launches what it is loaded with, and hits. And what does not fit its launchers is refused where it is written.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

struct Case {
  const char* system;
  const char* load;
};

// Loads fill a launcher: an M903 takes four GEM-T, twelve MSE, or some of both.
constexpr Case kCases[] = {
    {"Patriot battery", "{interceptor: GEM-T, rounds: 4}"},
    {"Patriot battery", "{interceptor: PAC-3 MSE, rounds: 12}"},
    {"Patriot battery", "{interceptor: GEM-T, rounds: 2}, {interceptor: PAC-3 MSE, rounds: 6}"},
    {"Patriot battery with LTAMDS", "{interceptor: PAC-3 MSE, rounds: 12}"},
    {"SAMP/T section", "{interceptor: Aster 30, rounds: 8}"},
    {"SAMP/T NG section", "{interceptor: Aster 30, rounds: 8}"},
    {"NASAMS fire unit", "{interceptor: AMRAAM, rounds: 6}"},
    {"NASAMS battery", "{interceptor: AMRAAM-ER, rounds: 6}"},
    {"HISAR-O+ battery", "{interceptor: HISAR-O+, rounds: 6}"},
    {"SIPER battery", "{interceptor: SIPER, rounds: 6}"},
};

/// Two fighters 5 and 7 km high and a cruise missile 100 m above ground, from the north, where the defence looks.
std::string raid_on(const Case& c) {
  std::string text = fmt::format(R"(scenario: other systems
start: 2026-06-01T03:00:00Z
duration: 900 s
seed: 1
figures: best
earth: {{ground: 840 m msl, geoid_undulation: 36.9 m, k_factor: 1.3333, cover: farmland}}
doctrine: standard
assets:
  - {{name: base, at: {{latitude: 40 deg, longitude: 32 deg}}, radius: 1500 m}}
defence:
  - name: defence
    system: "{}"
    at: {{latitude: 40.02 deg, longitude: 32.02 deg}}
    facing: 0 deg
    load: [{}]
raid:
)",
                                 c.system, c.load);
  const auto add = [&](const char* name, const char* type, const char* height, double speed_m_s,
                       double east_deg) {
    text += fmt::format(R"(  - name: {0}
    type: {1}
    transponder: none
    route:
      - {{latitude: 41 deg, longitude: {2:.2f} deg, altitude: {3}, speed: {4} m/s}}
      - {{latitude: 40 deg, longitude: 32 deg, altitude: {3}, speed: {4} m/s}}
    objective: {{asset: base}}
)",
                        name, type, 32.0 + east_deg, height, speed_m_s);
  };
  add("striker", "F-16C", "5 km msl", 250.0, 0.1);
  add("wingman", "F-16C", "7 km msl", 250.0, -0.1);
  add("cruise missile", "subsonic cruise missile", "100 m agl", 240.0, 0.0);
  return text;
}

/// Six draws of three hostiles: most are killed, and every kind of round that is loaded is fired.
TEST(OtherSystems, LoadAndFight) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(std::string(c.system) + ", " + c.load);
    const auto plan = make_plan(scenario_from_text(raid_on(c)));
    int killed = 0;
    std::vector<int> fired(scenario_of(*plan).weapons_true.size(), 0);
    for (std::uint64_t replicate = 0; replicate < 6; ++replicate) {
      const ReplicateResult result = play_one(*plan, 1, replicate);
      killed += static_cast<int>(result.killed);
      for (std::size_t i = 0; i < result.rounds_fired.size(); ++i)
        fired[i] += static_cast<int>(result.rounds_fired[i]);
    }
    std::printf("%-28s %-70s killed %2d of 18, rounds", c.system, c.load, killed);
    for (const int rounds : fired) std::printf(" %d", rounds);
    std::printf("\n");
    EXPECT_GE(killed, 12);
    EXPECT_GT(*std::min_element(fired.begin(), fired.end()), 0);
  }
}

/// What is wrong with a load, told where it stands.
TEST(OtherSystems, RefuseWhatDoesNotFit) {
  const auto complaint = [](const Case& c) {
    Scenario scenario;
    Problems problems;
    EXPECT_FALSE(load_scenario_text(raid_on(c), "test.yaml", shipped_catalogue(), scenario, problems));
    return problems.text();
  };
  const auto says = [&](const Case& c, const std::string& words, const std::string& at) {
    const std::string text = complaint(c);
    EXPECT_NE(text.find(words), std::string::npos) << text;
    EXPECT_NE(text.find("test.yaml:" + at + ":"), std::string::npos) << text;
  };
  says({"Patriot battery", "{interceptor: PAC-3 MSE, rounds: 13}"},
       "the load takes 5 places, launcher `M903` has 4", "15:26");
  says({"Patriot battery", "{interceptor: GEM-T, rounds: 4}, {interceptor: PAC-3 MSE, rounds: 1}"},
       "takes 5 places", "15:59");
  says({"NASAMS battery", "{interceptor: 48N6E3, rounds: 1}"},
       "`48N6E3` does not fit launcher `NASAMS launcher`", "15:26");

  // Of several entries, the one that does not fit, and the first for which there is no place any more.
  says({"NASAMS battery",
        "\n      {interceptor: AMRAAM-ER, rounds: 1},\n      {interceptor: 48N6E3, rounds: 1}"},
       "`48N6E3` does not fit launcher `NASAMS launcher`", "17:21");
  says({"Patriot battery",
        "\n      {interceptor: GEM-T, rounds: 4},\n      {interceptor: PAC-3 MSE, rounds: 1},"
        "\n      {interceptor: PAC-3 MSE, rounds: 8}"},
       "takes 7 places", "17:21");
}

}  // namespace
}  // namespace cupola
