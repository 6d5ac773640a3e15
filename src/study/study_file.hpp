#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalogue/file_kind.hpp"
#include "catalogue/references.hpp"
#include "catalogue/yaml.hpp"
#include "core/problem.hpp"
#include "study/knee_file.hpp"
#include "study/rare_file.hpp"
#include "study/uncertain_file.hpp"

/// A study file as it is written: a question, the scenario it is asked of, and what is varied.
namespace cupola {

struct FactorFile {
  std::string name;
  std::vector<LevelFile> levels;
};

/// How the points of a study come from its factors.
enum class DesignKind : std::uint8_t {
  full,        ///< every level of every factor with every other
  one_by_one,  ///< the first level of all, and each other level alone
  fractional,  ///< of factors with two levels, a part of all combinations
};
std::span<const char* const> names_of(DesignKind);

/// How sure of what is sure enough.
struct PrecisionFile {
  std::string measure;
  double half_width = 0.0;
  bool given() const { return !measure.empty(); }
};

struct StudyFile {
  std::string name, question, scenario;
  std::int64_t seed = 1;
  std::uint64_t replicates = 1000;
  DesignKind design = DesignKind::full;
  int resolution = 4;  ///< of a fractional design, at least
  std::vector<FactorFile> factors;
  std::vector<std::string> measures;
  std::vector<std::string> compare;  ///< factors whose levels the answer compares; empty: all
  PrecisionFile precision;
  UncertaintyFile uncertain;
  KneeFile knee;
  RareFile rare;
  std::optional<double> time_limit_s;  ///< of one call of the command
};

void declare(FieldVisitor& v, StudyFile& file);

/// Files of studies: those with the key `study`.
FileKind study_file_kind();

/// Reads what stands in the file itself; names of measures go into `references`, as the scenario knows them.
/// Returns    false if anything is wrong; then `problems` says what
/// Checked by tests/study.cpp
bool read_study_file(const Document& document, StudyFile& file, References& references, Problems& problems);

}  // namespace cupola
