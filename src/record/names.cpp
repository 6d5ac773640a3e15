#include "record/names.hpp"

#include "core/random.hpp"

namespace cupola {

void NameTable::add(const std::string& name) {
  names.push_back(name);
  keys.push_back(name_key(name));
}

const std::string& NameTable::name(std::uint32_t id) const {
  static const std::string nobody = "-";
  return id < names.size() ? names[id] : nobody;
}

const NameTable& table_of(const Names& names, GroundTargetKind kind) {
  switch (kind) {
    case GroundTargetKind::asset:
      break;
    case GroundTargetKind::radar:
      return names.radars;
    case GroundTargetKind::launcher:
      return names.launchers;
    case GroundTargetKind::post:
      return names.posts;
  }
  return names.assets;
}

}  // namespace cupola
