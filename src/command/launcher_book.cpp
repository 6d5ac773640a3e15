#include "command/launcher_book.hpp"

#include <algorithm>

namespace cupola {

LauncherBook::LauncherBook(const KnownFireUnit& unit, std::size_t weapon_count) : stock_(weapon_count, 0) {
  for (const KnownLauncher& known : unit.launchers) {
    Launcher launcher{known, Time{INT64_MIN}, std::vector<int>(weapon_count, 0), !unit.later};
    for (const auto& [weapon, rounds] : known.load) {
      if (unit.later) break;
      launcher.rounds[weapon.index()] += rounds;
      stock_[weapon.index()] += rounds;
    }
    launchers_.push_back(std::move(launcher));
  }
}

std::optional<LauncherBook::Choice> LauncherBook::choose(WeaponTypeId weapon, Time earliest) const {
  std::optional<Choice> best;
  for (std::size_t i = 0; i < launchers_.size(); ++i) {
    const int rounds = launchers_[i].rounds[weapon.index()];
    if (rounds <= 0 || !launchers_[i].works) continue;
    const Time time = std::max(launchers_[i].ready_at, earliest);
    const bool better = !best || time < best->time ||
                        (time == best->time && rounds > launchers_[best->launcher].rounds[weapon.index()]);
    if (better) best = Choice{i, time};
  }
  return best;
}

void LauncherBook::order_launch(const Choice& choice, WeaponTypeId weapon) {
  Launcher& launcher = launchers_[choice.launcher];
  launcher.ready_at = choice.time + Duration::seconds(launcher.known.interval_s);
  --launcher.rounds[weapon.index()];
  --stock_[weapon.index()];
}

void LauncherBook::set_working(LauncherId id, bool works) {
  for (Launcher& launcher : launchers_)
    if (launcher.known.id == id) launcher.works = works;
}

void LauncherBook::refill(LauncherId id) {
  for (Launcher& launcher : launchers_) {
    if (launcher.known.id != id) continue;
    std::vector<int> full(stock_.size(), 0);
    for (const auto& [weapon, rounds] : launcher.known.load) full[weapon.index()] += rounds;
    for (std::size_t w = 0; w < full.size(); ++w) stock_[w] += full[w] - launcher.rounds[w];
    launcher.rounds = full;
  }
}

void LauncherBook::lose(LauncherId id) {
  for (Launcher& launcher : launchers_) {
    if (launcher.known.id != id) continue;
    for (std::size_t w = 0; w < stock_.size(); ++w) stock_[w] -= launcher.rounds[w];
    std::fill(launcher.rounds.begin(), launcher.rounds.end(), 0);
    launcher.works = false;
  }
}

std::vector<int> LauncherBook::hand_over(LauncherId id) {
  for (Launcher& launcher : launchers_) {
    if (launcher.known.id != id) continue;
    std::vector<int> rounds(stock_.size(), 0);
    rounds.swap(launcher.rounds);
    for (std::size_t w = 0; w < stock_.size(); ++w) stock_[w] -= rounds[w];
    launcher.works = false;
    return rounds;
  }
  return {};
}

void LauncherBook::bring(LauncherId id, const std::vector<int>& rounds, bool works) {
  for (Launcher& launcher : launchers_) {
    if (launcher.known.id != id) continue;
    for (std::size_t w = 0; w < rounds.size(); ++w) {
      stock_[w] += rounds[w] - launcher.rounds[w];
      launcher.rounds[w] = rounds[w];
    }
    launcher.works = works;
  }
}

bool LauncherBook::any_works() const {
  return launchers_.empty() ||
         std::any_of(launchers_.begin(), launchers_.end(), [](const Launcher& l) { return l.works; });
}

}  // namespace cupola
