#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalogue/figure.hpp"
#include "catalogue/names.hpp"
#include "study/level_file.hpp"

/// What a study file says of what is not known.
namespace cupola {

/// How the inputs are drawn.
enum class SamplingKind : std::uint8_t { latin_hypercube, sobol, morris, saltelli, tornado };
NameList names_of(SamplingKind);

/// One thing that is not known: a figure of the catalogue, a value of the scenario, or a choice among levels.
struct UncertainFile {
  std::string name;
  std::string path;   ///< as `--set` takes it
  std::string every;  ///< instead: all figures in play whose path is like this
  bool together = false;
  std::string value, low, high;  ///< empty: as the catalogue has it
  std::optional<Distribution> distribution;
  std::string reason;
  std::vector<LevelFile> levels;  ///< instead of an interval, equally likely
};

struct UncertaintyFile {
  SamplingKind sampling = SamplingKind::latin_hypercube;
  std::uint64_t draws = 64;
  std::uint64_t replicates = 0;  ///< of every draw, at most; 0: as many as of the best guess
  std::vector<UncertainFile> inputs;
  bool given() const { return !inputs.empty(); }
};

void declare(FieldVisitor& v, UncertainFile& input);
void declare(FieldVisitor& v, UncertaintyFile& file);

}  // namespace cupola
