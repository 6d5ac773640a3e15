// Reports of a small store and a small run: the same bytes as on file, whole for another's reader, and no word of a
// stranger's file obeyed. What every file of the catalogue changes (hashes) is masked.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "golden/shell.hpp"
#include "golden/update.hpp"
#include "record/database.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;
using Json = nlohmann::json;

const std::string& small_store() {
  static const std::string path = [] {
    const std::string store = temporary("small.cupola-study"), study = temporary("small-study.yaml");
    shell("rm -f " + store + "*");
    std::ofstream(study) << "study: A small one\nquestion: What is a round more worth?\nscenario: "
                         << source_path("scenarios/02-one-fire-unit-one-target.yaml")
                         << "\nmeasures: [leakage, p_no_leaker, first_launch_range_m]\nfactors:\n  - name: "
                            "salvo\n    levels:\n"
                            "      - {name: 1 round, set: [{path: defence.1.salvo, value: 1}]}\n"
                            "      - {name: 2 rounds, set: [{path: defence.1.salvo, value: 2}]}\n";
    EXPECT_EQ(shell("cupola study " + study + " --replicates 30 --quiet --out " + store).exit_code, 0);
    return store;
  }();
  return path;
}

const std::string& small_run() {
  static const std::string path = [] {
    const std::string run = temporary("small.cupola");
    EXPECT_EQ(shell("cupola run " + source_path("scenarios/02-one-fire-unit-one-target.yaml") +
                    " --quiet --out " + run)
                  .exit_code,
              0);
    return run;
  }();
  return path;
}

/// Without what every change of the catalogue moves, and without the map, which has a page of ways.
std::string masked(const std::string& command) {
  return shell(command +
               " | sed -E -e '/catalogue\\//d' -e 's/[0-9a-f]{12,32}/HASH/g' -e 's/(gcc|clang) "
               "[0-9.]+/COMPILER/g' "
               "-e '/<figure id=\"figure-map\">/,/<\\/figure>/d'")
      .text;
}

void expect_on_file(const std::string& now, const std::string& name) {
  const std::string path = source_path("tests/golden/" + name);
  if (update) std::ofstream(path) << now;
  EXPECT_EQ(now, text_of(path)) << name << ": the report changed";
}

TEST(ReportCommand, writes_the_reports_on_file) {
  expect_on_file(masked("cupola report " + small_store()), "report-study.md");
  expect_on_file(masked("cupola report --format html " + small_store()), "report-study.html");
  expect_on_file(masked("cupola report " + small_run()), "report-run.md");
  expect_on_file(masked("cupola report --format html " + small_run()), "report-run.html");
}

TEST(ReportCommand, writes_pages_and_figures_that_others_read) {
  const std::string folder = temporary("report"), figures = folder + "/figures";
  shell("rm -rf " + folder + "; mkdir " + folder);
  for (const auto& [file, name] : {std::pair{small_store(), "study"}, {small_run(), "run"}}) {
    const std::string page = folder + "/" + name + ".html";
    EXPECT_EQ(shell("cupola report " + file + " -o " + page + " --figures " + figures).exit_code, 0);
    const Answer parsed = shell(
        "python3 -c 'import sys, xml.dom.minidom as m; d = m.parse(sys.argv[1]); "
        "print(len(d.getElementsByTagName(\"section\")), len(d.getElementsByTagName(\"script\")))' " +
        page);
    EXPECT_EQ(parsed.text.substr(1), " 0\n") << parsed.text;
    EXPECT_EQ(shell("cupola report " + file + " -o " + page).exit_code, 0) << "its own may be written over";
  }
  EXPECT_EQ(shell("ls " + figures + " | wc -l").text, "10\n");
  EXPECT_EQ(shell("for f in " + figures + "/*.svg; do rsvg-convert $f >/dev/null || echo $f; done").text, "");
}

TEST(ReportCommand, gives_programs_the_numbers) {
  const Json json = Json::parse(shell("cupola report --format json " + small_store()).text);
  for (const char* key : {"version", "seed", "digest"}) EXPECT_TRUE(json[key].is_string()) << key;
  const std::string csv = shell("cupola report --format csv --rows replicates " + small_store()).text;
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 61);
  const std::string grid = temporary("answer.nc");
  EXPECT_EQ(shell("cupola report " + small_store() + " -o " + grid).exit_code, 0);
  expect_says(shell("head -c 3 " + grid), 0, "CDF");
  expect_says(shell("cupola report --format netcdf " + small_store()), 2, "--out FILE");
  expect_says(shell("cupola report --format csv " + small_run()), 65, "tables are of stores of studies");
}

TEST(ReportCommand, obeys_no_strangers_words) {
  const std::string run = temporary("stranger.cupola");
  shell("cp " + small_run() + " " + run);
  Database database = Database::create(run);
  database.execute(
      "UPDATE meta SET value = '<script>x</script>\"' WHERE key IN ('scenario', 'scenario_file', 'in_play', "
      "'digest')");
  database.execute("UPDATE platforms SET name = name || '<img src=x>', cause = '<svg onload=x>'");
  ASSERT_TRUE(database.close());
  for (const std::string format : {"html", "md"}) {
    // In Markdown a line set in by four is text as it is: the commands.
    const Answer a =
        shell("cupola report --format " + format + " " + run + " | grep -v '^    '; exit ${PIPESTATUS[0]}");
    EXPECT_EQ(a.exit_code, 0);
    for (const char* part : {"<script", "<img", "<svg onload"})
      EXPECT_EQ(a.text.find(part), std::string::npos) << format;
  }
}

TEST(ReportCommand, says_what_is_wrong_with_a_file) {
  expect_says(shell("cupola report no-such-file"), 65, "no such file");
  expect_says(shell("cupola report " + small_run() + " --figure nothing"), 65, "it has map, chain");
  const std::string broken = temporary("cut.cupola-study");
  shell("head -c 30000 " + small_store() + " > " + broken);
  EXPECT_EQ(shell("cupola report " + broken).exit_code, 65);
  const std::string old = temporary("old.cupola-study");
  shell("cp " + small_store() + " " + old + "; sqlite3 " + old + " 'PRAGMA user_version = 9'");
  expect_says(shell("cupola report " + old), 65, "a store of layout 9");
  const std::string notes = temporary("notes.html");
  shell("echo precious > " + notes);
  expect_says(shell("cupola report " + small_run() + " -o " + notes), 73, "not an HTML report of cupola");
  EXPECT_EQ(text_of(notes), "precious\n");
}

}  // namespace
}  // namespace cupola
