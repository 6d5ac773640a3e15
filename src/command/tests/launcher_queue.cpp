// A launcher that needs a fixed time between two rounds is a server with one place: rounds asked for at random
// wait as in the queue M/D/1, of which the mean wait is known.
#include <gtest/gtest.h>

#include "command/launcher_book.hpp"
#include "core/random.hpp"

namespace cupola {
namespace {

double mean_wait(double load) {
  constexpr int kRounds = 200000;
  KnownFireUnit unit;
  KnownLauncher launcher;
  launcher.interval_s = 4.0;
  launcher.load = {{WeaponTypeId{0}, kRounds}};
  unit.launchers = {launcher};
  LauncherBook book(unit, 1);
  double wait_s = 0.0, now_s = 0.0;
  for (int i = 0; i < kRounds; ++i) {
    Draws draws(ReplicateKey::of(1, 1), stream_key(Purpose::traffic, name_key("queue")), std::uint64_t(i));
    now_s += launcher.interval_s / load * draws.exponential();
    const Time asked = Time{} + Duration::seconds(now_s);
    const auto choice = book.choose(WeaponTypeId{0}, asked);
    EXPECT_TRUE(choice.has_value());
    wait_s += (choice->time - asked).seconds();
    book.order_launch(*choice, WeaponTypeId{0});
  }
  return wait_s / kRounds / launcher.interval_s;
}

TEST(LauncherQueue, rounds_wait_as_in_the_queue_of_one_server_with_fixed_service) {
  EXPECT_NEAR(mean_wait(0.5), 0.5, 0.02);  // rho / (2 (1 - rho)), in services
  EXPECT_NEAR(mean_wait(0.8), 2.0, 0.12);
}

TEST(LauncherQueue, one_that_does_not_work_is_not_chosen_and_keeps_its_rounds) {
  KnownFireUnit unit;
  for (std::uint32_t i = 0; i < 2; ++i) {
    KnownLauncher launcher;
    launcher.id = LauncherId{i};
    launcher.load = {{WeaponTypeId{0}, 4}};
    unit.launchers.push_back(launcher);
  }
  LauncherBook book(unit, 1);
  book.set_working(LauncherId{0}, false);
  EXPECT_EQ(book.stock(WeaponTypeId{0}), 8);
  for (int i = 0; i < 4; ++i) {
    const auto choice = book.choose(WeaponTypeId{0}, Time{});
    ASSERT_TRUE(choice.has_value());
    EXPECT_EQ(choice->launcher, 1u);
    book.order_launch(*choice, WeaponTypeId{0});
  }
  EXPECT_FALSE(book.choose(WeaponTypeId{0}, Time{}).has_value());
  EXPECT_TRUE(book.any_works());
  book.set_working(LauncherId{1}, false);
  EXPECT_FALSE(book.any_works());
  book.set_working(LauncherId{0}, true);
  EXPECT_EQ(book.choose(WeaponTypeId{0}, Time{})->launcher, 0u);
}

TEST(LauncherQueue, a_refilled_launcher_has_its_load_again_and_a_lost_one_nothing) {
  KnownFireUnit unit;
  for (std::uint32_t i = 0; i < 2; ++i) {
    KnownLauncher launcher;
    launcher.id = LauncherId{i};
    launcher.load = {{WeaponTypeId{0}, 3}, {WeaponTypeId{1}, 1}};
    unit.launchers.push_back(launcher);
  }
  LauncherBook book(unit, 2);
  book.order_launch({0, Time{}}, WeaponTypeId{0});
  book.order_launch({0, Time{}}, WeaponTypeId{1});
  EXPECT_EQ(book.stock(WeaponTypeId{0}), 5);
  book.refill(LauncherId{0});
  EXPECT_EQ(book.stock(WeaponTypeId{0}), 6);
  EXPECT_EQ(book.stock(WeaponTypeId{1}), 2);
  book.lose(LauncherId{1});
  EXPECT_EQ(book.stock(WeaponTypeId{0}), 3);
  EXPECT_EQ(book.choose(WeaponTypeId{1}, Time{})->launcher, 0u);
  EXPECT_TRUE(book.any_works());
  book.lose(LauncherId{0});
  EXPECT_FALSE(book.choose(WeaponTypeId{0}, Time{}).has_value());
  EXPECT_FALSE(book.any_works());
}

TEST(LauncherBook, what_moves_takes_its_rounds_from_the_book_of_one_place_to_that_of_the_next) {
  KnownFireUnit here, there;
  for (std::uint32_t i = 0; i < 2; ++i) {
    KnownLauncher launcher;
    launcher.load = {{WeaponTypeId{0}, 4}};
    launcher.id = LauncherId{i};
    here.launchers.push_back(launcher);
    launcher.id = LauncherId{10 + i};
    there.launchers.push_back(launcher);
  }
  there.later = true;
  LauncherBook from(here, 1), to(there, 1);
  EXPECT_EQ(from.stock(WeaponTypeId{0}), 8);
  EXPECT_EQ(to.stock(WeaponTypeId{0}), 0);
  EXPECT_FALSE(to.any_works());
  from.order_launch({0, Time{}}, WeaponTypeId{0});
  EXPECT_TRUE(from.hand_over(LauncherId{7}).empty());  // none of its
  to.bring(LauncherId{10}, from.hand_over(LauncherId{0}), true);
  EXPECT_EQ(from.stock(WeaponTypeId{0}), 4);
  EXPECT_EQ(to.stock(WeaponTypeId{0}), 3);
  EXPECT_TRUE(to.any_works());
  to.bring(LauncherId{11}, from.hand_over(LauncherId{1}), false);
  EXPECT_FALSE(from.any_works());
  EXPECT_EQ(to.stock(WeaponTypeId{0}), 7);
  EXPECT_EQ(to.choose(WeaponTypeId{0}, Time{})->launcher, 0u);
}

}  // namespace
}  // namespace cupola
