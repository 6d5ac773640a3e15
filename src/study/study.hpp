#pragma once

#include <memory>
#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "scenario/terrain_choice.hpp"
#include "study/design.hpp"
#include "study/probability_floor.hpp"
#include "study/replicate_measures.hpp"
#include "study/uncertain.hpp"

namespace cupola {

/// A file that an answer depends on.
struct StudyInput {
  std::string name;  ///< `study`, `scenario`, or `catalogue/` and the path in its folder
  std::string hash, text;
};

/// A study as it is to be played: checked, every point of it a scenario that loads.
struct Study {
  StudyFile file;
  std::string scenario_file;  ///< from here
  std::string scenario_text;  ///< as it was read, once: what is played, whatever becomes of the file
  std::string terrain_hash;   ///< of the first point's; empty on the smooth earth
  TerrainChoice terrain;
  std::shared_ptr<const Catalogue> catalogue;
  Uncertainty uncertain;
  std::vector<DesignPoint>
      points;  ///< with draws: the best guess of each combination of levels, then its draws in order
  std::vector<std::vector<ReplicateMeasure>> measures;  ///< by point
  std::vector<std::vector<RatioMeasure>> ratios;        ///< by point
  std::vector<StudyInput> inputs;
  ProbabilityFloor floor;  ///< of its first point
};

/// Reads a study file and everything it names, and tries every point; `scenario_file`: in the place of the one it names.
/// Returns    false if anything is wrong; then `problems` says what and where, the first wrong point's mistakes at the
///            places of the study file that set them
/// Checked by tests/study.cpp
bool load_study(const std::string& file, const std::string& catalogue_folder, const TerrainChoice& terrain,
                Study& study, Problems& problems, const std::string& scenario_file = {});

/// What a point sets, as `--set` would have it: its levels, then its draw of what is not known.
std::vector<std::string> settings_of(const Study& study, const DesignPoint& point);

/// How many replicates of a point are asked for, where `asked` are of a point at its best guess.
std::uint64_t replicates_of(const Study& study, std::size_t point, std::uint64_t asked);

/// One point of it, ready to be played. The point has loaded before.
std::shared_ptr<const Plan> plan_of(const Study& study, std::size_t point);

}  // namespace cupola
