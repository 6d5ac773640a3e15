// What the command does where things go wrong, or look right and are not: nothing of the user's is
// overwritten, no result is lost in silence, and every output says what it is.

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "golden/shell.hpp"
#include "record/database.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;
using Json = nlohmann::json;

const std::string& kSmall() {
  static const std::string path = source_path("scenarios/02-one-fire-unit-one-target.yaml");
  return path;
}

/// A scenario of the ladder with lines changed by sed, as a file.
std::string changed(const std::string& name, const std::string& sed, const std::string& scenario) {
  const std::string file = temporary(name);
  EXPECT_EQ(shell("sed '" + sed + "' " + source_path("scenarios/" + scenario) + " > " + file).exit_code, 0);
  return file;
}

/// A run of the mixed raid, played once.
const std::string& mixed_run() {
  static const std::string file = [] {
    const std::string run = temporary("use-mixed.cupola");
    EXPECT_EQ(shell("rm -f " + run + "; cupola run " + source_path("scenarios/03-murted-mixed-raid.yaml") +
                    " --quiet --out " + run + " >/dev/null")
                  .exit_code,
              0);
    return run;
  }();
  return file;
}

TEST(Use, overwrites_nothing_but_its_own) {
  const std::string mine = temporary("mine.yaml"), notes = temporary("notes.txt"), svg = temporary("use.svg");
  shell("cp " + kSmall() + " " + mine + "; echo precious > " + notes + "; rm -f " + svg);
  expect_says(shell("cupola run " + mine + " --out " + mine), 73, "this file is an input");
  expect_says(shell("cupola run " + kSmall() + " --out " + notes), 73, "not a run file");
  expect_says(shell("cupola run " + kSmall() + " --out /dev/null"), 73, "not a run file");
  expect_says(shell("cupola report " + mixed_run() + " --figure map -o " + notes), 73, "not an SVG file");
  expect_says(shell("cupola report " + mixed_run() + " -o " + mixed_run()), 73, "this file is an input");
  EXPECT_EQ(text_of(mine), text_of(kSmall()));
  EXPECT_EQ(text_of(notes), "precious\n");
  for (int twice = 0; twice < 2; ++twice) {
    EXPECT_EQ(shell("cupola report " + mixed_run() + " -o " + svg).exit_code, 0);
    EXPECT_EQ(shell("cupola run " + kSmall() + " --out " + temporary("again.cupola")).exit_code, 0);
  }
}

TEST(Use, loses_no_result_in_silence) {
  for (const std::string& verb :
       {"run " + kSmall() + " --no-run-file", "run " + kSmall() + " --no-run-file --json",
        "run " + kSmall() + " --quiet --replicates 2", std::string("catalogue list"),
        std::string("catalogue radars"), std::string("schema"), "explain " + mixed_run(),
        "report " + mixed_run() + " -o -", "check " + kSmall(), std::string("--help")}) {
    expect_says(shell("cupola " + verb + " >/dev/full"), 73, "cannot write the results");
    expect_says(shell("cupola " + verb + " >&-"), 73, "cannot write the results");
    // A reader that has had enough is no failure.
    const Answer piped = shell("cupola " + verb + " | head -c 1 >/dev/null; exit ${PIPESTATUS[0]}");
    EXPECT_EQ(piped.exit_code, 0) << verb;
    EXPECT_EQ(piped.text, "") << verb;
  }
}

TEST(Use, leaves_no_half_of_a_run_file) {
  const std::string file = temporary("half.cupola");
  const Answer a = shell("rm -f " + file + "*; ulimit -f 60; trap '' XFSZ; cupola run " +
                         source_path("scenarios/03-murted-mixed-raid.yaml") + " --out " + file);
  expect_says(a, 73, "cannot write");
  EXPECT_EQ(shell("ls " + file + "* 2>/dev/null | wc -l").text, "0\n");
}

TEST(Use, reads_a_run_file_that_lies_where_nobody_can_write) {
  const std::string folder = temporary("read-only"), copy = folder + "/odd %41#?name.cupola";
  shell("rm -rf " + folder + "; mkdir " + folder + "; cp " + mixed_run() + " '" + copy + "'; chmod -R a-w " +
        folder);
  expect_says(shell("cupola explain '" + copy + "'"), 0, "striker-01");
  EXPECT_EQ(shell("ls " + folder + " | wc -l").text, "1\n");  // no -wal, no -shm
  EXPECT_EQ(shell("ls " + mixed_run() + "* | wc -l").text, "1\n");
  EXPECT_EQ(shell("head -c 20 " + mixed_run() + " | tail -c 2 | od -An -tx1").text, " 01 01\n");  // no WAL
  shell("chmod -R u+w " + folder);
}

TEST(Use, tells_what_sqlite_says) {
  const std::string broken = temporary("broken.cupola"), other = temporary("other.sqlite");
  shell("cp " + mixed_run() + " " + broken + "; dd if=/dev/urandom of=" + broken +
        " bs=4096 count=1 conv=notrunc");
  expect_says(shell("cupola explain " + broken), 65, "file is not a database");
  shell("rm -f " + other);
  Database database = Database::create(other);
  database.execute("CREATE TABLE meta(key TEXT, value TEXT)");
  ASSERT_TRUE(database.close());
  expect_says(shell("cupola explain " + other), 65, "an SQLite file, but not a run file");
  expect_says(shell("cupola run " + kSmall() + " --out " + other), 73, "not a run file");
}

TEST(Use, shows_control_characters_and_obeys_none) {
  const std::string file =
      changed("escape.yaml", "s/^scenario: .*/scenario: \"bad\\\\e[31m\\\\nname\"/; s/name: [a-z]*$/&/",
              "02-one-fire-unit-one-target.yaml");
  const Answer a = shell("cupola run " + file + " --no-run-file");
  EXPECT_EQ(a.text.find('\x1b'), std::string::npos);
  expect_says(a, 0, "bad\\x1b[31m");
  expect_says(shell("cupola check $'no\\e[2Jfile'"), 65, "no\\x1b[2Jfile");
}

TEST(Use, refuses_what_it_would_have_to_ignore) {
  const std::string run = "cupola run " + kSmall() + " ";
  for (const char* arguments :
       {"--seed -1", "--seed 010x", "--seed 18446744073709551616", "--replicates 0",
        "--replicates 5 --replicate 1", "--replicates 5 --out x", "--no-run-file --out x"})
    EXPECT_EQ(shell(run + arguments).exit_code, 2) << arguments;
  expect_says(shell(run + "--seed 010 --no-run-file"), 0, "seed 10 ");  // decimal, not octal
}

TEST(Use, suggests_what_was_meant) {
  expect_says(shell("cupola runn"), 2, "did you mean `run`?");
  expect_says(shell("cupola run " + kSmall() + " --reps 10"), 2, "`--replicates`");
  expect_says(shell("cupola catalogue show 48n6 --catalogue " + source_path("catalogue")), 65, "`48N6E3`");
  expect_says(shell("cupola explain " + mixed_run() + " strikr"), 65, "did you mean `striker`?");
  expect_says(shell("cupola run " + source_path("catalogue/radars/91n6e.yaml")), 65,
              "a file of the catalogue");
  expect_says(shell("cupola run " + mixed_run()), 65, "an SQLite file");
  expect_says(shell("cupola run " + source_path("docs/pictures/murted-mixed-raid.svg")), 65, "an SVG");
  expect_says(shell("cupola check " + kSmall() + " --catalogue /tmp"), 65, "not the folder of a catalogue");
  expect_says(shell("cupola --version"), 0, "cupola ");
}

TEST(Use, calls_the_unresolved_no_success) {
  const std::string file =
      changed("short.yaml", "s/^duration: .*/duration: 3 min/", "03-murted-mixed-raid.yaml");
  expect_says(shell("cupola check " + file), 0, "no hostile arrives before the end");
  const Answer one = shell("cupola run " + file + " --no-run-file");
  expect_says(one, 0, "warning: 7 hostiles");
  expect_says(one, 0, "17 more never set out");
  const Answer many = shell("cupola run " + file + " --replicates 2");
  expect_says(many, 0, "unresolved: still on their way");
  expect_says(many, 0, "the unresolved apart");
}

TEST(Use, prints_what_was_changed) {
  const std::string file = changed("changed.yaml",
                                   "s/^doctrine: standard/doctrine: standard\\nvalues: {radars: {91N6E: "
                                   "{rotation_period: {value: 6 s, status: "
                                   "assumed, reason: a test}}}}/; s/^    facing: .*/&\\n    radars: {91N6E: "
                                   "{mast: 20 m, schedule: [{at: 60 s, "
                                   "state: off}]}}/",
                                   "03-murted-mixed-raid.yaml");
  const Answer a = shell("cupola run " + file + " --no-run-file");
  for (const char* part : {"values: radar 91N6E: rotation period 10 s", "-> 6 s", "on a mast", "off at 60 s",
                           "from memory", "inputs: changed.yaml ("})
    expect_says(a, 0, part);
  const std::string folder = temporary("my-catalogue");
  shell("rm -rf " + folder + "; cp -r " + source_path("catalogue") + " " + folder);
  expect_says(shell("cupola run " + kSmall() + " --no-run-file --catalogue " + folder), 0,
              "of the folder my-catalogue,");
}

TEST(Use, keeps_the_place_of_a_run_out_of_its_file) {
  const Answer a = shell("strings -a " + mixed_run() + " 2>/dev/null || cat -v " + mixed_run());
  EXPECT_EQ(a.text.find(CUPOLA_SOURCE_DIR), std::string::npos);
}

TEST(Use, makes_a_hit_on_a_friend_stand_out) {
  const std::string file =
      changed("blind.yaml",
              "s/^    salvo: 2 .*/    salvo: 2\\n    iff: none\\n    weapons_control: free/; "
              "/^corridors:/,/^raid:/{/^raid:/!d}",
              "03-murted-mixed-raid.yaml");
  const std::string run = temporary("blind.cupola");
  expect_says(shell("cupola run " + file + " --out " + run), 0, "FRIEND HIT: returning-0");
  expect_says(shell("cupola explain " + run), 0, "FRIEND HIT: returning-0");
  expect_says(shell("cupola explain " + run + " returning"), 0, "FRIEND HIT: killed by round ");
}

TEST(Use, explains_who_met_whom) {
  const Json all = Json::parse(shell("cupola explain --json " + mixed_run()).text);
  int killed = 0, other = 0;
  for (const Json& round : all["rounds"]) {
    killed += round["killed"].get<bool>();
    other += round["met"].is_string() && round["met"] != round["fired_at"];
  }
  int dead = 0;
  for (const Json& threat : all["threats"]) {
    dead += threat["fate"] == "killed";
    EXPECT_EQ(threat["fate"] == "killed", threat["killed_by_round"].is_number()) << threat;
    EXPECT_TRUE(threat["contributing"].is_array());
    if (threat["first_launch_s"].is_number()) {
      EXPECT_LE(threat["first_order_s"].get<double>(), threat["first_launch_s"].get<double>())
          << threat["name"];
    }
  }
  EXPECT_EQ(killed, dead);
  EXPECT_GT(other, 0);
  const Json stories = Json::parse(shell("cupola explain --json " + mixed_run() + " drone decoy-02").text);
  EXPECT_EQ(stories["stories"].size(), 5u);
  EXPECT_FALSE(stories["stories"][0]["story"].empty());
  EXPECT_GT(Json::parse(shell("cupola explain --timeline --json " + mixed_run()).text)["timeline"].size(),
            20u);
}

TEST(Use, gives_programs_what_it_gives_people) {
  const Json one = Json::parse(shell("cupola run --json --quiet --no-run-file " + kSmall()).text);
  const Json many = Json::parse(shell("cupola run --json --quiet --replicates 3 " + kSmall()).text);
  for (const Json& j : {one, many}) {
    for (const char* key : {"in_play", "caveats"}) EXPECT_FALSE(j[key].empty()) << key;
    EXPECT_TRUE(j["ledger"]["precedence"].is_string());
    EXPECT_TRUE(j["ledger"]["threats"].is_array());
  }
  for (const Json& band : many["ledger"]["threats"]) EXPECT_LT(band["low"], band["high"]) << band;
  for (const auto& [key, estimate] : many["estimates"].items()) {
    EXPECT_EQ(key.find(' '), std::string::npos);
    EXPECT_LT(estimate["low"], estimate["high"]) << key;
  }
  EXPECT_EQ(Json::parse(shell("cupola check --json " + kSmall()).text)["files"][0]["good"], true);
  EXPECT_GT(Json::parse(shell("cupola catalogue list --json").text)["entries"].size(), 10u);
  const Json ranges = Json::parse(shell("cupola catalogue radars --json").text);
  for (const Json& row : ranges["published"]) {
    if (row["radar"] != "91N6E" || row["rcs_m2"] != 4.0) continue;
    EXPECT_EQ(row["range_m"], 390e3);
    EXPECT_NEAR(row["ours_m"].get<double>(), 260e3 * std::sqrt(2.0), 1e-6);
    EXPECT_EQ(row["used_as"], "advertised");
  }
  EXPECT_GT(ranges["published"].size(), 10u);
  EXPECT_FALSE(ranges["nothing_published"].empty());
  EXPECT_FALSE(
      Json::parse(shell("cupola catalogue show 91N6E --json").text)["entries"][0]["figures"].empty());
}

TEST(Use, prints_the_schema_to_the_byte) {
  EXPECT_EQ(shell("cupola schema").text, text_of(source_path("schema/cupola.schema.json")));
}

// The first block of YAML on the page is the example that it explains: it loads, and it plays.
TEST(Use, plays_the_example_of_the_guide) {
  const std::string page = text_of(source_path("docs/using.md"));
  const auto begin = page.find("```yaml\n") + 8;
  const std::string example = page.substr(begin, page.find("```", begin) - begin);
  EXPECT_EQ(play_one(*make_plan(scenario_from_text(example))).hostiles, 4u);
}

}  // namespace
}  // namespace cupola
