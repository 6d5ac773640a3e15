#include "analysis/footprint.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "analysis/footprint_defence.hpp"
#include "analysis/tests/coverage_scene.hpp"
#include "core/math.hpp"
#include "earth/horizon.hpp"

namespace cupola {
namespace {

using testing::kDegree;

constexpr double kHeight_m = 3000.0, kSpeed_m_s = 250.0, kReaction_s = 20.0, kLook_s = 1.0;

/// One fire unit whose radar sees everything out to a range and all round, rounds that fly straight at one speed, and no
/// limit but those that a test sets.
class PlainDefence : public ::testing::Test {
 protected:
  PlainDefence() : scenario_(testing::shipped_scenario("02-one-fire-unit-one-target")) {
    Scenario& s = scenario_;
    s.earth.k_factor = 1e9;
    s.environment = {};
    s.seeing.detection_least = 1.0;
    s.radars.resize(1);
    s.fire_units.resize(1);
    s.weapons_true.resize(1);
    s.fire_units[0].guidance = s.radars[0].id = RadarId{0};
    s.fire_units[0].zones.clear();
    for (LauncherSite& launcher : s.launchers) launcher.load = {{WeaponTypeId{0}, 4}};
    RadarType& radar = s.radars[0].type;
    radar.scan = ScanKind::sector;
    radar.pattern = {};
    radar.arrays.clear();
    radar.sector_width_rad = 2.0 * math::kPi;
    radar.elevation_min_rad = -0.3;
    radar.elevation_max_rad = 1.57;
    radar.minimum_range_m = 0.0;
    radar.search_frame_s = radar.track_interval_s = kLook_s;
    for (PostSite& post : s.posts) {
      Doctrine& d = post.doctrine;
      d.initiation_hits = 2;
      d.initiation_looks = 3;
      d.reaction_time_s = kReaction_s;
      d.fire = {};
      d.keep_out_m = 0.0;
      post.radars = {RadarId{0}};
    }
    InterceptorType& round = s.weapons_true[0];
    round.range_min_m = 0.0;
    round.altitude_min_m = 0.0;
    round.altitude_max_m = 30e3;
    round.target_speed_max_m_s = 5000.0;
    round.life_s = 300.0;
    s.platforms.assign(1, {});
    s.platforms.front().id = PlatformId{0};
    s.platforms.front().type = target_of_rcs(1.0, kSpeed_m_s);
    question_ = testing::question_of_rcs(1.0, {testing::altitude(kHeight_m)});
    see(100e3);
    shoot(300e3, 1000.0);
  }

  void see(double range_m) { scenario_.radars[0].type.instrumented_range_m = range_m; }
  void shoot(double range_m, double speed_m_s) {
    scenario_.weapons_true[0].range_max_m = range_m;
    round_m_s_ = speed_m_s;
    FlyoutTable table = FlyoutTable::even_grid(330, 1000.0, 20, 500.0);
    const double ground_msl_m = scenario_.earth.ground_hae_m - scenario_.earth.geoid_undulation_m;
    for (int h = 0; h < table.height_count; ++h)
      for (int r = 0; r < table.range_count; ++r) {
        table.time_s.push_back(
            static_cast<float>(std::hypot(1000.0 * r, 500.0 * h - ground_msl_m) / speed_m_s));
        table.speed_m_s.push_back(static_cast<float>(speed_m_s));
      }
    tables_ = {table};
  }

  /// Of the place so far away in a direction from the unit; the target comes from another.
  FootprintVerdict at(double range_m, double azimuth_rad, double from_rad) const {
    const Geodetic& unit = scenario_.radars[0].antenna;
    const Vec3 p =
        point_over_ground_ecef_m(LocalFrame::at(unit), math::sin(azimuth_rad), math::cos(azimuth_rad),
                                 std::max(range_m, 1.0), scenario_.earth.ground_hae_m);
    const Geodetic place = to_geodetic(p);
    Scenario scenario = scenario_;
    const CoverageGround ground(scenario, nullptr);
    const FootprintDefence defence(scenario, tables_, question_);
    ApproachLaw law;
    law.from_rad = as_at(place, from_rad);
    law.height = question_.altitudes.front().height;
    law.speed_m_s = kSpeed_m_s;
    law.way_m = 500e3;
    FootprintDefence::Scratch scratch(defence);
    return defence.verdict(Approach(scenario, ground, law, {place.latitude_rad, place.longitude_rad},
                                    scenario.earth.ground_hae_m - scenario.earth.geoid_undulation_m),
                           scratch);
  }
  /// A direction at the unit, as an azimuth at the place: meridians converge.
  double as_at(const Geodetic& place, double azimuth_rad) const {
    const LocalFrame unit = LocalFrame::at(scenario_.radars[0].antenna);
    const Vec3 way = transpose(unit.ecef_to_enu) * Vec3{math::sin(azimuth_rad), math::cos(azimuth_rad), 0.0};
    const Vec3 there = LocalFrame::at(place).ecef_to_enu * way;
    return math::atan2(there.x, there.y);
  }
  /// Where being defended ends on a way out from the unit.
  template <class Holds>
  double edge_m(double azimuth_rad, double from_rad, const Holds& holds) const {
    double in_m = 0.0, out_m = 400e3;
    for (int i = 0; i < 16; ++i) {
      const double middle_m = 0.5 * (in_m + out_m);
      (holds(at(middle_m, azimuth_rad, from_rad)) ? in_m : out_m) = middle_m;
    }
    return 0.5 * (in_m + out_m);
  }
  static bool defended(const FootprintVerdict& v) { return v.defended(); }

  Scenario scenario_;
  CoverageQuestion question_;
  std::vector<FlyoutTable> tables_;
  double round_m_s_ = 0.0;
};

/// The root of the closed form for constant speeds. A target that comes along +x, and is seen and may be met within the
/// ground range s, is met over the place (r cos a, r sin a) at the last, if r / u + delay <= (sqrt(s^2 - y^2) - x) / v;
/// on its way to a place behind the circle where it leaves that, if s / u + delay <= 2 sqrt(s^2 - y^2) / v.
double edge_in_closed_form_m(double seen_m, double round_m_s, double delay_s, double off_rad) {
  const auto holds = [&](double r) {
    const double x = r * std::cos(off_rad), y = r * std::sin(off_rad);
    if (std::fabs(y) >= seen_m) return false;
    const double half_m = std::sqrt(seen_m * seen_m - y * y);
    const double there_s = (r <= seen_m ? half_m - x : 2.0 * half_m) / kSpeed_m_s;
    const bool comes_by = r <= seen_m || x < 0.0;
    return comes_by && std::hypot(std::min(r, seen_m), kHeight_m) / round_m_s + delay_s <= there_s;
  };
  double in_m = 0.0, out_m = 400e3;
  for (int i = 0; i < 60; ++i) {
    const double middle_m = 0.5 * (in_m + out_m);
    (holds(middle_m) ? in_m : out_m) = middle_m;
  }
  return in_m;
}

TEST_F(PlainDefence, EndsWhereTheClosedFormForConstantSpeedsDoes) {
  for (const double round_m_s : {600.0, 1000.0}) {
    shoot(300e3, round_m_s);
    for (const double from_deg : {0.0, 110.0})
      for (const double off_deg : {0.0, 45.0, 90.0, 135.0}) {
        const double seen_m = std::sqrt(1e10 - kHeight_m * kHeight_m);
        const double closed_m =
            edge_in_closed_form_m(seen_m, round_m_s, 3.0 * kLook_s + kReaction_s, off_deg * kDegree);
        const double edge = edge_m((from_deg + off_deg) * kDegree, from_deg * kDegree, defended);
        EXPECT_NEAR(edge, closed_m, 150.0) << round_m_s << " " << from_deg << " " << off_deg;
      }
  }
}

/// Head-on and chased the root is explicit: (s - v d) / (1 +- v / u), but for the height.
TEST_F(PlainDefence, IsLongerBehindTheUnitThanBeforeIt) {
  const double delay_s = 3.0 * kLook_s + kReaction_s, seen_m = 100e3;
  EXPECT_NEAR(edge_m(0.0, 0.0, defended), (seen_m - kSpeed_m_s * delay_s) / (1.0 + kSpeed_m_s / 1000.0),
              300.0);
}

TEST_F(PlainDefence, EndsWithTheHorizonOfALowFlyer) {
  scenario_.earth.k_factor = 4.0 / 3.0;
  question_.altitudes = {testing::altitude(200.0)};
  see(350e3);
  const double seen_m = horizon_range_m(scenario_.radars[0].antenna_agl_m, 200.0, 4.0 / 3.0);
  const double closed_m = (seen_m - kSpeed_m_s * (3.0 * kLook_s + kReaction_s)) / (1.0 + kSpeed_m_s / 1000.0);
  EXPECT_NEAR(edge_m(0.5, 0.5, defended), closed_m, 200.0);
}

/// A round that could go at any time meets whoever crosses its disc, also on the way to a place far behind it.
TEST_F(PlainDefence, ReachAloneIsTheDiscAndWhatLiesBehindIt) {
  see(250e3);
  shoot(40e3, 1000.0);
  const auto reach = [](const FootprintVerdict& v) { return v.reach(); };
  const double disc_m = std::sqrt(1.6e9 - kHeight_m * kHeight_m);
  EXPECT_NEAR(edge_m(0.0, 0.0, reach), disc_m, 30.0);
  EXPECT_NEAR(edge_m(0.5 * math::kPi, 0.0, reach), disc_m, 150.0);
  const double aside = math::atan2(0.97 * disc_m, -120e3), too_far = math::atan2(1.03 * disc_m, -120e3);
  EXPECT_TRUE(at(std::hypot(120e3, 0.97 * disc_m), aside, 0.0).reach());
  EXPECT_FALSE(at(std::hypot(120e3, 1.03 * disc_m), too_far, 0.0).reach());
}

TEST_F(PlainDefence, FastRoundsAndShortReactionsDefendMore) {
  int gained = 0;
  for (int i = 0; i < 40; ++i) {
    const double range_m = 2.5e3 * i, azimuth_rad = 0.7 * i, from_rad = 1.9 * i;
    shoot(200e3, 500.0);
    const FootprintVerdict slow = at(range_m, azimuth_rad, from_rad);
    shoot(200e3, 1400.0);
    const FootprintVerdict fast = at(range_m, azimuth_rad, from_rad);
    EXPECT_LE(fast.needed_s, slow.needed_s >= 0.0 ? slow.needed_s : 1e9);
    EXPECT_TRUE(fast.defended() || !slow.defended()) << i;
    EXPECT_TRUE(slow.seen() || !slow.defended());
    EXPECT_TRUE(slow.reach() || !slow.seen());
    gained += fast.defended() && !slow.defended();
  }
  EXPECT_GT(gained, 0);
}

/// Within the least range nothing is met, but what is on its way there may be met before.
TEST_F(PlainDefence, TheDeadZoneIsDefendedByWhatHappensBeforeIt) {
  scenario_.weapons_true[0].range_min_m = 20e3;
  EXPECT_TRUE(at(0.0, 0.0, 0.0).defended());
  see(24e3);  // too late to meet it outside of it, too far to chase what has left it again
  EXPECT_FALSE(at(0.0, 0.0, 0.0).defended());
}

TEST_F(PlainDefence, ANoFireZoneLeavesWhatIsBehindItUndefended) {
  ASSERT_TRUE(at(30e3, 0.0, 0.0).defended());
  FireZone zone;
  zone.forbidden = true;
  zone.from_rad = -0.5;
  zone.width_rad = 1.0;
  zone.floor_hae_m = -1000.0;
  zone.ceiling_hae_m = 50e3;
  scenario_.fire_units[0].zones = {zone};
  EXPECT_FALSE(at(30e3, 0.0, 0.0).reach());
  EXPECT_TRUE(at(30e3, 2.0, 2.0).defended());
}

/// The map of a whole scenario: three areas one within the other, all round no more than from one side.
TEST(Footprint, MapsWhatIsDefendedAllRound) {
  const Scenario scenario = testing::shipped_scenario("03-murted-mixed-raid");
  FootprintQuestion question;
  question.on.target = testing::shipped_catalogue().platforms.at("subsonic cruise missile");
  question.on.target_text = question.on.target.name;
  question.on.altitudes = {testing::altitude(60.0)};
  question.on.reach_m = 60e3;
  question.on.cell_m = 6e3;
  for (int i = 0; i < 6; ++i) question.from_rad.push_back(i * math::kPi / 3.0);
  const Footprint one = footprint(scenario, question);
  ASSERT_EQ(one.map.layers.size(), 3u);
  const auto area = [](const Footprint& f, std::size_t k) { return f.map.layers[k].area.in_force_km2; };
  EXPECT_GT(area(one, 0), 0.0);
  EXPECT_LT(area(one, 0), area(one, 1));
  EXPECT_LE(area(one, 1), area(one, 2));
  EXPECT_LE(area(one, 0), one.from_some[0].in_force_km2);
  question.on.jobs = 2;
  EXPECT_EQ(footprint(scenario, question).map.digest, one.map.digest);

  question.on.jobs = 1;
  question.from_rad = {0.0};
  const Footprint north = footprint(scenario, question);
  EXPECT_GE(area(north, 0), area(one, 0));
  // A cell says what the question says of its middle.
  const CoverageGrid& grid = north.map.grid;
  const auto columns = static_cast<std::size_t>(grid.columns);
  for (std::size_t cell = 0; cell < grid.count(); cell += 37) {
    const GroundPlace place = grid.plane.place(
        grid.point(static_cast<double>(cell / columns), static_cast<double>(cell % columns)));
    EXPECT_EQ(footprint_at(scenario, question, place, 0.0).defended(),
              north.map.layers[0].in_force[cell] > 0.5f);
  }
}

TEST(Footprint, OfABallisticMissileEndsWithTheRoundsThatMeetOne) {
  Scenario scenario = testing::shipped_scenario("03-murted-mixed-raid");
  FootprintQuestion question;
  question.on.target = testing::shipped_catalogue().platforms.at("short-range ballistic missile");
  question.on.altitudes = {testing::altitude(0.0)};
  question.on.reach_m = 90e3;
  question.on.cell_m = 10e3;
  question.from_rad = {1.0, 4.0};
  EXPECT_FALSE(why_no_footprint(scenario, question));
  double farthest_m = 0.0;
  for (const InterceptorType& round : scenario.weapons_true)
    farthest_m = std::max<double>(farthest_m, round.range_max_ballistic_m);
  const Footprint found = footprint(scenario, question);
  EXPECT_GT(found.map.layers[0].area.in_force_km2, 0.0);
  EXPECT_LT(found.map.layers[2].area.in_force_km2, math::kPi * farthest_m * farthest_m * 1e-6);
  for (InterceptorType& round : scenario.weapons_true) round.range_max_ballistic_m = 0.0;
  EXPECT_TRUE(why_no_footprint(scenario, question));
}

}  // namespace
}  // namespace cupola
