#include "command/unit_book.hpp"

#include <gtest/gtest.h>

#include "command/tests/proving_ground.hpp"

namespace cupola {
namespace {

Time second(double s) { return Time{0} + Duration::seconds(s); }

Status line(StatusKind kind, double t_s) {
  Status status;
  status.kind = kind;
  status.time = second(t_s);
  status.fire_unit = FireUnitId{0};
  status.radar = RadarId{0};
  status.weapon = WeaponTypeId{0};
  return status;
}

/// Every line by itself: that one is late says nothing of the others.
TEST(UnitBook, WordOvertakenOnTheWayIsOld) {
  const OrderOfBattle own = testing::lone_fire_unit();
  UnitBook book(own.fire_units[0], own.weapons.size(), false);
  for (const double t_s : {10.0, 5.0}) {
    const bool late = t_s < 10.0;
    Status channels = line(StatusKind::channels, t_s);
    channels.target_channels_free = late ? 6 : 2;
    channels.missile_channels_free = late ? 12 : 4;
    Status stock = line(StatusKind::stock, t_s);
    stock.rounds = late ? 16 : 3;
    Status crew = line(StatusKind::crew, t_s);
    crew.crew_delay_s = late ? 0.0 : 8.0;
    Status radar = line(StatusKind::radar, t_s);
    radar.up = late;
    for (const Status& status : {channels, stock, crew, radar}) book.take(status, second(20.0 + t_s));
  }
  EXPECT_EQ(book.target_channels_free, 2);
  EXPECT_EQ(book.missile_channels_free, 4);
  EXPECT_EQ(book.channels_reported, second(10.0));
  EXPECT_EQ(book.stock[0], 3);
  EXPECT_EQ(book.crew_delay_s, 8.0);
  EXPECT_FALSE(book.sector.up());

  Status radar = line(StatusKind::radar, 7.0);  // newer than nothing of its own kind
  radar.up = true;
  book.take(radar, second(31.0));
  EXPECT_FALSE(book.sector.up());
  radar.time = second(11.0);
  book.take(radar, second(32.0));
  EXPECT_TRUE(book.sector.up());
}

}  // namespace
}  // namespace cupola
