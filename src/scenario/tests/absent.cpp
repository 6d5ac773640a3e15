#include <algorithm>

#include "scenario/tests/loading.hpp"

namespace cupola {
namespace {

const std::string kSouth =
    "  - {name: south, system: set, at: {latitude: 39 deg, longitude: 32 deg}, present: PRESENT,\n"
    "     load: [{interceptor: large round, rounds: 4}]}\n"
    "links: [{between: [north, south]}]\nraid:\n";

std::string with_south(const std::string& present) {
  return with(kSmallScenario, "raid:\n", with(kSouth, "PRESENT", present));
}

std::size_t posts_of_south(const Scenario& s) {
  return static_cast<std::size_t>(std::count_if(
      s.posts.begin(), s.posts.end(), [](const PostSite& post) { return post.name.rfind("south", 0) == 0; }));
}

TEST(Absent, DefenceGoesWithItsLinks) {
  const Scenario with_it = loaded(with_south("true")), without = loaded(with_south("false")),
                 alone = loaded(kSmallScenario);
  EXPECT_GT(posts_of_south(with_it), 0u);
  EXPECT_EQ(posts_of_south(without), 0u);
  EXPECT_EQ(without.links.size(), alone.links.size());
  EXPECT_GT(with_it.links.size(), alone.links.size());
  EXPECT_EQ(without.radars.size(), alone.radars.size());
}

TEST(Absent, GroupSetsNobodyOut) {
  const Scenario s = loaded(with(kSmallScenario, "  - name: low\n", "  - name: low\n    present: false\n"));
  EXPECT_TRUE(std::none_of(s.platforms.begin(), s.platforms.end(),
                           [](const Platform& p) { return p.group == "low"; }));
}

// What is left out for one level of a study is there at the next.
TEST(Absent, MistakesInItAreToldAllTheSame) {
  const Problems problems = problems_of(
      with(with_south("false"), "system: set, at: {latitude: 39 deg", "system: sett, at: {latitude: 39 deg"));
  EXPECT_NE(problems.text().find("`sett`"), std::string::npos) << problems.text();
}

TEST(Absent, WhatStillNeedsItIsRefused) {
  const Problems problems = problems_of(
      with(with_south("false"), "    facing: 90 deg\n", "    facing: 90 deg\n    superior: south\n"));
  EXPECT_NE(problems.text().find("`south`"), std::string::npos) << problems.text();
}

}  // namespace
}  // namespace cupola
