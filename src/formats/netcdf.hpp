#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace cupola {

/// An attribute is a text or a number.
struct NetcdfAttribute {
  std::string name;
  std::variant<std::string, double> value;
};

struct NetcdfDimension {
  std::string name;
  std::uint32_t size = 1;
};

/// A grid of values over dimensions, the last one fastest.
struct NetcdfVariable {
  std::string name;
  std::vector<std::size_t> dimensions;  ///< places in NetcdfFile::dimensions; none: one value
  std::variant<std::vector<double>, std::string> values{};  ///< double, or char
  std::vector<NetcdfAttribute> attributes{};
};

struct NetcdfFile {
  std::vector<NetcdfDimension> dimensions;
  std::vector<NetcdfAttribute> attributes;
  std::vector<NetcdfVariable> variables;
};

/// Grids as a netCDF file that any reader of the format takes.
/// Model      netCDF classic, CDF-1 (Unidata, "File Format Specifications"; OGC 10-092r3): big-endian, fixed dimensions,
///            types char and double
/// Holds for  files below 2 GiB, variables as large as their dimensions say
/// Returns    the same bytes for the same file
/// Checked by tests/netcdf.cpp, which reads them back with the netCDF library
std::string netcdf_bytes(const NetcdfFile& file);

/// A name that the format and the CF conventions allow: letters, digits and `_`, beginning with a letter.
std::string netcdf_name(const std::string& words);

}  // namespace cupola
