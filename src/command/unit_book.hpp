#pragma once

#include <vector>

#include "command/order_of_battle.hpp"
#include "command/sector_keeping.hpp"
#include "core/time.hpp"
#include "messages/status.hpp"

namespace cupola {

/// What an ordering post believes of one fire unit: as that reported, silence taken for no change. A line older
/// than the last of its kind is dropped.
struct UnitBook {
  /// `known` must outlive it.
  UnitBook(const KnownFireUnit& known, std::size_t weapon_count, bool executed_here);

  const KnownFireUnit& known;
  bool own = false;  ///< executed by this post itself
  std::size_t own_index = 0;
  SectorKeeping sector;
  bool launchers_up = true;  ///< one of them at least
  bool been_here = true;     ///< of a place to which it comes later: its launchers have been up there
  double crew_delay_s = 0.0;
  int target_channels_free, missile_channels_free;
  Time channels_reported{INT64_MIN};  ///< as of then
  Time heard{INT64_MIN};              ///< when word of the channels last came
  Duration silence;                   ///< not heard of for longer, it is out of touch
  bool at_once = false;               ///< nothing between it and here takes time
  std::vector<int> stock;             ///< by weapon type
  std::vector<bool> carries;          ///< by weapon type: on some launcher, and its radar guides it

  void take(const Status& status, Time now);

 private:
  void take_line(const Status& status);

  Time crew_reported_{INT64_MIN}, radar_reported_{INT64_MIN};
  std::vector<Time> stock_reported_;  // by weapon type
};

}  // namespace cupola
