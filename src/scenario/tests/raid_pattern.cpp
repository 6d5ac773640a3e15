#include <algorithm>
#include <cmath>

#include "earth/geodetic.hpp"
#include "scenario/load.hpp"
#include "scenario/objective.hpp"
#include "scenario/tests/loading.hpp"

namespace cupola {
namespace {

const std::string kObjective = "    objective: {asset: depot}\n";
const std::string kStart = "    start: 10 s\n";

std::string with_pattern(const std::string& pattern) {
  return with(kSmallScenario, kObjective, kObjective + "    pattern: " + pattern + "\n");
}

std::vector<const Platform*> group(const Scenario& s, const std::string& name) {
  std::vector<const Platform*> members;
  for (const Platform& p : s.platforms)
    if (p.group == name) members.push_back(&p);
  return members;
}

double begins_s(const Scenario& s, const Platform& p) { return (p.path.begin() - s.start).seconds(); }

TEST(RaidPattern, WavesComeAgainLater) {
  const Scenario s = loaded(with_pattern("{waves: 3, every: 60 s}"));
  const auto low = group(s, "low");
  ASSERT_EQ(low.size(), 6u);
  for (int wave = 0; wave < 3; ++wave)
    for (int member = 0; member < 2; ++member)
      EXPECT_NEAR(begins_s(s, *low[static_cast<std::size_t>(2 * wave + member)]),
                  10.0 + 60.0 * wave + 5.0 * member, 1e-9);
  EXPECT_EQ(low[5]->name, "low-06");
}

// Every axis is as long as the first, and comes from where it is turned to.
TEST(RaidPattern, AxesAreTurnedAboutTheObjective) {
  const Scenario s = loaded(with_pattern("{axes: 4, apart: 30 deg}"));
  const auto low = group(s, "low");
  ASSERT_EQ(low.size(), 8u);
  const LocalFrame depot = LocalFrame::at(s.assets[low[0]->objective.index()].place);
  const double far_m = norm(depot.enu_from_ecef(low[0]->path.at(low[0]->path.begin()).p_ecef_m));
  for (std::size_t axis = 0; axis < 4; ++axis) {
    const Platform& first = *low[2 * axis];
    EXPECT_NEAR(begins_s(s, first), 10.0, 1e-9);
    const Vec3 from = depot.enu_from_ecef(first.path.at(first.path.begin()).p_ecef_m);
    EXPECT_NEAR(norm(from) / far_m, 1.0, 0.005);
    // The first comes from the east; clockwise is southwards.
    EXPECT_NEAR(std::atan2(from.x, from.y) * 180.0 / M_PI, 90.0 + 30.0 * axis, 0.6) << axis;
    EXPECT_NE(first.objective_time, kNever);
  }
}

TEST(RaidPattern, TurnedWayIsThatOfAnAxisSoFarOn) {
  const Scenario axes = loaded(with_pattern("{axes: 2, apart: 50 deg}")),
                 turned = loaded(with_pattern("{turned: 50 deg}"));
  const auto two = group(axes, "low"), one = group(turned, "low");
  ASSERT_EQ(one.size(), 2u);
  for (std::size_t member = 0; member < 2; ++member)
    for (const double share : {0.0, 0.3, 0.9}) {
      const auto at = [&](const Platform& p) {
        return p.path
            .at(p.path.begin() + Duration::seconds(share * (p.path.end() - p.path.begin()).seconds()))
            .p_ecef_m;
      };
      EXPECT_LT(norm(at(*two[2 + member]) - at(*one[member])), 1e-6);
    }
}

TEST(RaidPattern, TimeOnTargetIsKeptOnEveryAxis) {
  const Scenario s = loaded(with(
      with_pattern("{waves: 2, every: 100 s, axes: 3, apart: 50 deg, time_on_target: 600 s}"), kStart, ""));
  const auto low = group(s, "low");
  ASSERT_EQ(low.size(), 12u);
  for (int wave = 0; wave < 2; ++wave)
    for (int axis = 0; axis < 3; ++axis)
      for (int member = 0; member < 2; ++member) {
        const Platform& p = *low[static_cast<std::size_t>(6 * wave + 2 * axis + member)];
        EXPECT_NEAR((p.objective_time - s.start).seconds(), 600.0 + 100.0 * wave + 5.0 * member, 1e-6);
      }
}

TEST(RaidPattern, SaysWhatCannotBeDone) {
  const auto said = [](const std::string& text, const std::string& what) {
    const std::string problems = problems_of(text).text();
    EXPECT_NE(problems.find(what), std::string::npos) << problems;
  };
  said(with(with_pattern("{time_on_target: 100 s}"), kStart, ""), "it would start before the scenario");
  said(with_pattern("{time_on_target: 600 s}"), "both a start and a time on target");
  said(with_pattern("{waves: 3}"), "all waves would start at the same time");
  said(with_pattern("{axes: 3}"), "all axes would be the same way");
  said(with_pattern("{axes: 13, apart: 40 deg}"), "go round more than once");
  said(with_pattern("{waves: 1000, every: 1 s, axes: 360, apart: 1 deg}"), "entities");
  const std::string never = with(with_pattern("{time_on_target: 600 s}"), kStart, "");
  said(with(never, "longitude: 32 deg, altitude: 60 m", "longitude: 32.5 deg, altitude: 60 m"),
       "it never gets to its objective");
}

// Released weapons.
const std::string kCarried = with(with(kSmallScenario, "type: cruise missile", "type: airliner"), kObjective,
                                  R"(    objective: {asset: depot, release_line: 40 km}
  - name: weapon
    type: cruise missile
    count: 3
    spacing: {time: 2 s}
    route:
      - {latitude: 40 deg, longitude: 32 deg, altitude: 60 m agl, speed: 240 m/s}
    objective: {asset: depot}
    release: {by: low}
)");

TEST(Release, BeginsWhereAndWhenTheCarrierGetsThere) {
  const Scenario s = loaded(kCarried);
  const auto carriers = group(s, "low"), weapons = group(s, "weapon");
  ASSERT_EQ(carriers.size(), 2u);
  ASSERT_EQ(weapons.size(), 6u);
  for (std::size_t i = 0; i < weapons.size(); ++i) {
    const Platform& carrier = *carriers[i / 3];
    EXPECT_EQ(weapons[i]->carrier, carrier.id);
    const Time release = carrier.objective_time + Duration::seconds(2.0 * static_cast<double>(i % 3));
    EXPECT_EQ(weapons[i]->path.begin(), release);
    EXPECT_LT(norm(weapons[i]->path.at(release).p_ecef_m - carrier.path.at(carrier.objective_time).p_ecef_m),
              1e-3);
    EXPECT_NE(weapons[i]->objective_time, kNever);
  }
  for (const Platform* carrier : carriers) EXPECT_FALSE(carrier->carrier.valid());
}

TEST(Release, SaysWhoDoesNotCarry) {
  const auto said = [](const std::string& text, const std::string& what) {
    const std::string problems = problems_of(text).text();
    EXPECT_NE(problems.find(what), std::string::npos) << problems;
  };
  said(with(kCarried, "by: low", "by: flight"), "no group `flight` of the raid stands before this one");
  said(with(kCarried, "by: low", "by: weapon"), "no group `weapon` of the raid stands before this one");
  said(with(kCarried, "by: low", "by: lo"), "did you mean `low`?");
  said(with(kCarried, "    spacing: {time: 2 s}", "    start: 2 s"), "it starts when it is released");
  said(with(kSmallScenario,
            "      - {latitude: 40 deg, longitude: 33 deg, altitude: 60 m agl, speed: 240 m/s}\n", ""),
       "a route of one waypoint");
}

TEST(Weaving, IsFlownOnItsLegAndNeedsTheTurnLimit) {
  const std::string leg = "longitude: 32 deg, altitude: 60 m agl, speed: 240 m/s";
  const Scenario plain = loaded(kSmallScenario),
                 weaving =
                     loaded(with(kSmallScenario, leg, leg + ", weave: {acceleration: 2 g, period: 10 s}"));
  const Platform &a = *group(plain, "low")[0], &b = *group(weaving, "low")[0];
  EXPECT_EQ(a.path.end(), b.path.end());
  double most_m = 0.0;
  for (Time t = a.path.begin(); t < a.path.end(); t = t + Duration{1'000'000'000})
    most_m = std::max(most_m, norm(a.path.at(t).p_ecef_m - b.path.at(t).p_ecef_m));
  EXPECT_NEAR(most_m, 2.0 * 9.80665 / std::pow(2.0 * M_PI / 10.0, 2.0), 10.0);
  const Problems too_much =
      problems_of(with(kSmallScenario, leg, leg + ", weave: {acceleration: 5 g, period: 10 s}"));
  EXPECT_NE(too_much.text().find("`cruise missile` weaves with 3.06 g at the most"), std::string::npos)
      << too_much.text();
  const Problems turn = problems_of(with(kSmallScenario, leg, leg + ", turn: 5 g"));
  EXPECT_NE(turn.text().find("`cruise missile` turns with 3.06 g at the most"), std::string::npos)
      << turn.text();
}

}  // namespace
}  // namespace cupola
