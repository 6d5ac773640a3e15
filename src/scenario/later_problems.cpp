#include "scenario/later_problems.hpp"

#include <algorithm>
#include <set>

namespace cupola {

namespace {

constexpr const char* kLists[] = {"defence", "raid", "traffic", "corridors", "areas", "links"};

struct Lines {
  int first = 0, last = 0;
  bool hold(int line) const { return first <= line && line <= last; }
};

Lines lines_of(const Node& node) {
  Lines lines{node.line, node.line};
  for (const Node& item : node.items) {
    const Lines inner = lines_of(item);
    lines.first = std::min(lines.first, inner.first);
    lines.last = std::max(lines.last, inner.last);
  }
  return lines;
}

bool any_in(const Node& entry, const std::vector<Problem>& problems, std::set<std::size_t>& placed) {
  const Lines lines = lines_of(entry);
  bool any = false;
  for (std::size_t i = 0; i < problems.size(); ++i)
    if (lines.hold(problems[i].place.line)) {
      placed.insert(i);
      any = true;
    }
  return any;
}

}  // namespace

bool without_spoiled_entries(const Document& document, const std::vector<Problem>& problems, Document& rest,
                             std::vector<std::string>& left_out) {
  rest = document;
  std::set<std::size_t> placed;
  for (Node& list : rest.root.items) {
    if (std::find(std::begin(kLists), std::end(kLists), list.key) == std::end(kLists)) continue;
    std::erase_if(list.items, [&](const Node& entry) {
      const bool spoiled = any_in(entry, problems, placed);
      const Node* name = spoiled ? entry.find("name") : nullptr;
      if (name != nullptr) left_out.push_back(name->text);
      return spoiled;
    });
  }
  return placed.size() == problems.size();
}

bool speaks_of(const Problem& problem, const std::vector<std::string>& left_out) {
  return std::any_of(left_out.begin(), left_out.end(), [&](const std::string& name) {
    return !name.empty() && problem.what.find('`' + name) != std::string::npos;
  });
}

}  // namespace cupola
