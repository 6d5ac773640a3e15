// More targets than channels, and more targets than rounds: what a raid leaks is exact where shots are certain to be
// what they are taken for, and channels and magazines are all that is short.

#include <gtest/gtest.h>

#include "analysis/firing_doctrine.hpp"
#include "chain/saturation_raid.hpp"

namespace cupola {
namespace {

using namespace testing;

/// A window of three engagements: each row by itself, beside the printed figure and the exact one.
TEST(Saturation, leaks_what_three_passes_of_all_channels_leave) {
  struct Row {
    int raiders;
    double by_six, by_ten;
  };
  const double window_s = 3.5 * engagement_s();
  std::uint64_t seed = 0;
  for (const Row& row :
       {Row{8, 0.128, 0.064}, Row{12, 0.484, 0.160}, Row{16, 1.875, 0.326}, Row{20, 5.600, 0.801},
        Row{24, 9.600, 1.706}, Row{30, 15.600, 6.000}, Row{40, 25.600, 16.000}})
    for (const int channels : {6, 10}) {
      SCOPED_TRACE(std::to_string(row.raiders) + " raiders, " + std::to_string(channels) + " channels");
      const double printed = channels == 6 ? row.by_six : row.by_ten;
      EXPECT_NEAR(left_after(row.raiders, channels, 3), printed, 5.1e-4);
      const Leaks leaks = play_raid(raid_from_all_sides(row.raiders, channels, 1000, 3, window_s), ++seed);
      // Rare leakers may all lie in a few replicates: then the count is judged, not the spread.
      const double n = static_cast<double>(leaks.leakers.values.size());
      const double error = std::max(leaks.leakers.standard_error(), std::sqrt(printed / n) * 0.5);
      EXPECT_NEAR(leaks.leakers.mean(), printed, 4.0 * error);
    }
}

/// Thirty-two rounds, one pass: even split. Whoever is left without a round comes through.
TEST(Saturation, leaks_what_an_even_split_of_the_magazine_leaves) {
  struct Row {
    int raiders;
    double leakers;
  };
  std::uint64_t seed = 100;
  for (const Row& row : {Row{32, 6.4}, Row{40, 14.4}, Row{64, 38.4}}) {
    const Leaks leaks = play_raid(raid_from_all_sides(row.raiders, 1000, 32, 1, 120.0), ++seed);
    EXPECT_EQ(leaks.rounds.mean(), 32.0);
    EXPECT_TRUE(mean_within(leaks.leakers, row.leakers, 4.0)) << row.raiders;
  }
  // Two at each of sixteen.
  LayDown l = raid_from_all_sides(16, 1000, 32, 1, 120.0);
  l.change_doctrines([](Doctrine& d) { d.salvo = 2; });
  const Leaks leaks = play_raid(l, ++seed);
  EXPECT_EQ(leaks.rounds.mean(), 32.0);
  EXPECT_TRUE(mean_within(leaks.leakers, 0.64, 4.0));
}

/// Twenty-four and thirty-two rounds, one pass: nobody is shot at twice before everybody is once. Two fire units that do not
/// ask each other, side by side, each with a round at most for a target: one for all of them, the other for eight.
TEST(Saturation, leaks_what_an_even_split_leaves_where_some_get_two_rounds) {
  constexpr int kRaiders = 24, kSecond = 8;
  constexpr double kLeakers = 3.52;
  EXPECT_NEAR((kRaiders - kSecond) * (1.0 - kSaturationPk) + kSecond * std::pow(1.0 - kSaturationPk, 2.0),
              kLeakers, 1e-12);
  LayDown l = raid_from_all_sides(kRaiders, 1000, kRaiders, 1, 120.0);
  l.add_fire_unit("unit two", LayDown::place(0.0, 0.0), {{WeaponTypeId{0}, kSecond}}, 1);
  l.scenario.posts[1].type = l.scenario.posts[0].type;
  l.change_radars([](RadarType& r) { r.search_frame_s = r.track_interval_s = 1.0; });
  l.change_doctrines([](Doctrine& d) { d.shots_most = 1; });
  const Leaks leaks = play_raid(l, 150);
  EXPECT_EQ(leaks.rounds.mean(), kRaiders + kSecond);
  EXPECT_TRUE(mean_within(leaks.leakers, kLeakers, 4.0));
  EXPECT_FALSE(mean_within(leaks.leakers, kRaiders * (1.0 - kSaturationPk), 4.0))
      << "as if there were one unit";
}

/// Twenty-four against the same thirty-two rounds, one at each who is alive, with two looks and with three.
TEST(Saturation, leaks_what_two_and_three_looks_leave_of_the_magazine) {
  const double engaged_s = engagement_s();
  for (const auto& [looks, leakers] : {std::pair{2, 1.003}, std::pair{3, 0.422}}) {
    EXPECT_NEAR(expected_leakers({kSaturationPk, 24, 32, looks}, std::vector<int>(std::size_t(looks), 1)),
                leakers, 5e-4);
    const Leaks leaks = play_raid(raid_from_all_sides(24, 1000, 32, looks, (looks + 0.5) * engaged_s),
                                  200 + std::uint64_t(looks));
    EXPECT_TRUE(mean_within(leaks.leakers, leakers, 4.0)) << looks;
    // No look, and one look more, would show.
    EXPECT_FALSE(mean_within(leaks.leakers, looks == 2 ? 0.422 : 1.003, 4.0));
    EXPECT_FALSE(mean_within(leaks.leakers, 3.52, 4.0));
  }
}

}  // namespace
}  // namespace cupola
