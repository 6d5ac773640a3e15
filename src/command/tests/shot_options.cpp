#include "command/shot_options.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "command/tests/proving_ground.hpp"

namespace cupola {
namespace {

using testing::level_velocity;
using testing::over_ground;

class OptionsOf : public ::testing::Test {
 protected:
  OptionsOf() : own_(testing::lone_fire_unit()) { read_book(); }

  void read_book() {
    book_ = std::make_unique<UnitBook>(own_.fire_units[0], own_.weapons.size(), true);
    unit_ = UnitNow{};
    unit_.book = book_.get();
    unit_.supply = {book_->target_channels_free, book_->missile_channels_free, book_->stock};
  }
  static TrackBelief target(double north_m, double speed_m_s, double height_m = 5'000.0) {
    TrackBelief belief;
    belief.track.p_ecef_m = over_ground(0.0, north_m, height_m);
    belief.track.v_ecef_m_s = level_velocity(belief.track.p_ecef_m, 0.0, -speed_m_s);
    belief.threat = {true, north_m / speed_m_s, 0.0, 1.0};
    belief.task.released_since = Time{0};
    return belief;
  }
  ShotCase look(const TrackBelief& belief) {
    options_.clear();
    return ShotOptions(own_).add(3, belief, Time{0}, {unit_}, options_);
  }
  OrderOfBattle own_;
  std::unique_ptr<UnitBook> book_;
  UnitNow unit_;
  std::vector<ShotOption> options_;
};

TEST_F(OptionsOf, ATargetInReachIsAnOption) {
  own_.doctrine.salvo = 2;
  EXPECT_EQ(look(target(60'000.0, 250.0)).obstacle, ShotObstacle::none);
  ASSERT_EQ(options_.size(), 1u);
  EXPECT_EQ(options_[0].target, 3u);
  EXPECT_NEAR(options_[0].kill_probability, 1.0 - 0.2 * 0.2, 1e-12);
  EXPECT_NEAR(options_[0].intercept_s, 60.2 / 1.25, 0.5);
}

TEST_F(OptionsOf, TheLastRoundIsAlsoAnOption) {
  own_.doctrine.salvo = 2;
  unit_.supply.rounds[0] = 1;
  EXPECT_EQ(look(target(60'000.0, 250.0)).obstacle, ShotObstacle::none);
  EXPECT_NEAR(options_[0].kill_probability, 0.8, 1e-12);
}

/// Of two rounds on the same launchers, only the one that the radar guides.
TEST_F(OptionsOf, ARoundThatItsRadarCannotGuideIsNone) {
  own_.weapons.push_back(testing::constant_speed_weapon(1, 1'200.0, 0.95));
  for (KnownLauncher& launcher : own_.fire_units[0].launchers) launcher.load.push_back({WeaponTypeId{1}, 4});
  read_book();
  look(target(60'000.0, 250.0));
  EXPECT_EQ(options_.size(), 2u);
  own_.fire_units[0].not_guided = {WeaponTypeId{1}};
  read_book();
  look(target(60'000.0, 250.0));
  ASSERT_EQ(options_.size(), 1u);
  EXPECT_EQ(options_[0].weapon, 0u);
}

TEST_F(OptionsOf, EachObstacleIsNamed) {
  EXPECT_EQ(look(target(3'000.0, 800.0)).obstacle,
            ShotObstacle::never);  // inside the least range before any round is there

  const ShotCase far = look(target(300'000.0, 250.0));
  EXPECT_EQ(far.obstacle, ShotObstacle::later);
  EXPECT_NEAR(far.wait_s, 150.0 / 0.25 - 150.0, 10.0);

  unit_.supply.rounds[0] = 0;
  EXPECT_EQ(look(target(60'000.0, 250.0)).obstacle, ShotObstacle::round);
  read_book();
  unit_.supply.target_channels = 0;
  EXPECT_EQ(look(target(60'000.0, 250.0)).obstacle, ShotObstacle::channel);
  read_book();
  unit_.supply.missile_channels = 0;
  EXPECT_EQ(look(target(60'000.0, 250.0)).obstacle, ShotObstacle::channel);
  read_book();
  unit_.silent = true;
  EXPECT_EQ(look(target(60'000.0, 250.0)).obstacle, ShotObstacle::rest);
  read_book();
  unit_.radar_up = false;
  EXPECT_EQ(look(target(60'000.0, 250.0)).obstacle, ShotObstacle::off);
  read_book();
  unit_.launchers_up = false;
  EXPECT_EQ(look(target(60'000.0, 250.0)).obstacle, ShotObstacle::off);
  read_book();
  own_.doctrine.planned_kill_probability_least = 0.81;
  EXPECT_EQ(look(target(60'000.0, 250.0)).obstacle, ShotObstacle::rule);
  EXPECT_TRUE(options_.empty());
}

TEST_F(OptionsOf, ASectorThatIsNeededElsewhereIsAnObstacle) {
  KnownRadar& radar = own_.fire_units[0].guidance;
  radar.type.sector_width_rad = math::kPi / 2.0;
  radar.type.sector_turn_rate_rad_s = 0.1;
  radar.sector_centre_rad = math::kPi;  // faces south
  read_book();
  unit_.sector_free = false;
  EXPECT_EQ(look(target(60'000.0, 250.0)).obstacle, ShotObstacle::sector);
  const int channels = unit_.supply.target_channels;
  unit_.supply.target_channels = 0;  // one more would not help: it is not channels that are short
  EXPECT_EQ(look(target(60'000.0, 250.0)).obstacle, ShotObstacle::sector);
  unit_.supply.target_channels = channels;
  unit_.sector_free = true;
  EXPECT_EQ(look(target(60'000.0, 250.0)).obstacle, ShotObstacle::none);
  // Turning takes 31 s: the intercept comes that much later, times 1 / 1.25.
  EXPECT_NEAR(options_[0].intercept_s, (60.2 + 31.4) / 1.25, 1.0);
}

/// Where the reaction begins with the order, the order goes out so long before the target is near enough.
TEST_F(OptionsOf, AUnitThatReactsFromTheOrderGetsItInTime) {
  own_.doctrine.fire.launch_most_m = 50'000.0;
  book_ = std::make_unique<UnitBook>(own_.fire_units[0], own_.weapons.size(), false);
  unit_.book = book_.get();
  unit_.reaction_s = 10.0;
  EXPECT_EQ(look(target(52'000.0, 250.0)).obstacle, ShotObstacle::none);
  const ShotCase far = look(target(60'000.0, 250.0));
  EXPECT_EQ(far.obstacle, ShotObstacle::later);
  EXPECT_NEAR(far.wait_s, 40.0 - 10.0, 1.5);  // slant range, over the round earth
}

/// What is released only because it attacks the unit is met before it is there, whatever it goes on to.
TEST_F(OptionsOf, SelfDefenceEndsWhenTheAttackerIsThere) {
  own_.doctrine.fire.self_defence_m = 3'000.0;
  own_.doctrine.fire.self_defence_within_s = 60.0;
  TrackBelief belief = target(8'000.0, 250.0);
  belief.threat.time_to_go_s = 200.0;
  unit_.reaction_s = 20.0;
  belief.task.self_defence = true;
  EXPECT_EQ(look(belief).obstacle, ShotObstacle::none);
  ASSERT_EQ(options_.size(), 1u);
  EXPECT_TRUE(options_[0].self_defence);
  unit_.reaction_s = 40.0;  // it passes after 32 s
  EXPECT_EQ(look(belief).obstacle, ShotObstacle::never);
  belief.task.self_defence = false;  // released anyhow, and it threatens something farther on
  EXPECT_EQ(look(belief).obstacle, ShotObstacle::none);
}

TEST_F(OptionsOf, AUnitThatGaveItUpRests) {
  TrackBelief belief = target(60'000.0, 250.0);
  belief.task.units_resting = 1;
  belief.task.units_rest_until = Time{1};
  EXPECT_EQ(look(belief).obstacle, ShotObstacle::rest);
  belief.task.units_rest_until = Time{0};
  EXPECT_EQ(look(belief).obstacle, ShotObstacle::none);
}

TEST_F(OptionsOf, TheReactionThatIsLeftDelaysTheIntercept) {
  unit_.reaction_s = 10.0;
  look(target(60'000.0, 250.0));
  EXPECT_NEAR(options_.at(0).intercept_s, (60.2 + 10.0) / 1.25, 0.5);
  TrackBelief released_before = target(60'000.0, 250.0);
  released_before.task.released_since = Time{-8'000'000'000};
  look(released_before);
  EXPECT_NEAR(options_.at(0).intercept_s, (60.2 + 2.0) / 1.25, 0.5);
}

/// Two rounds of 0.8 with a correlation of 0.25 both miss with 0.25 * 0.2 + 0.75 * 0.04.
TEST_F(OptionsOf, ACommonCauseOfASalvoIsPlannedWith) {
  own_.doctrine.salvo = 2;
  own_.weapons[0].type.common_cause = 0.25;
  look(target(60'000.0, 250.0));
  ASSERT_EQ(options_.size(), 1u);
  EXPECT_NEAR(options_[0].kill_probability, 1.0 - 0.08, 1e-12);
}

/// Met at 48 km of 100: the planned probability is that of there, and below the least there is no shot.
TEST_F(OptionsOf, WhereItIsMetDecidesThePlannedProbability) {
  own_.doctrine.salvo = 1;
  InterceptorType& weapon = own_.weapons[0].type;
  for (Figure& p : weapon.kill_probability) p.low = 0.0;
  look(target(60'000.0, 250.0));
  const double met_m = 60'000.0 - 250.0 * options_.at(0).intercept_s;
  const double share = std::hypot(met_m, 5'000.0) / weapon.range_max_m;
  weapon.kill_factors.range = {{0.0, 1.0}, {1.0, 0.0}, 1.0};
  EXPECT_EQ(look(target(60'000.0, 250.0)).obstacle, ShotObstacle::none);
  EXPECT_NEAR(options_.at(0).kill_probability, 0.8 * (1.0 - share), 2e-3);
  own_.doctrine.planned_kill_probability_least = 0.8 * (1.0 - share) + 0.01;
  EXPECT_EQ(look(target(60'000.0, 250.0)).obstacle, ShotObstacle::rule);
}

TEST_F(OptionsOf, WhatComesHeadOnIsPlannedByItsCrossingAngle) {
  own_.doctrine.salvo = 1;
  InterceptorType& weapon = own_.weapons[0].type;
  for (Figure& p : weapon.kill_probability) p.low = 0.0;
  weapon.kill_factors.crossing = {{0.0, 0.5}, {1.0, 0.5}, 1.0};
  look(target(60'000.0, 250.0));
  const double met_m = 60'000.0 - 250.0 * options_.at(0).intercept_s;
  // It flies level and is met 5 km up, over ground that has fallen off.
  const double angle_rad = std::atan2(5'000.0, met_m) + met_m / (2.0 * 6'371e3);
  EXPECT_NEAR(options_.at(0).kill_probability, 0.8 * (1.0 - angle_rad), 5e-4);
}

}  // namespace
}  // namespace cupola
