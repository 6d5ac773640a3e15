#pragma once

#include <string>

namespace cupola {

/// The mean of one measure over the mean of another.
struct RatioMeasure {
  std::string column, text;
  std::string over, under;  ///< columns of its two measures
  std::string group;
};

}  // namespace cupola
