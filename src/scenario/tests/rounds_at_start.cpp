#include "scenario/rounds_at_start.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

/// Two units: one with two launchers of 3 and 1 rounds each and two loads in store, one with a launcher of 4 and none.
Scenario two_units() {
  Scenario s;
  s.launchers.resize(3);
  s.launchers[0].load = s.launchers[1].load = {{WeaponTypeId{0}, 3}, {WeaponTypeId{1}, 1}};
  s.launchers[2].load = {{WeaponTypeId{1}, 4}};
  s.fire_units.resize(2);
  s.fire_units[0].launchers = {LauncherId{0}, LauncherId{1}};
  s.fire_units[0].loads = 2;
  s.fire_units[1].launchers = {LauncherId{2}};
  return s;
}

TEST(RoundsAtStart, are_those_on_launchers_and_those_in_store) {
  const Scenario s = two_units();
  EXPECT_EQ(rounds_at_start(s, 0), 2 * 3 + 2 * 3);
  EXPECT_EQ(rounds_at_start(s, 1), 2 * 1 + 2 * 1 + 4);
  EXPECT_EQ(rounds_at_start(s, 2), 0);
}

TEST(RoundsAtStart, a_load_fills_one_launcher_of_its_unit) {
  Scenario s = two_units();
  EXPECT_EQ(rounds_of_a_load(s, s.fire_units[0], 0), 3);
  EXPECT_EQ(rounds_of_a_load(s, s.fire_units[0], 1), 1);
  EXPECT_EQ(rounds_of_a_load(s, s.fire_units[1], 0), 0);
  s.fire_units[1].launchers.clear();
  EXPECT_EQ(rounds_of_a_load(s, s.fire_units[1], 1), 0);
}

}  // namespace
}  // namespace cupola
