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

}  // namespace cupola
