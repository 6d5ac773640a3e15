#pragma once

#include <string>

#include "catalogue/fields.hpp"
#include "catalogue/references.hpp"
#include "catalogue/yaml.hpp"
#include "core/problem.hpp"

namespace cupola {

/// Reads `node` of a document into the fields that `declaration` declares. Tells every problem with its
/// place: unknown keys with the nearest name, missing keys, wrong types, missing or unknown units, numbers
/// out of range or not finite, fields that do not go together. Names of other things go into `references`,
/// to be checked when everything is read. `path` is where the node stands (`radar`), for messages.
/// Returns    false if it added a problem
/// Checked by tests/decode.cpp
bool decode(const Document& document, const Node& node, const std::string& path,
            const Declaration& declaration, References& references, Problems& problems);

/// The same for a record that has a `declare`.
template <class Record>
bool decode(const Document& document, const Node& node, const std::string& path, Record& record,
            References& references, Problems& problems) {
  return decode(
      document, node, path, [&record](FieldVisitor& v) { declare(v, record); }, references, problems);
}

}  // namespace cupola
