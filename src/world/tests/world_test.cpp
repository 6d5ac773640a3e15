#include "world/world.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace cupola {
namespace {

constexpr Time kStart{1'000'000'000'000};
Time at(double s) { return kStart + Duration::seconds(s); }

Path straight(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, double begin_s, double end_s, double step_s) {
  Path path;
  for (double s = begin_s; s <= end_s; s += step_s)
    path.add_knot(at(s), {p_ecef_m + (s - begin_s) * v_ecef_m_s, v_ecef_m_s});
  return path;
}

RadarSite site(const std::string& name) {
  RadarSite radar;
  radar.name = name;
  radar.type.availability = 1.0;
  radar.type.warm_up_s = 30.0;
  radar.type.sector_turn_rate_rad_s = 0.1;
  radar.schedule = {{kStart, Readiness::ready}};
  return radar;
}

Scenario two_platforms() {
  Scenario scenario;
  scenario.start = kStart;
  scenario.platforms.resize(2);
  for (std::uint32_t i = 0; i < 2; ++i) scenario.platforms[i].id = PlatformId{i};
  scenario.platforms[0].name = "early";
  scenario.platforms[0].path = straight({6.4e6, 0, 0}, {100, 200, -50}, 0.0, 100.0, 10.0);
  scenario.platforms[1].name = "late";
  scenario.platforms[1].path = straight({6.4e6, 5e4, 0}, {-300, 0, 0}, 50.0, 80.0, 7.5);
  return scenario;
}

TEST(World, a_platform_is_present_from_its_begin_until_its_end) {
  const Scenario scenario = two_platforms();
  const World world(scenario, ReplicateKey::of(1, 0));
  const PlatformId late{1};
  EXPECT_FALSE(world.present(late, at(49.999)));
  EXPECT_TRUE(world.present(late, at(50.0)));
  EXPECT_TRUE(world.present(late, at(79.999)));
  EXPECT_FALSE(world.present(late, at(80.0)));
}

TEST(World, the_dead_are_absent_from_their_earliest_death_on) {
  const Scenario scenario = two_platforms();
  World world(scenario, ReplicateKey::of(1, 0));
  const PlatformId early{0};
  EXPECT_FALSE(world.dead(early));
  EXPECT_EQ(world.death_time(early), kNever);
  const Time before = at(15.0), then = at(18.0);
  EXPECT_TRUE(world.present(early, then));
  World other = world;
  const bool there = other.present(early, before);
  other.leave(early, then);
  EXPECT_FALSE(other.present(early, then));
  EXPECT_EQ(other.present(early, before), there);
  EXPECT_FALSE(other.dead(early));  // it got where it was going
  world.kill(early, at(20.0));
  world.kill(early, at(30.0));
  EXPECT_TRUE(world.dead(early));
  EXPECT_EQ(world.death_time(early), at(20.0));
  EXPECT_TRUE(world.present(early, at(19.999)));
  EXPECT_FALSE(world.present(early, at(20.0)));
}

TEST(World, what_a_dead_carrier_would_have_released_never_sets_out) {
  Scenario scenario = two_platforms();
  scenario.platforms[1].carrier = PlatformId{0};
  const PlatformId carrier{0}, carried{1};
  World in_time(scenario, ReplicateKey::of(1, 0)), too_late = in_time;
  in_time.kill(carrier, at(49.999));
  EXPECT_FALSE(in_time.sets_out(carried));
  EXPECT_FALSE(in_time.dead(carried));
  for (const double s : {40.0, 50.0, 60.0, 79.0}) EXPECT_FALSE(in_time.present(carried, at(s)));
  EXPECT_FALSE(in_time.present_within(carried, at(0.0), at(100.0)));
  too_late.kill(carrier, at(50.0));
  EXPECT_TRUE(too_late.sets_out(carried));
  EXPECT_TRUE(too_late.present(carried, at(60.0)));
}

TEST(World, motion_follows_the_path_in_any_order_of_asking) {
  const Scenario scenario = two_platforms();
  const World world(scenario, ReplicateKey::of(1, 0));
  std::vector<Motion> all;
  for (const double s : {0.0, 63.0, 12.5, 99.9, 51.0, 150.0, -5.0}) {
    world.motions_at(at(s), all);
    ASSERT_EQ(all.size(), 2u);
    for (std::uint32_t i = 0; i < 2; ++i) {
      const Motion expected = scenario.platforms[i].path.at(at(s));
      EXPECT_EQ(world.motion(PlatformId{i}, at(s)).p_ecef_m, expected.p_ecef_m);
      EXPECT_EQ(all[i].v_ecef_m_s, expected.v_ecef_m_s);
    }
  }
}

TEST(World, segment_lanes_give_the_same_places_as_the_paths) {
  const Scenario scenario = two_platforms();
  const World world(scenario, ReplicateKey::of(1, 0));
  for (const double s : {-3.0, 0.0, 9.999, 10.0, 55.0, 49.0, 57.5, 79.9, 80.0, 99.0, 100.0, 300.0, 20.0}) {
    const SegmentLanes& lanes = world.segments_at(at(s), {0});
    ASSERT_EQ(lanes.count(), 2u);
    ASSERT_EQ(lanes.padded(), 8u);
    for (std::size_t i = 0; i < 2; ++i) {
      const double t = (lanes.since_origin_ns(at(s)) - lanes.begin_ns()[i]) * 1e-9;
      const auto place = [&](int axis) {
        return ((lanes.coefficient(0, axis)[i] * t + lanes.coefficient(1, axis)[i]) * t +
                lanes.coefficient(2, axis)[i]) *
                   t +
               lanes.coefficient(3, axis)[i];
      };
      const Vec3 expected = scenario.platforms[i].path.at(at(s)).p_ecef_m;
      EXPECT_NEAR(place(0), expected.x, 1e-8);
      EXPECT_NEAR(place(1), expected.y, 1e-8);
      EXPECT_NEAR(place(2), expected.z, 1e-8);
    }
  }
}

TEST(World, availability_is_the_share_of_replicates_with_the_radar_up) {
  Scenario scenario;
  scenario.start = kStart;
  scenario.radars = {site("a"), site("b")};
  scenario.radars[0].type.availability = 0.9;
  constexpr int kReplicates = 20000;
  int up = 0;
  double phase_sum = 0.0;
  for (int r = 0; r < kReplicates; ++r) {
    const World world(scenario, ReplicateKey::of(7, static_cast<std::uint64_t>(r)));
    up += !world.radar(RadarId{0}).failed;
    EXPECT_FALSE(world.radar(RadarId{1}).failed);
    phase_sum += world.radar(RadarId{1}).scan_phase_rad;
  }
  // Three standard errors: sqrt(0.09 / 20000) and 2 pi / sqrt(12 x 20000).
  EXPECT_NEAR(up / double{kReplicates}, 0.9, 3 * 0.00212);
  EXPECT_NEAR(phase_sum / kReplicates, M_PI, 3 * 0.0128);
}

TEST(World, a_further_radar_shifts_nobody_elses_luck) {
  Scenario scenario;
  scenario.start = kStart;
  scenario.radars = {site("b")};
  const World alone(scenario, ReplicateKey::of(7, 3));
  scenario.radars = {site("a"), site("b")};
  const World together(scenario, ReplicateKey::of(7, 3));
  EXPECT_EQ(alone.radar(RadarId{0}).scan_phase_rad, together.radar(RadarId{1}).scan_phase_rad);
  EXPECT_NE(together.radar(RadarId{0}).scan_phase_rad, together.radar(RadarId{1}).scan_phase_rad);
}

TEST(World, a_radar_is_down_as_often_as_its_availability_says) {
  Scenario scenario;
  scenario.start = kStart;
  scenario.radars = {site("a")};
  const auto failures = [&scenario](double availability) {
    scenario.radars[0].type.availability.value = availability;
    int n = 0;
    for (std::uint64_t r = 0; r < 1000; ++r)
      n += World(scenario, ReplicateKey::of(1, r)).radar(RadarId{0}).failed;
    return n;
  };
  EXPECT_EQ(failures(1.0), 0);
  EXPECT_EQ(failures(0.0), 1000);
  EXPECT_NEAR(failures(0.7), 300, 58);  // four standard errors
}

TEST(World, starts_in_the_state_of_the_schedule) {
  Scenario scenario;
  scenario.start = kStart;
  scenario.radars = {site("a")};
  EXPECT_TRUE(World(scenario, ReplicateKey::of(1, 0)).radar(RadarId{0}).radiating(kStart));
  scenario.radars[0].schedule.front().second = Readiness::standby;
  EXPECT_FALSE(World(scenario, ReplicateKey::of(1, 0)).radar(RadarId{0}).radiating(kStart));
}

TEST(World, rcs_is_that_of_the_aspect_and_band) {
  Scenario scenario = two_platforms();
  RcsByAspect& rcs = scenario.platforms[0].type.rcs[static_cast<std::size_t>(Band::s)];
  rcs.front_m2 = 0.5;
  rcs.side_m2 = 8.0;
  rcs.rear_m2 = 2.0;
  const World world(scenario, ReplicateKey::of(1, 0));
  const Motion motion{{6.4e6, 0, 0}, {0, 0, 250}};
  const PlatformId id{0};
  EXPECT_NEAR(world.rcs_m2(id, Band::s, motion, {6.4e6, 0, 1e5}), 0.5, 1e-12);
  EXPECT_NEAR(world.rcs_m2(id, Band::s, motion, {6.4e6, 1e5, 0}), 8.0, 1e-12);
  EXPECT_NEAR(world.rcs_m2(id, Band::s, motion, {6.4e6, 0, -1e5}), 2.0, 1e-12);
  // Nose and tail change places when the velocity turns round.
  const Motion reversed{motion.p_ecef_m, -motion.v_ecef_m_s};
  EXPECT_NEAR(world.rcs_m2(id, Band::s, reversed, {6.4e6, 0, 1e5}), 2.0, 1e-12);
}

}  // namespace
}  // namespace cupola
