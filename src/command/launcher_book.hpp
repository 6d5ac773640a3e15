#pragma once

#include <optional>
#include <vector>

#include "command/order_of_battle.hpp"
#include "core/time.hpp"

namespace cupola {

/// What a post believes is left on the launchers of one fire unit, and when each can fire again.
///
/// A round is written off when its launch is ordered, and stays written off if the launch fails: what did not
/// leave once is not relied on again.
class LauncherBook {
 public:
  LauncherBook(const KnownFireUnit& unit, std::size_t weapon_count);

  int stock(WeaponTypeId weapon) const { return stock_[weapon.index()]; }

  /// A launcher that can fire a round of this weapon, and when.
  struct Choice {
    std::size_t launcher = 0;
    Time time;
  };
  /// The launcher that can fire first, not before `earliest`; of those the one with most rounds of the
  /// weapon, then the first in order.
  std::optional<Choice> choose(WeaponTypeId weapon, Time earliest) const;
  void order_launch(const Choice& choice, WeaponTypeId weapon);
  /// One that does not work is not chosen; its rounds stay in the book.
  void set_working(LauncherId launcher, bool works);
  /// It has its load again; what had been written off before is in it.
  void refill(LauncherId launcher);
  /// It is gone, and what was on it.
  void lose(LauncherId launcher);
  /// It stands elsewhere now: takes off the book, and gives, what is on it, by weapon type; nothing: it is not in this
  /// book.
  std::vector<int> hand_over(LauncherId launcher);
  /// It has come here from there, with that on it.
  void bring(LauncherId launcher, const std::vector<int>& rounds, bool works);
  bool any_works() const;

  const KnownLauncher& launcher(std::size_t index) const { return launchers_[index].known; }

 private:
  struct Launcher {
    KnownLauncher known;
    Time ready_at{INT64_MIN};
    std::vector<int> rounds;  // by weapon type
    bool works = true;
  };
  std::vector<Launcher> launchers_;
  std::vector<int> stock_;  // by weapon type
};

}  // namespace cupola
