// Where a fire unit that moves is, by hand: two places a known way apart, times without a spread.
#include "world/relocations.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/math.hpp"

namespace cupola {
namespace {

constexpr double kDegree = math::kPi / 180.0;
constexpr Time kStart{1'780'000'000'000'000'000};
Time after(double s) { return kStart + Duration::seconds(s); }

Figure spread(double low, double best, double high) {
  Figure f(best);
  f.low = low;
  f.high = high;
  f.distribution = Distribution::triangular;
  return f;
}

Relocation there_and_back() {
  Relocation r;
  r.name = "set/FU1";
  for (const double latitude : {40.0, 40.1, 40.0}) {
    r.places.emplace_back();
    r.places.back().centre = {latitude * kDegree, 32.0 * kDegree, 0.0};
  }
  Move move;
  move.at = after(100.0);
  move.way_m = 10e3;
  move.tear_down_s = Figure(60.0);
  move.take_down_mast_s = Figure(5.0);
  move.road_speed_m_s = Figure(20.0);
  move.road_detour = Figure(1.5);
  move.set_up_s = Figure(30.0);
  move.raise_mast_s = Figure(7.0);
  r.moves = {move, move};
  return r;
}

TEST(Relocations, a_move_takes_the_sum_of_its_steps_and_the_march_its_way_over_its_speed) {
  const MoveTimes times = draw_move(there_and_back(), 0, ReplicateKey::of(1, 0));
  EXPECT_EQ(times.tear_down, Duration::seconds(65.0));
  EXPECT_EQ(times.march, Duration::seconds(10e3 * 1.5 / 20.0));
  EXPECT_EQ(times.set_up, Duration::seconds(37.0));
  EXPECT_EQ(planned_times(there_and_back().moves[0]).all(), times.all());
}

TEST(Relocations, each_step_of_each_move_has_a_luck_of_its_own) {
  Relocation plain = there_and_back();
  for (Move& move : plain.moves) move.tear_down_s = spread(30.0, 60.0, 120.0);
  Relocation slower = plain;
  slower.moves[0].set_up_s = spread(10.0, 30.0, 300.0);
  double least = 1e9, most = 0.0;
  int differ = 0;
  for (std::uint64_t replicate = 0; replicate < 400; ++replicate) {
    const ReplicateKey key = ReplicateKey::of(1, replicate);
    const MoveTimes first = draw_move(plain, 0, key), second = draw_move(plain, 1, key);
    least = std::min(least, first.tear_down.seconds());
    most = std::max(most, first.tear_down.seconds());
    differ += first.tear_down != second.tear_down;
    EXPECT_EQ(draw_move(slower, 0, key).tear_down, first.tear_down);
    EXPECT_EQ(draw_move(slower, 1, key).all(), second.all());
  }
  EXPECT_GE(least, 35.0);
  EXPECT_LE(most, 125.0);
  EXPECT_GT(most - least, 60.0);
  EXPECT_GT(differ, 390);
}

TEST(Relocations, a_unit_belongs_to_the_place_it_comes_from_until_it_stands_at_the_next) {
  Scenario s;
  s.start = kStart;
  s.relocations = {there_and_back()};
  Relocations r(s, ReplicateKey::of(1, 0));
  const Station home{0, 0}, away{0, 1};
  const auto expect = [&](bool stands, bool home_there, bool away_there) {
    EXPECT_EQ(r.stands(home), stands);
    EXPECT_FALSE(r.stands(away));
    EXPECT_TRUE(r.belongs(home));
    EXPECT_FALSE(r.belongs(away));
    EXPECT_EQ(r.is_there(home), home_there);
    EXPECT_EQ(r.is_there(away), away_there);
  };
  expect(true, true, false);
  r.wait(0);
  expect(false, true, false);
  EXPECT_EQ(r.tear_down(0, after(100.0)), after(165.0));
  expect(false, true, false);
  EXPECT_EQ(r.march(0, after(165.0)), after(915.0));
  expect(false, false, false);
  EXPECT_NEAR(r.position(0, after(165.0 + 250.0)).latitude_rad / kDegree, 40.0 + 0.1 / 3.0, 1e-9);
  EXPECT_EQ(r.set_up(0, after(915.0)), after(952.0));
  expect(false, false, true);
  r.stand(0);
  EXPECT_FALSE(r.belongs(home));
  EXPECT_TRUE(r.stands(away));
  EXPECT_TRUE(r.has_next(0));
  EXPECT_NEAR(r.position(0, after(2000.0)).latitude_rad / kDegree, 40.1, 1e-12);
  // What moves nowhere is always where it is.
  EXPECT_TRUE(Relocations().stands({}));
  EXPECT_TRUE(Relocations().is_there({}));
  EXPECT_FALSE(Relocations().any());
}

}  // namespace
}  // namespace cupola
