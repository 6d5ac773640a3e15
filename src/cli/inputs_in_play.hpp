#pragma once

#include <string>

#include "report/study_report.hpp"
#include "scenario/terrain_choice.hpp"

namespace cupola {

/// What stood behind the points of a stored study, read again from the files in its store: the first point, and the
/// first with each other level. Where that cannot be done, the context says why.
void add_inputs_in_play(const std::string& store, const StoredStudy& study, const TerrainChoice& terrain,
                        StudyReportContext& context);

}  // namespace cupola
