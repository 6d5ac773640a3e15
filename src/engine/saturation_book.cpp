#include "engine/saturation_book.hpp"

namespace cupola {

namespace {

double share(std::uint64_t part, std::uint64_t all) {
  return static_cast<double>(part) / static_cast<double>(all);
}

}  // namespace

std::vector<UnitSaturation> SaturationBook::units() const {
  std::vector<UnitSaturation> all;
  for (const UnitCounts& c : units_) {
    all.emplace_back();
    if (c.looks == 0) continue;
    all.back() = {true, share(c.target_channels, c.looks), share(c.missile_channels, c.looks),
                  share(c.launchers, c.looks)};
  }
  return all;
}

std::vector<RadarSaturation> SaturationBook::radars() const {
  std::vector<RadarSaturation> all;
  for (const RadarCounts& c : radars_) {
    all.emplace_back();
    if (c.looks > 0) all.back() = {true, share(c.full, c.looks)};
  }
  return all;
}

}  // namespace cupola
