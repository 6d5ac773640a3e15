#pragma once

#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "report/report.hpp"
#include "study/stored_study.hpp"

namespace cupola {

/// A record of the catalogue that was in play, and on whose word its figures stand.
struct RecordInPlay {
  std::string kind, name;
  StatusCounts counts;
  std::vector<std::string> sources;  ///< keys
};

/// What stood behind a point, read again from the files in the store.
struct PointInPlay {
  std::size_t point = 0;
  std::vector<std::string> lines;  ///< as `cupola run` prints them
  StatusCounts counts;
  std::string terrain;
  std::vector<RecordInPlay> records;
};

/// What a study's report says beyond what stands in its tables.
struct StudyReportContext {
  std::string store;  ///< the name of the file
  std::vector<std::string> caveats;
  std::vector<PointInPlay> in_play;  ///< the first point, then the first with each other level; may be none
  std::string not_read;              ///< why none
  std::vector<Source> sources;       ///< of all records in play, by key
};

/// A study as a report: question, alternatives, answer, ledger, inputs, what it leaves out, provenance.
/// Returns    the same report for the same store and context: no date, no place
/// Checked by src/report/tests/study_report.cpp, tests/golden/report_command.cpp
Report study_report(const StoredStudy& study, const StudyReportContext& context);

}  // namespace cupola
