#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/coverage_plane.hpp"
#include "earth/terrain.hpp"

/// What coverage comes to, as plain data for tables, rasters and pictures.
namespace cupola {

/// Square cells of one size about a centre, the northern row first.
struct CoverageGrid {
  EqualAreaPlane plane{GroundPlace{}};
  double cell_m = 0.0;
  int columns = 0, rows = 0;

  std::size_t count() const { return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows); }
  /// The middle of a cell; whole and half cells may be asked for too.
  PlanePoint point(double row, double column) const {
    return {(column + 0.5 - 0.5 * columns) * cell_m, (0.5 * rows - row - 0.5) * cell_m};
  }
  double cell_km2() const { return cell_m * cell_m * 1e-6; }
};

enum class CoverageKind {
  detection,
  track,
  engagement,
  defended,  ///< of a footprint (footprint.hpp), as those below
  seen,
  reach
};
inline constexpr int kCoverageKinds = 3;  ///< without those of a footprint
const char* name_of(CoverageKind kind);

/// Square kilometres: with the figures in force, and under their stated distributions.
struct CoverageArea {
  double in_force_km2 = 0.0, low_km2 = 0.0, median_km2 = 0.0, high_km2 = 0.0;  ///< 5, 50 and 95 %
};

inline constexpr float kNotAsked =
    -1.0f;  ///< of cells outside the terrain, or where the altitude is below ground

/// One kind at one altitude: by cell a probability, with the figures in force and at 5, 50, 95 % of the
/// draws.
struct CoverageLayer {
  CoverageKind kind = CoverageKind::detection;
  std::string altitude;  ///< as it was asked for: `300 m agl`
  std::string meaning;   ///< `at least one radar detects in one look`
  std::vector<float> in_force, low, median, high;
  CoverageArea area;
};

struct CoverageSite {
  std::string kind, name;  ///< radar, asset
  GroundPlace place;
};

/// What the numbers of a map are called where they are shown.
struct CoverageWords {
  std::string map = "Coverage";
  std::string number = "probability";  ///< in GeoJSON
  std::string colour;                  ///< of the first kind; empty: `P(kind)`
  std::string outline;                 ///< what an outline and a square kilometre mean; empty: by `at_least`
};

struct Coverage {
  CoverageWords words;
  std::string scenario, target, motion, figures, earth, environment;
  double at_least = 0.5;
  int draws = 0, draws_done = 0;
  std::uint64_t seed = 0;
  bool over_terrain = false;
  CoverageGrid grid;
  GroundPlace centre;                 ///< the middle of the radars
  std::vector<CoverageLayer> layers;  ///< altitude by altitude, kind by kind
  std::vector<CoverageSite> sites;
  /// Cells by altitude: how many of the radars have line of sight there; -1 as kNotAsked.
  std::vector<std::vector<signed char>> radars_in_sight;
  std::vector<std::string> altitudes;
  std::vector<std::string> notes;   ///< what it rests on and what it leaves out
  std::vector<float> ground_msl_m;  ///< by cell, over terrain only
  std::vector<PlaneLine> shores;    ///< to be drawn; none over terrain that shows them itself
  std::string digest;
  bool interrupted = false;
};

}  // namespace cupola
