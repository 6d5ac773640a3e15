#include "command/behaviour.hpp"

#include <gtest/gtest.h>

#include "command/kinematics.hpp"
#include "command/tests/proving_ground.hpp"

namespace cupola {
namespace {

using testing::level_velocity;
using testing::over_ground;

OrderOfBattle with_asset_far_off() {
  OrderOfBattle own;
  own.doctrine = testing::plain_doctrine();
  own.assets.push_back({AssetId{0}, over_ground(0.0, 0.0, 0.0), 1'000.0, 1.0});
  return own;
}

Behaviour read(const KinematicEstimate& e, const OrderOfBattle& own, Behaviour held = Behaviour::none) {
  return BehaviourReader(own).read(e, vertical_at(e.p_ecef_m), held);
}

Behaviour at(double north_m, double height_m, double east_m_s, double north_m_s, double up_m_s = 0.0) {
  KinematicEstimate e;
  e.p_ecef_m = over_ground(0.0, north_m, height_m);
  e.v_ecef_m_s = level_velocity(e.p_ecef_m, east_m_s, north_m_s, up_m_s);
  return read(e, with_asset_far_off());
}

TEST(Behaviour, NamesWhatItSees) {
  EXPECT_EQ(at(80'000.0, 300.0, 240.0, 0.0), Behaviour::fast_low);
  EXPECT_EQ(at(80'000.0, 800.0, 50.0, 0.0), Behaviour::slow_low);
  EXPECT_EQ(at(80'000.0, 300.0, 150.0, 0.0), Behaviour::other);
  EXPECT_EQ(at(80'000.0, 12'000.0, 400.0, 0.0), Behaviour::fast_high);
  EXPECT_EQ(at(80'000.0, 10'500.0, 240.0, 0.0), Behaviour::airliner_like);
  EXPECT_EQ(at(80'000.0, 10'500.0, 240.0, 0.0, 20.0), Behaviour::other);
  EXPECT_EQ(at(80'000.0, 8'000.0, 0.0, -240.0), Behaviour::heading_for_asset);
  EXPECT_EQ(at(250'000.0, 10'500.0, 0.0, -240.0),
            Behaviour::airliner_like);  // more than a quarter of an hour away
  EXPECT_EQ(at(80'000.0, 20'000.0, 0.0, -900.0, -700.0), Behaviour::ballistic);
  EXPECT_EQ(at(80'000.0, 45'000.0, 0.0, -900.0), Behaviour::ballistic);
  EXPECT_EQ(at(80'000.0, 20'000.0, 900.0, 0.0), Behaviour::fast_high);
}

TEST(Behaviour, SaysNothingOfWhatIsPoorlyKnown) {
  KinematicEstimate e;
  e.p_ecef_m = over_ground(0.0, 80'000.0, 300.0);
  e.v_ecef_m_s = level_velocity(e.p_ecef_m, 240.0, 0.0);
  e.velocity_sd_m_s = 71.0;
  EXPECT_EQ(read(e, with_asset_far_off()), Behaviour::none);
  e.velocity_sd_m_s = 69.0;
  EXPECT_EQ(read(e, with_asset_far_off()), Behaviour::fast_low);
  e.height_sd_m = 1'500.0;
  EXPECT_EQ(read(e, with_asset_far_off()), Behaviour::other);  // low, perhaps
}

bool holds(const KnownCorridor& corridor, double default_half_width_m, const Vec3& p_ecef_m) {
  return inside(corridor, default_half_width_m, p_ecef_m, height_hae_m(p_ecef_m));
}

TEST(Behaviour, ACorridorHasWidthFloorAndCeiling) {
  KnownCorridor corridor;
  corridor.points_ecef_m = {over_ground(-150'000.0, 80'000.0, 0.0), over_ground(150'000.0, 80'000.0, 0.0)};
  corridor.half_width_m = 10'000.0;
  corridor.floor_hae_m = 5'000.0;
  corridor.ceiling_hae_m = 12'000.0;
  EXPECT_TRUE(holds(corridor, 1.0, over_ground(0.0, 80'000.0, 9'000.0)));
  EXPECT_TRUE(holds(corridor, 1.0, over_ground(0.0, 89'000.0, 9'000.0)));
  EXPECT_FALSE(holds(corridor, 1.0, over_ground(0.0, 92'000.0, 9'000.0)));
  EXPECT_FALSE(holds(corridor, 1.0, over_ground(0.0, 80'000.0, 4'000.0)));
  EXPECT_FALSE(holds(corridor, 1.0, over_ground(0.0, 80'000.0, 13'000.0)));
  EXPECT_FALSE(holds(corridor, 1.0, over_ground(170'000.0, 80'000.0, 9'000.0)));
  corridor.half_width_m = 0.0;
  EXPECT_FALSE(holds(corridor, 5'000.0, over_ground(0.0, 86'500.0, 9'000.0)));
  EXPECT_TRUE(holds(corridor, 8'000.0, over_ground(0.0, 86'500.0, 9'000.0)));
}

TEST(Behaviour, ACourseOnceTakenForAnApproachIsGivenUpOnlyWhereItClearlyLeads) {
  // 80 km off, passing 14 km beside the asset; one standard deviation of the velocity is worth 6.7 km there.
  KinematicEstimate e;
  e.p_ecef_m = over_ground(14'000.0, 80'000.0, 8'000.0);
  e.v_ecef_m_s = level_velocity(e.p_ecef_m, 0.0, -240.0);
  e.velocity_sd_m_s = 20.0;
  const OrderOfBattle own = with_asset_far_off();
  EXPECT_NE(read(e, own), Behaviour::heading_for_asset);
  EXPECT_EQ(read(e, own, Behaviour::heading_for_asset), Behaviour::heading_for_asset);
  e.velocity_sd_m_s = 5.0;
  EXPECT_NE(read(e, own, Behaviour::heading_for_asset), Behaviour::heading_for_asset);
}

TEST(SteadyBehaviour, turns_only_on_the_third_reading_in_a_row) {
  SteadyBehaviour steady;
  EXPECT_EQ(steady.read(Behaviour::none), Behaviour::none);
  EXPECT_EQ(steady.read(Behaviour::airliner_like), Behaviour::airliner_like);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(steady.read(Behaviour::heading_for_asset), Behaviour::airliner_like);
  EXPECT_EQ(steady.read(Behaviour::airliner_like), Behaviour::airliner_like);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(steady.read(Behaviour::heading_for_asset), Behaviour::airliner_like);
  EXPECT_EQ(steady.read(Behaviour::heading_for_asset), Behaviour::heading_for_asset);
  EXPECT_EQ(steady.read(Behaviour::none), Behaviour::heading_for_asset);
}

}  // namespace
}  // namespace cupola
