#include "command/unit_book.hpp"

namespace cupola {

UnitBook::UnitBook(const KnownFireUnit& unit, std::size_t weapon_count, bool executed_here)
    : known(unit),
      own(executed_here),
      sector(unit.guidance),
      target_channels_free(unit.target_channels),
      missile_channels_free(unit.missile_channels),
      stock(weapon_count, 0),
      carries(weapon_count, false) {
  for (const KnownLauncher& launcher : unit.launchers)
    for (const auto& [weapon, rounds] : launcher.load) {
      stock[weapon.index()] += rounds;
      carries[weapon.index()] = true;
    }
}

void UnitBook::take(const Status& status, Time now) {
  if (status.kind == StatusKind::radar) {
    if (status.radar == known.guidance.id) sector.take(status);
  } else if (status.fire_unit == known.id && status.kind == StatusKind::crew) {
    crew_delay_s = status.crew_delay_s;
  } else if (status.fire_unit == known.id && status.kind == StatusKind::channels) {
    target_channels_free = status.target_channels_free;
    missile_channels_free = status.missile_channels_free;
    launchers_up = status.up;
    channels_reported = status.time;
    heard = now;
  } else if (status.fire_unit == known.id && status.kind == StatusKind::stock) {
    stock[status.weapon.index()] = status.rounds;
  }
}

}  // namespace cupola
