#include "catalogue/references.hpp"

#include <fmt/format.h>

#include "catalogue/scalar.hpp"

namespace cupola {

const std::set<std::string>& NameBook::of(const std::string& kind) const {
  static const std::set<std::string> kNone;
  const auto found = names_.find(kind);
  return found == names_.end() ? kNone : found->second;
}

void References::add(const std::string& kind, const std::string& name, const std::string& path,
                     const Document& document, const Node& node) {
  references_.push_back({kind, name, path, document.problem(node.line, node.column, "")});
}

void References::check(const NameBook& names, Problems& problems) const {
  for (const Reference& reference : references_) {
    const std::set<std::string>& known = names.of(reference.kind);
    if (known.contains(reference.name)) continue;
    Problem problem = reference.problem;
    problem.what = fmt::format("{}: no {} is called `{}`", reference.path, reference.kind, reference.name);
    problem.hint = did_you_mean(reference.name, {known.begin(), known.end()});
    problems.add(std::move(problem));
  }
}

void refuse_cycles(const std::string& relation, const std::vector<Pointer>& pointers, Problems& problems) {
  std::map<std::string, const Pointer*> by_from;
  for (const Pointer& pointer : pointers) by_from.emplace(pointer.from, &pointer);

  // Each thing points to one other at most, so a walk from every thing finds every cycle; it is told once.
  std::set<std::string> done;
  for (const auto& [start, pointer] : by_from) {
    std::vector<std::string> walk;
    std::set<std::string> on_walk;
    std::string at = start;
    while (by_from.contains(at) && !done.contains(at) && on_walk.insert(at).second) {
      walk.push_back(at);
      at = by_from.at(at)->to;
    }
    if (on_walk.contains(at)) {
      Problem problem = by_from.at(walk.back())->place;
      problem.what = fmt::format("`{}` comes back to itself along {}", at, relation);
      problem.hint = "take one of the pointers out";
      problems.add(std::move(problem));
    }
    done.insert(on_walk.begin(), on_walk.end());
  }
}

}  // namespace cupola
