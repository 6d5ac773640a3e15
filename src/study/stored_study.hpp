#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/problem.hpp"
#include "study/answer.hpp"
#include "study/design.hpp"
#include "study/ratio_measure.hpp"
#include "study/study_file.hpp"

/// A study as its store tells it, with nothing loaded but the store: what a report is made of.
namespace cupola {

/// A column of the store in words.
struct StoredMeasure {
  std::string column, part, key, text;
  bool is_event = false;
  std::string group;                ///< as ReplicateMeasure
  double shown = 1.0;               ///< likewise
  std::vector<double> least, most;  ///< by point; NaN where a point has no such measure
};

/// A file that started the study.
struct StoredFile {
  std::string name, hash;
};

struct StoredStudy {
  StudyFile file;
  std::map<std::string, std::string> meta;  ///< version, compiler, seed, terrain_hash, ...
  std::vector<DesignPoint> points;
  std::vector<std::uint64_t> done;  ///< by point
  std::vector<StoredMeasure> measures;
  std::vector<std::vector<RatioMeasure>> ratios;  ///< by point
  std::vector<StoredFile> inputs;
  std::string digest;
  StudyAnswer answer;                    ///< of the measures that the study names
  std::vector<PointEstimate> estimates;  ///< of every measure, point by point; `answer` has those named

  const StoredMeasure* find(const std::string& column) const;
};

/// What does this store say?
/// Model      the answer is answer_of; the estimates of all other measures, interval_of
/// Returns    false where it is none, of another layout, damaged, or at odds with the study file in it; then `problems`
///            says what
/// Checked by tests/stored_study.cpp
bool read_stored_study(const std::string& path, StoredStudy& study, Problems& problems);

struct StoredRow {
  std::size_t point = 0;
  std::uint64_t replicate = 0, seed = 0;
  std::string digest;
  std::vector<double> values;  ///< by StoredStudy::measures; NaN: none
};

/// Every replicate, by point and index.
/// Returns    an empty string, or what SQLite said
std::string read_stored_rows(const std::string& path, const StoredStudy& study,
                             const std::function<void(const StoredRow&)>& take);

}  // namespace cupola
