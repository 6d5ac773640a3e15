#include "study/store_rows.hpp"

#include <fmt/format.h>

namespace cupola {

namespace {

Statement select_of(Database& database, const std::vector<std::string>& columns) {
  std::string names;
  for (const std::string& column : columns) names += fmt::format(", \"{}\"", column);
  return database.prepare(
      fmt::format("SELECT digest{} FROM replicates WHERE point = ? ORDER BY replicate", names));
}

}  // namespace

StoreRows::StoreRows(Database& database, std::size_t point, const std::vector<std::string>& columns)
    : select_(select_of(database, columns)) {
  select_.bind(static_cast<std::int64_t>(point));
}

bool StoreRows::next() { return select_.step(); }

std::optional<double> StoreRows::value(std::size_t column) const {
  const int place = static_cast<int>(column) + 1;
  return select_.null(place) ? std::nullopt : std::optional<double>(select_.number(place));
}

}  // namespace cupola
