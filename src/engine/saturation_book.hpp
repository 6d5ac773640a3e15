#pragma once

#include <cstdint>
#include <vector>

#include "core/id.hpp"
#include "record/saturation.hpp"

namespace cupola {

/// Counts how often fire units and radars had nothing left.
/// Model      looks at regular instants: a fire unit's at every round of decisions of its post, a radar's at every
///            track interval
/// Random     none
/// Checked by engine/tests/saturation_book.cpp
class SaturationBook {
 public:
  SaturationBook(std::size_t units, std::size_t radars) : units_(units), radars_(radars) {}

  struct Unit {
    bool target_channels, missile_channels, launchers;  ///< nothing of it left
  };
  void look(FireUnitId unit, const Unit& full) {
    UnitCounts& counts = units_[unit.index()];
    ++counts.looks;
    counts.target_channels += full.target_channels;
    counts.missile_channels += full.missile_channels;
    counts.launchers += full.launchers;
  }
  void look(RadarId radar, bool full) {
    ++radars_[radar.index()].looks;
    radars_[radar.index()].full += full;
  }

  std::vector<UnitSaturation> units() const;
  std::vector<RadarSaturation> radars() const;

 private:
  struct UnitCounts {
    std::uint64_t looks = 0, target_channels = 0, missile_channels = 0, launchers = 0;
  };
  struct RadarCounts {
    std::uint64_t looks = 0, full = 0;
  };
  std::vector<UnitCounts> units_;    // by FireUnitId
  std::vector<RadarCounts> radars_;  // by RadarId
};

}  // namespace cupola
