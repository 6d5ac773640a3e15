#include "study/loss_tally.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

TEST(LossTally, counts_what_survives_and_what_is_left) {
  Scenario s;
  s.assets.resize(2);
  s.assets[1].id = AssetId{1};
  s.weapons_true.resize(1);
  Platform striker;
  striker.objective = AssetId{1};
  striker.type.strike.hit_probability.reason = "for a test";
  Platform other = striker;
  other.objective = {};
  other.element = {GroundTargetKind::post, 3};
  s.platforms = {striker, other, other};
  LossTally tally(s);
  for (int i = 0; i < 10; ++i) {
    ReplicateResult r;
    const bool hit = i < 4;
    r.assets = {{AssetId{0}, 0, 0, 1.0, 1.0}, {AssetId{1}, 1, hit, 1.0, hit ? 0.5 : 1.0}};
    if (i < 3) r.lost = {other.element};
    r.rounds_stored = {0};
    r.rounds_destroyed = {0};
    tally.add(r);
  }
  ASSERT_EQ(tally.assets().size(), 1u);
  const Interval survives = wilson(6, 10), works = wilson(7, 10);
  EXPECT_EQ(tally.assets()[0].survives.low, survives.low);
  EXPECT_EQ(tally.assets()[0].survives.high, survives.high);
  EXPECT_NEAR(tally.assets()[0].left.estimate, 0.8, 1e-12);
  ASSERT_EQ(tally.elements().size(), 1u);
  EXPECT_EQ(tally.elements()[0].works.low, works.low);
  EXPECT_TRUE(tally.rounds().empty());
}

}  // namespace
}  // namespace cupola
