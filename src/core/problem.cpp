#include "core/problem.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/printable.hpp"

namespace cupola {
namespace {

constexpr std::size_t kMostShown = 20;

bool precedes(const Problem& a, const Problem& b) {
  const auto rank = [](const Problem& p) {
    return std::tie(p.place.file, p.place.line, p.place.column, p.what, p.hint);
  };
  return rank(a) < rank(b);
}

std::string place_text(const Place& place) {
  std::string text = place.file;
  if (place.line > 0) text += ':' + std::to_string(place.line);
  if (place.line > 0 && place.column > 0) text += ':' + std::to_string(place.column);
  return text;
}

/// The blanks before the caret: a tab where the line has one, a space for every other character, so that the
/// caret stands under the character whatever the tab width.
std::string blanks_up_to(const std::string& line, int column) {
  std::string blanks;
  int before = column - 1;
  for (std::size_t i = 0; i < line.size() && before > 0; ++i) {
    const bool continues_character = (static_cast<unsigned char>(line[i]) & 0xc0) == 0x80;
    if (continues_character) continue;
    blanks += line[i] == '\t' ? '\t' : ' ';
    --before;
  }
  return blanks;
}

/// The line as it is shown: tabs stay tabs.
std::string shown_line(std::string_view line) {
  std::string text;
  for (std::size_t tab = line.find('\t'); tab != line.npos; tab = line.find('\t')) {
    text += printable(line.substr(0, tab)) + '\t';
    line.remove_prefix(tab + 1);
  }
  return text + printable(line);
}

std::string problem_text(const Problem& problem) {
  const std::string place = printable(place_text(problem.place));
  std::string text = place.empty() ? "" : place + ": ";
  text += "error: " + printable(problem.what) + '\n';
  if (!problem.source_line.empty()) {
    text += "    " + shown_line(problem.source_line) + '\n';
    if (problem.place.column > 0)
      text += "    " + blanks_up_to(problem.source_line, problem.place.column) + "^\n";
  }
  if (!problem.hint.empty()) text += "  hint: " + printable(problem.hint) + '\n';
  return text;
}

}  // namespace

void Problems::add(Problem problem) {
  const auto after = std::upper_bound(problems_.begin(), problems_.end(), problem, precedes);
  problems_.insert(after, std::move(problem));
}

std::string Problems::text() const {
  std::string text;
  const std::size_t shown = std::min(problems_.size(), kMostShown);
  for (std::size_t i = 0; i < shown; ++i) text += problem_text(problems_[i]);
  if (problems_.size() > shown) text += "... and " + std::to_string(problems_.size() - shown) + " more\n";
  return text;
}

}  // namespace cupola
