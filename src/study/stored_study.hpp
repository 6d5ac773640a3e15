#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/problem.hpp"
#include "study/answer.hpp"
#include "study/design.hpp"
#include "study/probability_floor.hpp"
#include "study/study_file.hpp"

/// A study as its store tells it: what a report is made of.
namespace cupola {

struct TerrainChoice;

/// A column of the store in words, or a ratio of two.
struct StoredMeasure {
  std::string column, part, key, text;  ///< part: as the store has it, or `ratio`, which has no column
  bool is_event = false;
  double shown = 1.0;  ///< factor from SI to the unit of the text
};

/// What is not known, at its best guess and at its ends, in words.
struct StoredUncertainty {
  struct Input {
    std::string name, best, low, high;
    std::vector<std::string> paths;
  };
  std::string sampling;
  std::size_t draws = 0;  ///< without the best guess
  std::vector<Input> inputs;
};

/// A replicate that broke a check of the program: it counts in no estimate.
struct FailedReplicate {
  std::size_t point = 0;
  std::uint64_t replicate = 0;
  std::string what, command;  ///< what it broke; what plays it again
};

/// A file that started the study.
struct StoredFile {
  std::string name, hash;
};

struct StoredStudy {
  StudyFile file;
  std::map<std::string, std::string> meta;  ///< version, compiler, seed, terrain_hash, ...
  std::vector<DesignPoint> points;
  std::vector<std::uint64_t> done;  ///< by point, with those that failed
  std::vector<FailedReplicate> failures;
  std::vector<StoredMeasure> measures;
  std::vector<StoredFile> inputs;
  StoredUncertainty uncertain;
  std::string digest;
  ProbabilityFloor floor;
  StudyAnswer answer;                    ///< of the measures that the study names
  std::vector<PointEstimate> estimates;  ///< of every measure, point by point; `answer` has those named

  /// The points where all that is not known is at best.
  std::vector<std::size_t> best_points() const;
  const StoredMeasure* find(const std::string& column) const;
  /// In the unit of the measure's text.
  Interval shown(const std::string& column, const Interval& interval) const;
};

/// What does this store say?
/// Model      the study is loaded from the files in the store; the answer is answer_of, the estimates of all other
///            measures interval_of
/// Returns    false where it is none, of another layout, damaged, or at odds with the study file in it; then `problems`
///            says what
/// Checked by tests/stored_study.cpp
bool read_stored_study(const std::string& path, const TerrainChoice& terrain, StoredStudy& study,
                       Problems& problems);

struct StoredRow {
  std::size_t point = 0;
  std::uint64_t replicate = 0, seed = 0;
  std::string digest;
  std::vector<double> values;  ///< by StoredStudy::measures, without the ratios behind them; NaN: none
};

/// Every replicate, by point and index.
/// Returns    an empty string, or what SQLite said
std::string read_stored_rows(const std::string& path, const StoredStudy& study,
                             const std::function<void(const StoredRow&)>& take);

}  // namespace cupola
