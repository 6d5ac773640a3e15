#include "world/relocations.hpp"

namespace cupola {

MoveTimes draw_move(const Relocation& relocation, std::size_t index, ReplicateKey key) {
  const Move& move = relocation.moves[index];
  const auto drawn = [&](const char* what, const Figure& figure) {
    Draws draws(key, stream_key(Purpose::readiness, name_key(relocation.name), name_key(what)), index);
    const double u = draws.uniform();
    return drawn_value(figure, u);
  };
  const double tear_down_s = drawn("tear-down", move.tear_down_s);
  const double take_down_s = drawn("take down mast", move.take_down_mast_s);
  const double speed_m_s = drawn("road speed", move.road_speed_m_s);
  const double detour = drawn("road detour", move.road_detour);
  const double set_up_s = drawn("set-up", move.set_up_s);
  const double raise_s = drawn("raise mast", move.raise_mast_s);
  const double march_s = move.way_m > 0.0 ? move.way_m * detour / speed_m_s : 0.0;
  return {Duration::seconds(tear_down_s + take_down_s), Duration::seconds(march_s),
          Duration::seconds(set_up_s + raise_s)};
}

Relocations::Relocations(const Scenario& scenario, ReplicateKey key) : scenario_(&scenario) {
  for (const Relocation& relocation : scenario.relocations) {
    Unit& unit = units_.emplace_back();
    for (std::size_t i = 0; i < relocation.moves.size(); ++i)
      unit.times.push_back(draw_move(relocation, i, key));
  }
}

bool Relocations::is_there(Station station) const {
  if (!station.moves()) return true;
  const Unit& unit = units_[station.relocation];
  if (unit.phase == Phase::marches) return false;
  return station.place == unit.place + (unit.phase == Phase::sets_up ? 1 : 0);
}

GroundPlace Relocations::position(std::uint32_t relocation, Time t) const {
  const Unit& unit = units_[relocation];
  const auto& places = scenario_->relocations[relocation].places;
  const auto ground = [&](std::uint32_t place) -> GroundPlace {
    return {places[place].centre.latitude_rad, places[place].centre.longitude_rad};
  };
  if (unit.phase == Phase::sets_up) return ground(unit.place + 1);
  if (unit.phase != Phase::marches || unit.until <= unit.begun) return ground(unit.place);
  const double share = (t - unit.begun).seconds() / (unit.until - unit.begun).seconds();
  const GreatCircle way(ground(unit.place), ground(unit.place + 1));
  return way.at(share * way.length_m());
}

Time Relocations::begin(std::uint32_t relocation, Phase phase, Time now) {
  Unit& unit = units_[relocation];
  const MoveTimes& times = unit.times[unit.place];
  unit.phase = phase;
  unit.begun = now;
  unit.until = now + (phase == Phase::tears_down ? times.tear_down
                      : phase == Phase::marches  ? times.march
                                                 : times.set_up);
  return unit.until;
}

}  // namespace cupola
