#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "messages/ground_target.hpp"

namespace cupola {

/// The names behind the ids of one kind, and their keys: rows carry ids, the digest and the run file carry
/// names.
struct NameTable {
  std::vector<std::string> names;
  std::vector<std::uint64_t> keys;

  void add(const std::string& name);
  std::uint64_t key(std::uint32_t id) const { return id < keys.size() ? keys[id] : 0; }
  const std::string& name(std::uint32_t id) const;
};

/// All names of a scenario.
struct Names {
  NameTable platforms, radars, posts, fire_units, launchers, weapons, assets;
};

/// Where the names of elements of a kind stand.
const NameTable& table_of(const Names& names, GroundTargetKind kind);

}  // namespace cupola
