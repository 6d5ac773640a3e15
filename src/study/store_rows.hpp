#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/database.hpp"

namespace cupola {

/// The replicates of one point of a store in their order, one at a time: nothing grows with their number.
/// Checked by tests/store.cpp, tests/failures.cpp
class StoreRows {
 public:
  StoreRows(Database& database, std::size_t point, const std::vector<std::string>& columns);

  bool next();
  std::optional<double> value(
      std::size_t column) const;  ///< none where it failed, or was not there to be measured

 private:
  Statement select_;
};

}  // namespace cupola
