// `cupola calc` and `cupola validate` as a user meets them.

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "golden/shell.hpp"
#include "golden/update.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;
using Json = nlohmann::json;

const char* const kRow = "printf 'height_m\\n0\\n' | ";

TEST(Calc, lists_what_there_is) {
  const Answer list = shell("cupola calc");
  EXPECT_EQ(list.exit_code, 0);
  const Json json = Json::parse(shell("cupola calc --json").text);
  EXPECT_GE(json["calculations"].size(), 6u);
  for (const Json& c : json["calculations"]) {
    EXPECT_NE(list.text.find(c["name"].get<std::string>()), std::string::npos);
    const Answer help = shell("cupola calc " + c["name"].get<std::string>() + " --help");
    expect_says(help, 0, "Example:  printf");
    for (const Json& column : c["in"]) expect_says(help, 0, column["name"]);
    for (const Json& column : c["out"]) expect_says(help, 0, column["name"]);
  }
}

TEST(Calc, reads_files_and_pipes) {
  const std::string in = temporary("calc-in.csv"), out = temporary("calc-out.csv");
  std::ofstream(in) << "note,height_m\nsea,0\n";
  const std::string answer = shell("cupola calc atmosphere " + in).text;
  EXPECT_NE(answer.find("\nsea,0,288.15,101325,"), std::string::npos) << answer;
  EXPECT_EQ(shell("cupola calc atmosphere - < " + in).text, answer);
  EXPECT_EQ(shell("cupola calc atmosphere < " + in).text, answer);
  EXPECT_EQ(shell("rm -f " + out + "; cupola calc atmosphere " + in + " --out " + out).text, "");
  EXPECT_EQ(text_of(out), answer);
  // Its own answers again, under other names.
  expect_says(shell("cupola calc atmosphere " + out), 0, "the answer is in `temperature_k_cupola`");
  EXPECT_EQ(shell("cupola calc atmosphere --quiet " + out + " | head -1").text,
            "note,height_m,temperature_k,pressure_pa,density_kg_m3,sound_speed_m_s,temperature_k_cupola,"
            "pressure_pa_cupola,density_kg_m3_cupola,sound_speed_m_s_cupola\n");
}

TEST(Calc, uses_the_exit_codes_it_promises) {
  const std::string in = temporary("calc-bad.csv"), out = temporary("calc-none.csv");
  std::ofstream(in) << "height_m\n0\nhigh\n1e9\n";
  const Answer bad = shell("cupola calc atmosphere " + in);
  expect_says(bad, 65,
              "calc-bad.csv:3:1: error: height_m: found `high`, expected a number from -5000 to 81020 m");
  expect_says(bad, 65, "calc-bad.csv:4:1: error: height_m: found `1e9`");
  expect_says(bad, 65, "\n0,288.15,");  // the rows before the first mistake
  EXPECT_EQ(shell("rm -f " + out + "*; cupola calc atmosphere " + in + " --out " + out).exit_code, 65);
  EXPECT_EQ(shell("ls " + out + "* 2>/dev/null").text, "");
  expect_says(shell("cupola calc atmosphere no-such.csv"), 65, "No such file");
  expect_says(shell("cupola calc atmosphere /tmp"), 65, "Is a directory");
  expect_says(shell("cupola calc atmosphere <&-"), 65, "cannot read it");
  expect_says(shell("cupola calc atmos"), 2, "did you mean `atmosphere`?");
  expect_says(shell("cupola calc atmosphere --json </dev/null"), 2, "answers are CSV");
  expect_says(shell("cupola calc atmosphere a b"), 2, "error:");
}

TEST(Calc, overwrites_and_loses_nothing) {
  const std::string in = temporary("calc-mine.csv"), notes = temporary("calc-notes.csv");
  std::ofstream(in) << "height_m\n0\n";
  std::ofstream(notes) << "precious\n";
  expect_says(shell("cupola calc atmosphere " + in + " --out " + in), 73, "this file is an input");
  expect_says(shell("cupola calc atmosphere " + in + " --out " + notes), 73, "not an empty file");
  EXPECT_EQ(text_of(in) + text_of(notes), "height_m\n0\nprecious\n");
  EXPECT_EQ(shell("cupola calc atmosphere " + in + " --out /dev/null").exit_code, 0);
  for (const char* full : {">/dev/full", "--out /dev/full"})
    expect_says(shell(kRow + ("cupola calc atmosphere " + std::string(full))), 73, "cannot write");
  expect_says(shell("cupola calc atmosphere " + in + " >&-"), 73, "cannot write the results");
  expect_says(shell("cupola calc >/dev/full"), 73, "cannot write the results");
  expect_says(shell("cupola validate detection >/dev/full"), 73, "cannot write the results");
  const std::string half = temporary("calc-half.csv");
  expect_says(shell("rm -f " + half +
                    "*; ulimit -f 100; trap '' XFSZ; (echo height_m; yes 1 | head -20000) | "
                    "cupola calc atmosphere --out " +
                    half),
              73, "cannot write");
  EXPECT_EQ(shell("ls " + half + "* 2>/dev/null | wc -l").text, "0\n");
}

TEST(Calc, streams) {
  // A file without end, and a reader that has had enough.
  const Answer a =
      shell("(echo height_m; yes 1) | timeout 20 " CUPOLA_COMMAND " calc atmosphere | head -2 | wc -l");
  EXPECT_EQ(a.text, "2\n");
  // Ten million bytes in the memory of a page or two more than none takes.
  expect_says(
      shell(
          "(echo height_m; yes 10000 | head -1700000) | (ulimit -v 80000; cupola calc atmosphere) | tail -1"),
      0, "10000,");
}

TEST(Calc, stops_when_it_is_told_to) {
  const std::string out = temporary("calc-stopped.csv");
  const Answer a =
      shell("rm -f " + out + "*; (echo height_m; sleep 3) | " CUPOLA_COMMAND " calc atmosphere --out " + out +
            " & sleep 0.5; kill -INT $!; wait $!");
  expect_says(a, 75, "nothing is written: run it again");
  EXPECT_EQ(shell("ls " + out + "* 2>/dev/null | wc -l").text, "0\n");
}

TEST(Validate, agrees_and_says_so) {
  expect_says(shell("cupola validate --list"), 0, "geometry/horizon");
  const Answer a = shell("CUPOLA_REFERENCE_DATA=/no/such/folder cupola validate");
  expect_says(a, 0, " 0 miss, ");
  expect_says(a, 0, "skipped, their reference data being absent: detection/pd-mpmath, ");
  const Json json = Json::parse(
      shell("cupola validate atmosphere/icao-rows flight/minimum-energy-arc flight/dropped-sphere --json")
          .text);
  EXPECT_EQ(json["miss"], 0);
  ASSERT_EQ(json["cases"].size(), 3u);
  for (const Json& one : json["cases"]) {
    for (const char* key : {"id", "expected", "got", "tolerance", "source", "verdict"})
      EXPECT_TRUE(one.contains(key)) << key;
    EXPECT_EQ(one["verdict"], "agrees");
  }
}

TEST(Validate, ends_with_1_on_a_miss) {
  const std::string folder = temporary("cupola-wrong");
  shell("mkdir -p " + folder +
        "/flight/atmosphere; echo h_geometric_m,H_geopotential_m,T_K,p_Pa,rho_kg_m3,a_m_s > " + folder +
        "/flight/atmosphere/icao7488_table.csv; echo 0,0,288.15,101325,1.226,340.294 >> " + folder +
        "/flight/atmosphere/icao7488_table.csv");
  const Answer a = shell("CUPOLA_REFERENCE_DATA=" + folder + " cupola validate atmosphere");
  expect_says(a, 1, "misses   icao-table-density");
  expect_says(a, 1, "1 of 1 miss, worst: line 2");
  expect_says(a, 1, "6 cases: 4 agree, 2 miss, 0 skipped");
  expect_says(shell("cupola validate atmosfere"), 65, "did you mean `atmosphere`?");
}

/// What a command prints, set in; blank lines stay bare.
std::string set_in(const std::string& printed) {
  std::istringstream in(printed);
  std::string out;
  for (std::string line; std::getline(in, line);) out += (line.empty() ? "" : "    ") + line + "\n";
  return out;
}

// Every block of the guide that begins with `$ ` is what the shell prints. `golden_tests --update` quotes
// anew.
TEST(Guide, quotes_what_the_command_prints) {
  const std::string path = source_path("docs/using.md"), page = text_of(path);
  std::istringstream in(page);
  std::string now;
  int quotes = 0;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    const bool begins = line.starts_with("    $ ");
    if (inside && !begins && (line.empty() || line.starts_with("    "))) continue;  // printed anew
    if (inside && !begins) now += "\n";
    now += line + "\n";
    inside = begins;
    quotes += begins;
    if (begins) now += set_in(shell("cd " + source_path("") + "; " + line.substr(6)).text);
  }
  EXPECT_GE(quotes, 4);
  if (update)
    std::ofstream(path) << now;
  else
    EXPECT_EQ(now, page);
}

}  // namespace
}  // namespace cupola
