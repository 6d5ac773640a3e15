// `cupola assign` as a user meets it: figures, files, exit codes, messages; and the shared instances.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/tests/reference_data.hpp"
#include "formats/assignment_instance.hpp"
#include "golden/shell.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

Answer assign(const std::string& arguments) { return shell("cupola assign " + arguments); }

class Folder {
 public:
  explicit Folder(const char* name) : path_(::testing::TempDir() + name + "/") {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string operator/(const char* name) const { return path_ + name; }
  std::string write(const char* name, const std::string& text) const {
    std::ofstream(path_ + name) << text;
    return path_ + name;
  }

 private:
  std::string path_;
};

const std::string kGreedIsBad = "2\n1 1\n.6 .59\n.58 .1\n";

TEST(AssignCommand, PrintsValueBoundGapAndTime) {
  const Folder folder("assign-text");
  const Answer a = assign(folder.write("i.txt", kGreedIsBad));
  for (const char* part : {"2 weapons, 2 targets", "value   0.83 ", "bound   0.83 ", "proven", "gap     0 %",
                           "greedy alone 1.168", "time ", "digest "})
    expect_says(a, 0, part);
}

TEST(AssignCommand, PrintsOneJsonObject) {
  const Folder folder("assign-json");
  const Answer a = assign(folder.write("i.txt", kGreedIsBad) + " --json --time-limit 1s");
  ASSERT_EQ(a.exit_code, 0) << a.text;
  const auto json = nlohmann::json::parse(a.text);
  EXPECT_NEAR(json.at("value").get<double>(), 0.83, 1e-12);
  EXPECT_LE(json.at("bound").get<double>(), json.at("value").get<double>());
  EXPECT_LT(json.at("gap").get<double>(), 1e-9);
  EXPECT_TRUE(json.at("proven").get<bool>());
  EXPECT_EQ(json.at("assignment"), nlohmann::json::parse("[[0,1,1],[1,0,1]]"));
  EXPECT_EQ(json.at("time_limit_s"), 1.0);
  for (const char* key : {"digest", "seed", "version", "time_s", "cpu_s", "stopped_by"})
    EXPECT_TRUE(json.contains(key)) << key;
}

TEST(AssignCommand, WritesTheAssignmentAndNothingElseOver) {
  const Folder folder("assign-out");
  const std::string instance = folder.write("i.txt", "1 2 3\n10\n8\n0 0 .5\n0 1 .5\n"),
                    out = folder / "o.txt";
  EXPECT_EQ(assign(instance + " --out " + out).exit_code, 0);
  EXPECT_EQ(text_of(out), "0 0 2\n0 1 1\n");
  EXPECT_EQ(assign(instance + " --quiet --out " + out).text, "") << "its own file is written over";
  EXPECT_EQ(assign(instance + " --quiet --out -").text, "0 0 2\n0 1 1\n");
  expect_says(assign(instance + " --out " + instance), 73, "is an input");
  const std::string other = folder.write("other.txt", "1 1 1\n10\n0 0 .5\n");
  expect_says(assign(instance + " --out " + other), 73, "is not a file of assignments");
  expect_says(assign(instance + " --out /no/such/folder/o.txt"), 73, "error");
  expect_says(assign(instance + " --json --out -"), 2, "--json");
}

TEST(AssignCommand, SaysWhatIsWrongAndWhere) {
  const Folder folder("assign-wrong");
  expect_says(assign(folder.write("p.txt", "1\n5\n1.5\n")), 65,
              "p.txt:3:1: error: `1.5` is no kill probability");
  expect_says(assign(folder.write("e.txt", "")), 65, "the file is empty");
  expect_says(assign(folder / "none.txt"), 65, "cannot open it");
  expect_says(assign("."), 65, "this is a folder");
  const std::string instance = folder.write("i.txt", kGreedIsBad);
  expect_says(assign(instance + " --time-limit 1"), 2, "--time-limit");
  expect_says(assign(instance + " --gap '-1 %'"), 2, "--gap");
  expect_says(assign(""), 2, "INSTANCE");
  expect_says(assign("--help"), 0, "Example:  cupola assign instance.txt");
}

/// 300 weapons with small kill probabilities at 30 targets: hours to the end.
std::string long_instance(const Folder& folder) {
  std::string text = "300 30 1\n";
  for (int j = 0; j < 30; ++j) text += std::to_string(25 + 7 * j % 75) + "\n";
  for (int i = 0; i < 300; ++i)
    for (int j = 0; j < 30; ++j)
      text += std::to_string(i) + " " + std::to_string(j) + " 0." +
              std::to_string(100 + (i * 7919 + j * 104729) % 389) + "\n";
  return folder.write("long.txt", text);
}

TEST(AssignCommand, StopsAtTheTimeLimitAndSaysSo) {
  const Folder folder("assign-limit");
  const std::string instance = long_instance(folder);
  for (const char* limit : {"0 s", "1 ms", "200 ms"}) {
    const Answer a = assign(instance + " --time-limit '" + limit + "' --json");
    ASSERT_EQ(a.exit_code, 0) << a.text;
    const auto json = nlohmann::json::parse(a.text);
    EXPECT_EQ(json.at("stopped_by"), "time limit");
    EXPECT_LE(json.at("bound").get<double>(), json.at("value").get<double>());
    EXPECT_LT(json.at("time_s").get<double>(), 2.0);
  }
  expect_says(assign(instance + " --time-limit '1 ms'"), 0, "Stopped by the time limit");
}

TEST(AssignCommand, AnInterruptPrintsTheBestSoFar) {
  const Folder folder("assign-interrupt");
  const Answer a = shell("timeout --preserve-status -s INT 2 " CUPOLA_COMMAND " assign " +
                         long_instance(folder) + " --time-limit '60 s'");
  EXPECT_EQ(a.exit_code, 75) << a.text;
  EXPECT_NE(a.text.find("survives this plan"), std::string::npos) << a.text;
  EXPECT_NE(a.text.find("Stopped before the end"), std::string::npos) << a.text;
}

/// What survives, counted here and now from the two files alone.
double value_of(const AssignmentInstance& in, const std::string& assignment) {
  std::vector<double> left = in.value;
  std::vector<int> used(static_cast<std::size_t>(in.weapons), 0);
  std::istringstream lines(assignment);
  for (std::size_t weapon = 0, target = 0, count = 0; lines >> weapon >> target >> count;) {
    used.at(weapon) += static_cast<int>(count);
    EXPECT_LE(used.at(weapon), in.units);
    for (; count > 0; --count)
      left.at(target) *= 1.0 - in.kill_probability.at(weapon * static_cast<std::size_t>(in.targets) + target);
  }
  double sum = 0.0;
  for (const double v : left) sum += v;
  return sum;
}

TEST(AssignCommand, IsAtTheBestKnownValueOfEverySharedInstance) {
  CUPOLA_REFERENCE_FILE(table, "assignment/shared_best_known.csv");
  const Folder folder("assign-shared");
  std::ifstream rows(table);
  std::string row;
  int count = 0;
  for (std::getline(rows, row); std::getline(rows, row); ++count) {
    std::istringstream fields(row);
    std::string name, skipped, best, bound;
    std::getline(fields, name, ',');
    for (int k = 0; k < 3; ++k) std::getline(fields, skipped, ',');
    std::getline(fields, best, ',');
    std::getline(fields, bound, ',');
    const std::string instance = reference_path("assignment/" + name), out = folder / "o.txt";
    const Answer a = assign(instance + " --time-limit '10 s' --json --out " + out);
    ASSERT_EQ(a.exit_code, 0) << a.text;
    const auto json = nlohmann::json::parse(a.text);
    const double value = json.at("value").get<double>();
    EXPECT_LE(value, std::stod(best) * (1.0 + 1e-7)) << name;
    EXPECT_GE(value, std::stod(bound) * (1.0 - 1e-7)) << name;
    EXPECT_LE(json.at("bound").get<double>(), std::stod(best) * (1.0 + 1e-7)) << name;
    EXPECT_TRUE(json.at("proven").get<bool>()) << name;
    EXPECT_LT(json.at("time_s").get<double>(), 10.0) << name;
    Problems problems;
    EXPECT_NEAR(value_of(*read_assignment_instance(instance, problems), text_of(out)), value, 1e-9 * value)
        << name;
  }
  EXPECT_EQ(count, 8);
}

}  // namespace
}  // namespace cupola
