#include "record/state_columns.hpp"

#include <span>

namespace cupola {

std::string track_file_header(bool in_space) {
  const std::span<const std::string_view> columns = in_space
                                                        ? std::span<const std::string_view>(kSpaceColumns)
                                                        : std::span<const std::string_view>(kPlaneColumns);
  const auto bare = [](std::string_view column) { return column.substr(0, column.rfind('_')); };
  std::string header = "time_s,track";
  for (const std::string_view column : columns) header.append(",").append(column);
  for (std::size_t i = 0; i < columns.size(); ++i)
    for (std::size_t j = i; j < columns.size(); ++j)
      header.append(",cov_").append(bare(columns[i])).append("_").append(bare(columns[j]));
  return header;
}

}  // namespace cupola
