#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "catalogue/figure.hpp"
#include "core/id.hpp"
#include "core/time.hpp"

/// How the elements of a defence stand before the alert, what brings them up, and what takes them down.
namespace cupola {

inline constexpr std::uint32_t kNoActivation = UINT32_MAX;

/// One element (a fire unit, a radar or passive sensor of a command post) that is not simply ready, and its
/// way to being so. Figures are drawn once a replicate; one that is fixed is its value.
struct Activation {
  enum class From : std::uint8_t { ready, stand_by, boxed };

  std::string name;  ///< draws are keyed on it
  From from = From::stand_by;
  Time alert = kNever;  ///< may be before the start of the scenario; kNever: none at a set time
  bool on_warning = false;
  std::vector<Figure> steps_s;  ///< up to the warm-up, each always at the same place: draws are keyed on it
  double march_m = 0.0;         ///< and a march of this distance, by road, if it is known from where
  Figure road_speed_m_s, road_detour;
  Figure crew_delay_s;  ///< on top of the reaction time

  // Elements that are on by turns: `on_at_once` of `turns`; whose turn it is at the start is drawn for all of
  // them together.
  std::string rota;  ///< empty: none
  int turn = 0, turns = 0, on_at_once = 0;
};

/// Radiates for a share of each period; the phase is drawn.
struct DutyCycle {
  double share = 1.0, period_s = 0.0;
  bool given() const { return period_s > 0.0; }
};

/// Something that breaks down and is repaired, and all that is down with it.
struct FailingPart {
  std::string name;  ///< draws are keyed on it
  double time_between_failures_s = 0.0, repair_time_s = 0.0;
  double exchange_s = 0.0;      ///< with a spare
  std::uint32_t pool = 0;       ///< of spares, where it takes one from
  bool up_at_start = false;     ///< else as in the long run
  std::vector<RadarId> radars;  ///< passive sensors too
  std::vector<LauncherId> launchers;
};

}  // namespace cupola
