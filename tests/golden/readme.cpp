// The README quotes the command. Every block between `<!-- cupola ARGUMENTS; from "A" to "B" -->` and `<!--
// end -->` is what that command prints, from the line that begins with A to the next that begins with B, set
// in by four spaces. `golden_tests --update` quotes anew.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>

#include "golden/update.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

/// The lines of a text from the first that begins with `from` to the next that begins with `to`, set in.
std::string quoted(const std::string& text, const std::string& from, const std::string& to) {
  std::stringstream in(text);
  std::string line, out;
  bool inside = false;
  while (std::getline(in, line)) {
    inside |= line.rfind(from, 0) == 0;
    if (inside) out += line.empty() ? "\n" : "    " + line + "\n";
    if (inside && line.rfind(to, 0) == 0) return out;
  }
  ADD_FAILURE() << "nothing from `" << from << "` to `" << to << "` in:\n" << text;
  return out;
}

TEST(Readme, quotes_what_the_command_prints) {
  const std::string path = source_path("README.md"), readme = text_of(path);
  const std::string out = (std::filesystem::temp_directory_path() / "cupola-readme.cupola").string();
  const std::regex quote(
      "<!-- cupola ([^;]*); from \"([^\"]*)\" to \"([^\"]*)\" -->\n\n((?:    [^\n]*\n|\n)*)<!-- end -->");
  std::string now = readme;
  int quotes = 0;
  for (std::sregex_iterator m(readme.begin(), readme.end(), quote), end; m != end; ++m, ++quotes) {
    const std::string arguments = (*m)[1], was = (*m)[4];
    const bool stores = arguments.find("--replicates") == std::string::npos;
    const std::string command = "cd " + source_path("") + " && " + CUPOLA_COMMAND + " " + arguments +
                                (stores ? " --out " + out : "") + " 2>/dev/null";
    std::filesystem::remove(out);
    const std::string is = quoted(output_of(command), (*m)[2], (*m)[3]) + "\n";
    if (update) {
      now.replace(now.find(was), was.size(), is);
    } else {
      EXPECT_EQ(is, was) << "cupola " << arguments;
    }
  }
  EXPECT_GE(quotes, 2);
  if (update) std::ofstream(path) << now;
}

TEST(Readme, shows_the_map_of_that_run) {
  const std::string path = source_path("docs/pictures/murted-mixed-raid.svg");
  const auto folder = std::filesystem::temp_directory_path() / "cupola-readme";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  const std::string run = (folder / "run.cupola").string(), map = (folder / "map.svg").string();
  const std::string there = "cd " + source_path("") + " && ", command = CUPOLA_COMMAND;
  output_of(there + command + " run scenarios/03-murted-mixed-raid.yaml --quiet --out " + run);
  output_of(command + " report " + run + " --figure map -o " + map);
  if (update) std::filesystem::copy_file(map, path, std::filesystem::copy_options::overwrite_existing);
  EXPECT_TRUE(text_of(map) == text_of(path)) << "golden_tests --update draws it anew";
  // Another program can draw it.
  output_of("rsvg-convert " + map + " -o " + (folder / "map.png").string());
  EXPECT_GT(std::filesystem::file_size(folder / "map.png"), 10000u);
}

}  // namespace
}  // namespace cupola
