#pragma once

#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "catalogue/references.hpp"
#include "catalogue/yaml.hpp"
#include "core/problem.hpp"

namespace cupola {

/// Reads a catalogue into memory, in mode `best`.
/// Model      every `*.yaml` below a folder in the order of the paths, or one file; no name is given twice
/// Returns    false if anything is wrong; then `problems` says all of it, and `catalogue` holds what could be
///            read
/// Checked by tests/load.cpp
bool load_catalogue(const std::string& folder_or_file, Catalogue& catalogue, Problems& problems);

/// The parts of load_catalogue, for whoever reads files of several kinds. Nothing is held against other files
/// until `references` is checked.
class CatalogueReader {
 public:
  CatalogueReader(Catalogue& catalogue, References& references, Problems& problems)
      : catalogue_(catalogue), references_(references), problems_(problems) {}

  /// Adds what one file of the catalogue declares.
  bool add(const Document& document);

 private:
  template <class Record>
  bool add_record(const Document& document, const char* key, std::map<std::string, Record>& records,
                  Record& record);
  bool is_new(const Document& document, const Node& node, const std::string& kind, const std::string& name);

  Catalogue& catalogue_;
  References& references_;
  Problems& problems_;
  std::map<std::string, std::string> first_place_;  ///< by kind and name
};

/// Names of everything in a catalogue: kinds source, radar, sector radar, interceptor, launcher, command
/// post, platform, doctrine, system, ground, passive sensor.
void add_names(const Catalogue& catalogue, NameBook& names);

/// Where the catalogue is: $CUPOLA_CATALOGUE, else `catalogue` beside the build tree of this program, else
/// that of the source it was built from.
std::string default_catalogue_folder();

/// A folder of that name that ships beside the catalogue.
std::string shipped_folder(const std::string& name);

}  // namespace cupola
