#pragma once

#include <CLI/CLI.hpp>

#include "catalogue/fields.hpp"
#include "formats/read_detections.hpp"

namespace cupola {

/// --sensors and --only: which files and whom.
void add_reading_options(CLI::App* verb, ReadDetectionsOptions& reading);

/// What stands in for what a format does not carry: fields of the tracker's settings.
void declare_reading(FieldVisitor& v, ReadDetectionsOptions& reading);

}  // namespace cupola
