#include "scenario/relocation.hpp"

#include <fmt/format.h>

namespace cupola {

MoveTimes planned_times(const Move& move) {
  const double march_s = move.way_m > 0.0 ? move.way_m * move.road_detour / move.road_speed_m_s : 0.0;
  return {Duration::seconds(move.tear_down_s + move.take_down_mast_s), Duration::seconds(march_s),
          Duration::seconds(move.set_up_s + move.raise_mast_s)};
}

std::string name_at(const std::string& name, std::uint32_t place) {
  return place == 0 ? name : fmt::format("{}@{}", name, place + 1);
}

}  // namespace cupola
