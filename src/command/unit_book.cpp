#include "command/unit_book.hpp"

namespace cupola {

UnitBook::UnitBook(const KnownFireUnit& unit, std::size_t weapon_count, bool executed_here)
    : known(unit),
      own(executed_here),
      sector(unit.guidance),
      target_channels_free(unit.target_channels),
      missile_channels_free(unit.missile_channels),
      stock(weapon_count, 0),
      carries(weapon_count, false),
      stock_reported_(weapon_count, Time{INT64_MIN}) {
  launchers_up = been_here = !unit.later;
  for (const KnownLauncher& launcher : unit.launchers)
    for (const auto& [weapon, rounds] : launcher.load) {
      stock[weapon.index()] += unit.later ? 0 : rounds;
      carries[weapon.index()] = unit.guides(weapon);
    }
}

void UnitBook::take(const Status& status, Time now) {
  const bool radar = status.kind == StatusKind::radar;
  if (radar ? status.radar != known.guidance.id : status.fire_unit != known.id) return;
  if (status.kind == StatusKind::channels) heard = now;
  Time* reported = radar                                 ? &radar_reported_
                   : status.kind == StatusKind::crew     ? &crew_reported_
                   : status.kind == StatusKind::channels ? &channels_reported
                   : status.kind == StatusKind::stock    ? &stock_reported_[status.weapon.index()]
                                                         : nullptr;
  if (reported == nullptr || status.time < *reported) return;
  *reported = status.time;
  take_line(status);
}

void UnitBook::take_line(const Status& status) {
  if (status.kind == StatusKind::radar) {
    sector.take(status);
  } else if (status.kind == StatusKind::crew) {
    crew_delay_s = status.crew_delay_s;
  } else if (status.kind == StatusKind::channels) {
    target_channels_free = status.target_channels_free;
    missile_channels_free = status.missile_channels_free;
    launchers_up = status.up;
  } else {
    stock[status.weapon.index()] = status.rounds;
  }
}

}  // namespace cupola
