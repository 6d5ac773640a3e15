// Every scenario of the ladder has its digest and outcome on file. After a change that is meant to change
// results: `golden_tests --update`, look at the difference, and say so in CHANGELOG.md under "Results
// changed".

#include "support/scenarios.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "golden/update.hpp"

namespace cupola {

bool update = false;

namespace {

using namespace testing;

std::string summary(const ReplicateResult& r) {
  std::stringstream text;
  text << "digest " << r.digest << "\nhostiles " << r.hostiles << "\nkilled " << r.killed << "\nleaked "
       << r.leaked << "\nturned away " << r.turned_away << "\nunresolved " << r.unresolved << "\nfriends hit "
       << r.friends_hit << "\nneutrals hit " << r.neutrals_hit << "\n";
  for (int i = 0; i < kThreatCauseCount; ++i)
    if (r.ledger.threats[i])
      text << "threats: " << name_of(static_cast<ThreatCause>(i)) << " " << r.ledger.threats[i] << "\n";
  for (int i = 0; i < kRoundCauseCount; ++i)
    if (r.ledger.rounds[i])
      text << "rounds: " << name_of(static_cast<RoundCause>(i)) << " " << r.ledger.rounds[i] << "\n";
  return text.str();
}

std::vector<std::string> ladder() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(source_path("scenarios")))
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

TEST(Golden, every_scenario_plays_as_on_file) {
  ASSERT_GE(ladder().size(), 4u);
  for (const std::string& name : ladder()) {
    const Scenario scenario = shipped_scenario(name);
    const std::string now = summary(play_one(*make_plan(scenario), scenario.seed));
    const std::string path = source_path("tests/golden/" + name + ".txt");
    if (update) std::ofstream(path) << now;
    EXPECT_EQ(now, text_of(path)) << name << ": results changed";
  }
}

}  // namespace
}  // namespace cupola

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) cupola::update |= std::string(argv[i]) == "--update";
  return RUN_ALL_TESTS();
}
