#pragma once

#include <functional>
#include <string>

namespace cupola {

/// What is to be imported, and how (cupola-import, tools/import).
struct ImportRequest {
  std::string raster, tile;
  std::string datum;  ///< egm96, egm2008, ellipsoid; empty: what the file or the product says
  bool deep_voids_are_sea = false;
};

struct ImportAnswer {
  enum class End { done, refused, unwritable, interrupted, fault };
  End end = End::fault;
  std::string what, hint;  ///< why it is not done
  std::string datum_said_by;
};

/// Turns a raster into a tile by running cupola-import, without a shell, with an environment of its own, and
/// for ten minutes at most; believes nothing but its exit code and one line of JSON. Checked by
/// tests/import/import.cpp
ImportAnswer run_import(const ImportRequest& request, const std::function<bool()>& stop);

/// $CUPOLA_IMPORT, or cupola-import in the folder of the program that runs.
std::string import_program();

}  // namespace cupola
