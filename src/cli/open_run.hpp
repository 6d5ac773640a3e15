#pragma once

#include <optional>
#include <string>

#include "record/database.hpp"

namespace cupola {

/// Opens a run file; says on stderr what is wrong and gives nothing if it is none.
std::optional<Database> open_run_or_complain(const std::string& path);

/// One value of the run file about itself; empty if it is not there.
std::string run_meta(Database& run, const std::string& key);

}  // namespace cupola
