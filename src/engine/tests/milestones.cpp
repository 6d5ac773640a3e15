#include "engine/milestones.hpp"

#include <gtest/gtest.h>

namespace cupola::testing {
namespace {

constexpr Time kStart{1'780'000'000'000'000'000};

Time at(double s) { return kStart + Duration::seconds(s); }

/// A hostile and a friend that rise from the surface of the earth above the pole at 1 km/s.
Scenario scene() {
  Scenario s;
  s.start = kStart;
  for (std::uint32_t i = 0; i < 2; ++i) {
    Platform p;
    p.id = PlatformId{i};
    p.side = i == 0 ? Side::hostile : Side::friendly;
    const double pole_m = to_ecef({1.5707963267948966, 0.0, 0.0}).z;
    p.path.add_knot(at(0.0), {{0.0, 0.0, pole_m}, {0.0, 0.0, 1000.0}});
    p.path.add_knot(at(100.0), {{0.0, 0.0, pole_m + 1e5}, {0.0, 0.0, 1000.0}});
    s.platforms.push_back(p);
  }
  return s;
}

void add_radar(Scenario& s, double height_m, bool guides) {
  RadarSite radar;
  radar.id = RadarId{static_cast<std::uint32_t>(s.radars.size())};
  radar.antenna = {1.5707963267948966, 0.0, height_m};
  if (guides) radar.fire_unit = FireUnitId{0};
  s.radars.push_back(radar);
}

TEST(Milestones, AreTakenFromTheNearestGuidanceRadar) {
  Scenario s = scene();
  std::vector<ThreatFacts> facts(2);
  for (ThreatFacts& f : facts) {
    f.first_detection = at(50.0);
    f.first_launch = at(80.0);
    f.first_intercept = at(130.0);
  }
  add_radar(s, 10e3, false);  // nearer, but it guides nothing
  const auto range_m = [&](Milestone m) {
    return milestones_of(s, facts)[0][static_cast<std::size_t>(m)].range_m;
  };
  EXPECT_NEAR(range_m(Milestone::detection), 40e3, 1e-3);
  add_radar(s, 0.0, true);
  EXPECT_NEAR(range_m(Milestone::detection), 50e3, 1e-3);
  add_radar(s, 2e3, true);
  EXPECT_NEAR(range_m(Milestone::detection), 48e3, 1e-3);
  EXPECT_NEAR(range_m(Milestone::launch), 78e3, 1e-3);
  EXPECT_NEAR(range_m(Milestone::intercept), 98e3, 1e-3) << "where its path ended";

  const std::vector<Milestones> all = milestones_of(s, facts);
  EXPECT_EQ(all[0][static_cast<std::size_t>(Milestone::launch)].time, at(80.0));
  EXPECT_FALSE(all[0][static_cast<std::size_t>(Milestone::track)].ever());
  for (const Reached& reached : all[1]) EXPECT_FALSE(reached.ever()) << "a friend";
}

}  // namespace
}  // namespace cupola::testing
