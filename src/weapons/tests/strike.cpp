#include "weapons/strike.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "weapons/damage.hpp"

namespace cupola {
namespace {

Platform striker(int i) {
  Platform p;
  p.name = "striker-" + std::to_string(i);
  p.type.strike = {Figure(0.6), Figure(0.25)};
  p.type.anti_radiation = {Figure(40.0), Figure(40.0)};
  return p;
}

double share_of_hits(StrikeLead lead, double miss_m = 40.0) {
  constexpr int kStrikes = 40000;
  int hits = 0;
  for (int i = 0; i < kStrikes; ++i) {
    Platform p = striker(i);
    p.type.anti_radiation.miss_m = miss_m;
    hits += draw_strike(ReplicateKey::of(1, 0), p, lead).hit;
  }
  return double(hits) / kStrikes;
}

TEST(Strike, hits_as_often_as_its_type_says_where_it_finds_its_objective) {
  EXPECT_NEAR(share_of_hits(StrikeLead::target), 0.6, 0.0075);  // three standard deviations
  EXPECT_EQ(share_of_hits(StrikeLead::nothing), 0.0);
}

/// The cookie cutter of Rayleigh: 1 - exp(-R^2 / 2 s^2), at R / s of 1/2, 1, 2.
TEST(Strike, by_a_last_estimate_it_hits_where_the_miss_lies_inside_its_radius) {
  EXPECT_NEAR(share_of_hits(StrikeLead::last_estimate, 80.0), 0.1175, 0.005);
  EXPECT_NEAR(share_of_hits(StrikeLead::last_estimate, 40.0), 0.3935, 0.0075);
  EXPECT_NEAR(share_of_hits(StrikeLead::last_estimate, 20.0), 0.8647, 0.0055);
}

TEST(Strike, its_luck_is_its_own_and_the_misses_scale) {
  const Platform p = striker(3);
  const Strike near = draw_strike(ReplicateKey::of(1, 0), p, StrikeLead::last_estimate);
  Platform worse = p;
  worse.type.anti_radiation.miss_m = 80.0;
  EXPECT_DOUBLE_EQ(draw_strike(ReplicateKey::of(1, 0), worse, StrikeLead::last_estimate).miss_m,
                   2.0 * near.miss_m);
  EXPECT_NE(draw_strike(ReplicateKey::of(1, 1), p, StrikeLead::last_estimate).miss_m, near.miss_m);
  EXPECT_NE(draw_strike(ReplicateKey::of(1, 0), striker(4), StrikeLead::last_estimate).miss_m, near.miss_m);
}

TEST(Damage, leaves_the_product_of_what_the_hits_leave) {
  Scenario s;
  s.assets.resize(2);
  Damage damage(s);
  EXPECT_DOUBLE_EQ(damage.hit(AssetId{1}, 0.25), 0.75);
  EXPECT_DOUBLE_EQ(damage.hit(AssetId{1}, 0.5), 0.375);
  EXPECT_DOUBLE_EQ(damage.left(AssetId{0}), 1.0);
  EXPECT_DOUBLE_EQ(damage.hit(AssetId{1}, 1.0), 0.0);
}

}  // namespace
}  // namespace cupola
