#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/coastline.hpp"
#include "analysis/coverage_result.hpp"
#include "catalogue/platform_type.hpp"
#include "earth/terrain.hpp"
#include "scenario/notation.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

struct CoverageAltitude {
  Height height;
  std::string text;  ///< as it was asked for
};

/// What is asked of a defence: whom it is to see, where and how surely.
struct CoverageQuestion {
  PlatformType target;
  std::string target_text;
  std::optional<double> speed_m_s;    ///< the type's own without it
  std::optional<double> heading_rad;  ///< without it towards each radar
  std::vector<CoverageAltitude> altitudes;
  std::vector<CoverageKind> kinds;
  std::vector<std::string> radars;     ///< that look; all without it
  int looks = 1;                       ///< of each radar
  std::optional<double> time_s;        ///< as many looks of each radar as it takes in this time
  double at_least = 0.5;               ///< the probability from which a cell counts as covered
  double cell_m = 0.0, reach_m = 0.0;  ///< 0: chosen
  int draws = 0;
  std::uint64_t seed = 1;
  int jobs = 1;
  const Terrain* terrain = nullptr;
  std::string terrain_text;           ///< what ground it is; empty: the smooth earth
  const Coastlines* coast = nullptr;  ///< for the picture

  std::function<bool()> stop;                  ///< polled from any worker
  std::function<void(double share)> progress;  ///< from any worker
};

/// A target of one cross-section at every aspect and in every band.
PlatformType target_of_rcs(double rcs_m2, double speed_m_s);

}  // namespace cupola
