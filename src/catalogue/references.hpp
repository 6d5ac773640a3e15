#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "catalogue/yaml.hpp"
#include "core/problem.hpp"

namespace cupola {

/// The names that exist, by kind (radar, source, asset, ...).
class NameBook {
 public:
  void add(const std::string& kind, const std::string& name) { names_[kind].insert(name); }
  template <class Record>
  void add_all(const std::string& kind, const std::map<std::string, Record>& records) {
    for (const auto& [name, record] : records) add(kind, name);
  }
  /// All names of a kind, in order.
  const std::set<std::string>& of(const std::string& kind) const;

 private:
  std::map<std::string, std::set<std::string>> names_;
};

/// The names that files mention, each with its place, to be held against a NameBook when everything is read.
class References {
 public:
  void add(const std::string& kind, const std::string& name, const std::string& path,
           const Document& document, const Node& node);

  /// Adds a problem for every name that does not exist, with the nearest one that does.
  void check(const NameBook& names, Problems& problems) const;

 private:
  struct Reference {
    std::string kind, name, path;
    Problem problem;  ///< where; what is wrong is written when it is known
  };
  std::vector<Reference> references_;
};

/// One thing pointing to another of its kind: `from` says in the file at `place` that it hangs on `to`.
struct Pointer {
  std::string from, to;
  Problem place;  ///< where it says so; `what` and `hint` are written here
};

/// Adds a problem for every cycle among things that point to each other, at the pointer that closes it.
/// `relation` is how a message puts it: `superior`.
void refuse_cycles(const std::string& relation, const std::vector<Pointer>& pointers, Problems& problems);

}  // namespace cupola
