#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "catalogue/fields.hpp"

namespace cupola {

/// How a measure goes with the size.
enum class KneeWay : std::uint8_t { rises, falls };
std::span<const char* const> names_of(KneeWay);

/// From which size on does the mean of a measure pass a level? As it stands in a study file.
struct KneeFile {
  std::string factor;  ///< whose levels are the sizes, in their order; or else:
  std::string path;    ///< what of the scenario is the size, a whole number from `from` to `to`
  std::int64_t from = 1, to = 1;
  std::string measure;
  double level = 0.0;
  KneeWay way = KneeWay::rises;
  bool given() const { return !measure.empty(); }
  const std::string& name() const { return path.empty() ? factor : path; }
};

void declare(FieldVisitor& v, KneeFile& knee);

}  // namespace cupola
