#include "formats/refuse.hpp"

#include <utility>

namespace cupola {

bool refuse(Problems& problems, const std::string& file, std::string what, std::string hint, int line) {
  Problem problem;
  problem.place.file = file;
  problem.place.line = line;
  problem.what = std::move(what);
  problem.hint = std::move(hint);
  problems.add(std::move(problem));
  return false;
}

std::string shown_name(std::string_view text) {
  std::string shown(1, '`');
  shown.append(text.substr(0, 40));
  if (text.size() > 40) shown.append("...");
  shown.push_back('`');
  return shown;
}

}  // namespace cupola
