#include "scenario/figure_paths.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "catalogue/load.hpp"
#include "scenario/load.hpp"

namespace cupola {
namespace {

const std::string kFile = CUPOLA_SOURCE_DIR "/scenarios/02-one-fire-unit-one-target.yaml";

const Catalogue& shipped() {
  static const Catalogue catalogue = [] {
    Catalogue read;
    Problems problems;
    EXPECT_TRUE(load_catalogue(default_catalogue_folder(), read, problems)) << problems.text();
    return read;
  }();
  return catalogue;
}

std::vector<FigurePath> paths() {
  Problems problems;
  std::vector<FigurePath> paths = figure_paths(kFile, shipped(), problems);
  EXPECT_TRUE(problems.empty()) << problems.text();
  return paths;
}

Scenario loaded(const std::vector<std::string>& settings) {
  Scenario scenario;
  Problems problems;
  EXPECT_TRUE(load_scenario(kFile, shipped(), scenario, problems, {}, settings)) << problems.text();
  return scenario;
}

// Every figure of the catalogue that can be drawn is written as drawn and read back: what is planned with stays, what is
// true is the value drawn, to the last bit.
TEST(FigurePaths, lead_where_set_takes_them) {
  const std::vector<FigurePath> all = paths();
  EXPECT_GT(all.size(), 500u);
  std::vector<std::string> settings;
  for (const FigurePath& f : all)
    if (f.path.rfind("values.", 0) == 0)
      settings.push_back(f.path + "=" + figure_text(f.figure, f.measure, f.figure.high));
  Scenario scenario;
  Problems problems;
  load_scenario(kFile, shipped(), scenario, problems, {}, settings);
  // High ends together may break rules between figures; no path and no number may be wrong.
  for (const Problem& problem : problems.all()) {
    EXPECT_EQ(problem.what.find("has no key"), std::string::npos) << problem.what;
    EXPECT_EQ(problem.what.find("found `"), std::string::npos) << problem.what;
    EXPECT_EQ(problem.what.find("nothing is called"), std::string::npos) << problem.what;
  }
}

TEST(FigurePaths, what_is_drawn_is_true_and_plans_keep_the_value) {
  const std::string path = "values.interceptors.48N6E3.kill_probability.aircraft";
  const std::vector<FigurePath> all = paths();
  const auto at = std::find_if(all.begin(), all.end(), [&](const FigurePath& f) { return f.path == path; });
  ASSERT_NE(at, all.end());
  const double drawn = at->figure.best / 3.0;
  const Scenario scenario = loaded({path + "=" + figure_text(at->figure, at->measure, drawn)});
  const auto aircraft = static_cast<std::size_t>(TargetClass::aircraft);
  EXPECT_EQ(scenario.weapons_true[0].kill_probability[aircraft].value, drawn);
  EXPECT_EQ(scenario.weapons_believed[0].kill_probability[aircraft].value, at->figure.best);
  EXPECT_EQ(loaded({}).weapons_true[0].kill_probability[aircraft].value, at->figure.best);
}

TEST(FigurePaths, of_one_group_and_one_defence_are_there) {
  const std::vector<FigurePath> all = paths();
  const auto has = [&](const std::string& path) {
    return std::any_of(all.begin(), all.end(), [&](const FigurePath& f) { return f.path == path; });
  };
  EXPECT_TRUE(has("raid.striker.values.platforms.F-16C.speed"));
  EXPECT_TRUE(has("defence.alone.values.radars.92N6E.reference_pd"));
}

TEST(FigurePaths, types_in_play_are_what_stands_and_flies) {
  const std::set<std::string> types = types_in_play(loaded({}));
  for (const char* name : {"48N6E3", "92N6E", "F-16C", "standard"}) EXPECT_TRUE(types.contains(name)) << name;
  EXPECT_FALSE(types.contains("91N6E"));
  EXPECT_EQ(type_of_path("values.platforms.F-16C.speed", types), "F-16C");
  EXPECT_EQ(type_of_path("values.radars.91N6E.reference_pd", types), "");
}

TEST(FigurePaths, patterns) {
  EXPECT_TRUE(matches("values.a.b", "values.*"));
  EXPECT_TRUE(matches("values.a.b", "*.b"));
  EXPECT_TRUE(matches("values.a.b", "values.*.b"));
  EXPECT_TRUE(matches("abab", "*ab"));
  EXPECT_FALSE(matches("values.a.b", "values.*.c"));
  EXPECT_FALSE(matches("values.a.b", "values.a"));
}

TEST(FigurePaths, every_dimension_is_written_exactly) {
  for (int d = 0; d <= static_cast<int>(Dimension::money); ++d) {
    const auto dimension = static_cast<Dimension>(d);
    const double value = dimension == Dimension::count ? 7.0 : 0.1 + 0.2;
    QuantityError error;
    const std::optional<double> back = parse_quantity(exact_text(value, dimension), dimension, error);
    ASSERT_TRUE(back.has_value()) << dimension_name(dimension) << ": " << error.what;
    EXPECT_EQ(*back, value) << dimension_name(dimension);
  }
}

}  // namespace
}  // namespace cupola
