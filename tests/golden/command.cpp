// The command as a user meets it: exit codes, messages on stderr, results on stdout.

#include <gtest/gtest.h>

#include <fstream>

#include "golden/shell.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

Answer answer(const std::string& arguments) { return shell("cupola " + arguments); }

std::string scenario_path(const std::string& name) { return source_path("scenarios/" + name + ".yaml"); }

int count(const std::string& text, const std::string& part) {
  int n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

TEST(Command, tells_five_mistakes_in_one_go) {
  // A misspelt key, a missing unit, a wrong dimension, a dangling name, a number that is none.
  std::string text = text_of(scenario_path("02-one-fire-unit-one-target"));
  const auto replace = [&text](const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    ASSERT_NE(at, std::string::npos) << what;
    text.replace(at, what.size(), with);
  };
  replace("seed: 1", "sede: 1");
  replace("ground: 840 m msl", "ground: 840");
  replace("duration: ", "duration: 10 km # ");
  replace("type: F-16C", "type: F-16D");
  replace("speed: 250 m/s", "speed: .nan");
  const std::string file = temporary("five-mistakes.yaml");
  std::ofstream(file) << text;
  const Answer a = answer("check " + file);
  EXPECT_EQ(a.exit_code, 65);
  EXPECT_EQ(count(a.text, "error: "), 5) << a.text;
  EXPECT_GE(count(a.text, "^"), 5) << a.text;
  EXPECT_NE(a.text.find("seed"), std::string::npos);   // the nearest key
  EXPECT_NE(a.text.find("F-16C"), std::string::npos);  // the nearest name
  EXPECT_EQ(answer("run " + file).exit_code, 65);
}

TEST(Command, finds_nothing_wrong_with_the_ladder) {
  EXPECT_EQ(answer("check " + source_path("scenarios") + "/*.yaml").exit_code, 0);
}

TEST(Command, uses_the_exit_codes_it_promises) {
  EXPECT_EQ(answer("version").exit_code, 0);
  EXPECT_EQ(answer("--help").exit_code, 0);
  EXPECT_EQ(answer("").exit_code, 2);
  EXPECT_EQ(answer("runn").exit_code, 2);
  EXPECT_EQ(answer("run").exit_code, 2);
  EXPECT_EQ(answer("run no-such-file.yaml").exit_code, 65);
  EXPECT_EQ(answer("explain no-such-file").exit_code, 65);
  EXPECT_EQ(answer("explain " + scenario_path("02-one-fire-unit-one-target")).exit_code, 65);
  EXPECT_EQ(answer("catalogue show nothing-of-this-name").exit_code, 65);
  EXPECT_EQ(answer("run " + scenario_path("01-one-radar-one-target") + " --out /no/such/folder/x").exit_code,
            73);
}

TEST(Command, runs_explains_and_draws) {
  const std::string run = temporary("ladder.cupola"), map = temporary("map.svg");
  const Answer played = answer("run " + scenario_path("03-murted-mixed-raid") + " --out " + run);
  EXPECT_EQ(played.exit_code, 0);
  for (const char* part :
       {"In play", "Timeline", "Outcome", "Ledger: primary cause by precedence, not proof of causation",
        "one draw", "digest ", "assumed", "run file "})
    EXPECT_NE(played.text.find(part), std::string::npos) << part;
  EXPECT_EQ(answer("explain " + run).exit_code, 0);
  EXPECT_NE(answer("explain " + run + " striker-01").text.find("END: "), std::string::npos);
  EXPECT_EQ(answer("explain " + run + " nobody").exit_code, 65);
  EXPECT_EQ(answer("report " + run + " --figure map -o " + map).exit_code, 0);
  EXPECT_NE(text_of(map).find("</svg>"), std::string::npos);
}

TEST(Command, prints_one_json_object_with_what_is_promised) {
  const std::string one = output_of(std::string(CUPOLA_COMMAND) + " run --json --no-run-file " +
                                    scenario_path("02-one-fire-unit-one-target"));
  const std::string many = output_of(std::string(CUPOLA_COMMAND) + " run --json --quiet --replicates 3 " +
                                     scenario_path("02-one-fire-unit-one-target"));
  for (const std::string& json : {one, many}) {
    EXPECT_EQ(json.front(), '{');
    for (const char* key : {"\"digest\"", "\"seed\"", "\"version\"", "\"ledger\""})
      EXPECT_NE(json.find(key), std::string::npos) << key;
  }
}

}  // namespace
}  // namespace cupola
