#pragma once

#include <string>
#include <vector>

#include "catalogue/fields.hpp"

namespace cupola {

/// A kind of file that a user writes. A file is of the kind whose `marker` is among its top-level keys; the
/// kind without a marker is that of all other files. A kind whose keys are all optional has no marker, but any
/// of its keys tells it.
struct FileKind {
  std::string marker;
  Declaration declaration;               ///< of a default-constructed file
  std::vector<std::string> any_of = {};  ///< keys that tell it where it has no marker
};

/// Files of the catalogue: the kind without a marker.
FileKind catalogue_file_kind();

/// The JSON Schema (Draft-07) of these kinds of file, for editors. The last kind is the one without a marker.
/// Leaves out what a schema cannot say: ranges of quantities with a unit, names that must exist, rules
/// between
///            fields; it agrees with the reader on all else
/// Checked by tests/schema.cpp, with valijson
std::string json_schema(const std::vector<FileKind>& kinds);

/// The reference of every key of these kinds of file, in markdown.
std::string reference_page(const std::vector<FileKind>& kinds);

}  // namespace cupola
