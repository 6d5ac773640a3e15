#include "formats/column_map.hpp"

#include <algorithm>

#include "core/printable.hpp"
#include "core/suggest.hpp"
#include "formats/refuse.hpp"

namespace cupola {
namespace {

/// The missing name that this unknown one was probably meant for.
std::string_view meant_for(std::string_view unknown, std::span<const std::string_view> names,
                           const std::vector<int>& at) {
  std::vector<std::string_view> missing;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (at[i] < 0) missing.push_back(names[i]);
  return nearest_name(unknown, missing).value_or(std::string_view());
}

std::string listed(const std::vector<std::string_view>& names) {
  std::string list;
  for (const std::string_view name : names) list += (list.empty() ? "" : ", ") + shown_name(name);
  return list;
}

}  // namespace

std::size_t columns_in(const TableReader& header, std::span<const std::string_view> names) {
  const auto& fields = header.fields();
  return static_cast<std::size_t>(std::count_if(names.begin(), names.end(), [&](std::string_view name) {
    return std::find(fields.begin(), fields.end(), name) != fields.end();
  }));
}

std::optional<std::vector<int>> map_columns(const TableReader& header,
                                            std::span<const std::string_view> names, std::size_t required,
                                            Problems& problems, std::vector<std::string>& warnings) {
  const auto& fields = header.fields();
  std::vector<int> at(names.size(), -1);
  std::vector<std::size_t> unknown;
  bool good = true;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto found = std::find(names.begin(), names.end(), fields[i]);
    if (found == names.end()) {
      unknown.push_back(i);
      continue;
    }
    int& place = at[static_cast<std::size_t>(found - names.begin())];
    if (place >= 0) {
      problems.add(header.problem_at(i, "the column " + shown_name(fields[i]) + " stands here twice"));
      good = false;
    }
    place = static_cast<int>(i);
  }

  std::vector<std::string_view> passed_over;
  for (const std::size_t i : unknown) {
    const std::string_view meant = meant_for(fields[i], names, at);
    if (!meant.empty()) {
      problems.add(header.problem_at(
          i, "no column is called " + shown_name(fields[i]),
          "did you mean " + shown_name(meant) + "? The unit is part of the name: convert the values, too"));
      good = false;
    } else if (!fields[i].starts_with("bias_")) {
      passed_over.push_back(fields[i]);
    }
  }
  std::vector<std::string_view> missing;
  for (std::size_t i = 0; i < required; ++i)
    if (at[i] < 0) missing.push_back(names[i]);
  if (!missing.empty() && good)
    problems.add(header.problem_here(
        (missing.size() == 1 ? "a column is missing: " : "columns are missing: ") + listed(missing)));
  if (!passed_over.empty())
    warnings.push_back(printable(header.path() + ':' + std::to_string(header.line()) +
                                 ": passed over: " + listed(passed_over)));
  if (!good || !missing.empty()) return std::nullopt;
  return at;
}

}  // namespace cupola
