// A launcher of four rounds that fires every 4 s and is filled again in 100 s: when do its rounds leave, if somebody
// always wants one? (The sum of constants; no launch while it reloads.)
#include "weapons/reloads.hpp"

#include <gtest/gtest.h>

#include <map>

#include "weapons/tests/small_fight.hpp"

namespace cupola {
namespace {

using namespace testing;

struct Fight : SmallFight {
  Fight() {
    s.weapons_true[0].life_s = s.weapons_believed[0].life_s = 5.0;  // channels are free again soon
    for (LauncherSite& launcher : s.launchers) launcher.type.reload_time_s = 100.0;
  }

  /// Every whole second every launcher is asked for a round; when did they leave, by launcher?
  std::vector<std::vector<double>> launches(double until_s) {
    World world(s, ReplicateKey::of(1, 0));
    Weapons weapons(s, ReplicateKey::of(1, 0));
    std::vector<std::vector<double>> at_s(s.launchers.size());
    std::map<double, std::vector<LauncherId>> done;
    for (double t = 0.0; t <= until_s; t += 1.0) {
      for (const Round& round : weapons.rounds()) weapons.fly(world, round.id, at(t));
      for (const LauncherId id : done[t]) EXPECT_TRUE(weapons.finish_reload(id));
      const auto begin = [&] {
        while (const auto begun = weapons.begin_reload(FireUnitId{0}, at(t)))
          done[(begun->done - kStart).seconds()].push_back(begun->launcher);
      };
      begin();
      for (std::uint32_t i = 0; i < s.launchers.size(); ++i) {
        const Status status =
            weapons.launch(order(Motion{frame.ecef_from_enu({0, 60e3, 8e3}), {}}, i), at(t));
        if (status.up) at_s[i].push_back(t);
        begin();
      }
      stored = weapons.stored(FireUnitId{0}, WeaponTypeId{0});
      left = weapons.stock(FireUnitId{0}, WeaponTypeId{0});
    }
    return at_s;
  }
  int stored = 0, left = 0;
};

TEST(Reloads, the_times_of_all_launches_are_the_sums_of_the_constants) {
  Fight fight;
  fight.s.launchers.pop_back();
  fight.s.fire_units[0].launchers.pop_back();
  fight.s.fire_units[0].loads = 2;
  fight.s.fire_units[0].transloaders = 1;
  const std::vector<double> expected{0, 4, 8, 12, 112, 116, 120, 124, 224, 228, 232, 236};
  EXPECT_EQ(fight.launches(500.0)[0], expected);
  EXPECT_EQ(fight.stored, 0);
  EXPECT_EQ(fight.left, 0);
}

TEST(Reloads, launchers_wait_for_a_transloader_in_the_order_in_which_they_ran_empty) {
  Fight fight;
  fight.s.fire_units[0].loads = 2;
  fight.s.fire_units[0].transloaders = 1;
  const auto one = fight.launches(500.0);
  EXPECT_EQ(one[0], (std::vector<double>{0, 4, 8, 12, 112, 116, 120, 124}));
  EXPECT_EQ(one[1], (std::vector<double>{0, 4, 8, 12, 212, 216, 220, 224}));
  fight.s.fire_units[0].transloaders = 2;
  EXPECT_EQ(fight.launches(500.0)[1], one[0]);
  fight.s.fire_units[0].loads = 1;
  EXPECT_EQ(fight.launches(500.0)[1].size(), 4u);
}

TEST(Reloads, without_a_store_an_empty_launcher_stays_so) {
  Fight fight;
  EXPECT_EQ(fight.launches(300.0)[0].size(), 4u);
}

TEST(Reloads, what_is_destroyed_takes_its_rounds_and_the_load_that_was_being_put_on) {
  Fight fight;
  fight.s.fire_units[0].loads = 3;
  fight.s.fire_units[0].transloaders = 1;
  World world(fight.s, ReplicateKey::of(1, 0));
  Weapons weapons(fight.s, ReplicateKey::of(1, 0));
  const auto motion = Motion{fight.frame.ecef_from_enu({0, 60e3, 8e3}), {}};
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(weapons.launch(fight.order(motion, 0), at(4.0 * i)).up);
  EXPECT_TRUE(weapons.begin_reload(FireUnitId{0}, at(12.0)).has_value());
  EXPECT_EQ(weapons.stored(FireUnitId{0}, WeaponTypeId{0}), 12);
  weapons.destroy(LauncherId{0});
  EXPECT_FALSE(weapons.finish_reload(LauncherId{0}));
  EXPECT_EQ(weapons.stored(FireUnitId{0}, WeaponTypeId{0}), 8);
  EXPECT_EQ(weapons.destroyed(WeaponTypeId{0}), 4);
  weapons.destroy(LauncherId{1});
  EXPECT_EQ(weapons.destroyed(WeaponTypeId{0}), 8);
  EXPECT_EQ(weapons.stock(FireUnitId{0}, WeaponTypeId{0}), 0);
  EXPECT_FALSE(weapons.launch(fight.order(motion, 1), at(100.0)).up);
  EXPECT_FALSE(weapons.begin_reload(FireUnitId{0}, at(100.0)).has_value());
  EXPECT_EQ(weapons.rounds().size(), 4u);  // what has left flies on
  EXPECT_FALSE(weapons.rounds()[3].ended);
}

TEST(Reloads, the_time_is_drawn_where_the_figure_has_an_interval) {
  Fight fight;
  fight.s.fire_units[0].loads = 1;
  fight.s.fire_units[0].transloaders = 1;
  Figure& time = fight.s.launchers[0].type.reload_time_s;
  time.low = 50.0;
  time.high = 200.0;
  time.distribution = Distribution::uniform;
  const auto drawn_s = [&fight](std::uint64_t replicate) {
    Reloads reloads(fight.s, ReplicateKey::of(1, replicate));
    reloads.ran_empty(LauncherId{0});
    return (reloads.begin(FireUnitId{0}, at(0.0))->done - kStart).seconds();
  };
  EXPECT_NE(drawn_s(0), drawn_s(1));
  for (std::uint64_t r = 0; r < 50; ++r) {
    EXPECT_GE(drawn_s(r), 50.0);
    EXPECT_LE(drawn_s(r), 200.0);
  }
  time.value = 70.0;  // a mode other than best
  EXPECT_EQ(drawn_s(0), 70.0);
}

TEST(Reloads, who_packs_up_breaks_them_off_and_takes_store_and_transloaders_along) {
  Fight fight;
  fight.s.fire_units[0].loads = 3;
  fight.s.fire_units[0].transloaders = 1;
  fight.s.fire_units.push_back(fight.s.fire_units[0]);  // the same, elsewhere
  FireUnitSite& there = fight.s.fire_units[1];
  there.id = {1};
  there.launchers.clear();
  there.loads = there.transloaders = 0;
  for (const char* name : {"launcher 1@2", "launcher 2@2"}) {
    fight.add_launcher(name);
    LauncherSite& launcher = fight.s.launchers.back();
    std::erase(fight.s.fire_units[0].launchers, launcher.id);
    launcher.fire_unit = there.id;
    launcher.station = {0, 1};
    launcher.type.reload_time_s = 100.0;
    there.launchers.push_back(launcher.id);
  }
  World world(fight.s, ReplicateKey::of(1, 0));
  Weapons weapons(fight.s, ReplicateKey::of(1, 0));
  const WeaponTypeId weapon{0};
  EXPECT_EQ(weapons.stock(FireUnitId{0}, weapon), 8);
  EXPECT_EQ(weapons.stock(FireUnitId{1}, weapon), 0);
  const auto motion = Motion{fight.frame.ecef_from_enu({0, 60e3, 8e3}), {}};
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(weapons.launch(fight.order(motion, 0), at(4.0 * i)).up);
  ASSERT_TRUE(weapons.begin_reload(FireUnitId{0}, at(12.0)).has_value());
  weapons.pack_up(FireUnitId{0});
  EXPECT_FALSE(weapons.finish_reload(LauncherId{0}));  // its time comes, and nobody is putting anything on
  EXPECT_EQ(weapons.stored(FireUnitId{0}, weapon), 12);
  weapons.carry_over(FireUnitId{0}, FireUnitId{1});
  EXPECT_EQ(weapons.stock(FireUnitId{0}, weapon), 0);
  EXPECT_EQ(weapons.stored(FireUnitId{0}, weapon), 0);
  EXPECT_EQ(weapons.stock(FireUnitId{1}, weapon), 4);
  EXPECT_EQ(weapons.stored(FireUnitId{1}, weapon), 12);
  EXPECT_FALSE(weapons.begin_reload(FireUnitId{0}, at(500.0)).has_value());
  const auto anew = weapons.begin_reload(FireUnitId{1}, at(500.0));
  ASSERT_TRUE(anew.has_value());
  EXPECT_EQ(anew->launcher, LauncherId{2});
  EXPECT_EQ(anew->done, at(600.0));
  EXPECT_TRUE(weapons.finish_reload(LauncherId{2}));
  EXPECT_EQ(weapons.stock(FireUnitId{1}, weapon), 8);
  EXPECT_EQ(weapons.stored(FireUnitId{1}, weapon), 8);
}

}  // namespace
}  // namespace cupola
