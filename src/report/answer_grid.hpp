#pragma once

#include <string>
#include <vector>

#include "formats/netcdf.hpp"
#include "study/stored_study.hpp"

namespace cupola {

/// The estimates of a study over its full design, as grids: a dimension a factor, a variable a measure that the study
/// names, with `_low`, `_high` (95 %) and `_replicates` beside it, in SI units; `..._level` names the levels, and where
/// they are numbers the factor is a coordinate.
/// Model      names and attributes as the CF conventions have them (CF-1.8)
/// Holds for  a full design (is_grid); a point without an estimate has NaN
/// Checked by src/report/tests/answer_grid.cpp, which reads it with the netCDF library
NetcdfFile answer_grid(const StoredStudy& study, const std::vector<std::string>& caveats);

bool is_grid(const StoredStudy& study);

/// The unit of a column in SI: its ending says it, otherwise it has none.
std::string unit_of_column(const std::string& column);

/// Whether a file begins as one of these.
bool is_answer_grid(const std::string& path);

}  // namespace cupola
