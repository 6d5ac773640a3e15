#pragma once

#include <string>

#include "catalogue/file_kind.hpp"
#include "catalogue/yaml.hpp"
#include "cli/track_rows.hpp"
#include "core/problem.hpp"
#include "formats/read_detections.hpp"
#include "tracking/detection_tracker_settings.hpp"

namespace cupola {

/// What a file of `cupola track --settings` may say, and an option of the verb too.
struct TrackerSettingsFile {
  DetectionTrackerSettings settings;
  ReadDetectionsOptions reading;
  RowsAt at = RowsAt::scan;
  bool registered = false;
};
void declare(FieldVisitor&, TrackerSettingsFile&);

/// Told by any of its keys: none of them stands in a scenario or a file of the catalogue.
FileKind tracker_settings_kind();
bool is_tracker_settings(const Document& document);

/// Returns    false where something is wrong; `problems` say what
bool read_tracker_settings(const Document& document, TrackerSettingsFile& file, Problems& problems);

}  // namespace cupola
