#include "analysis/calculation.hpp"

namespace cupola {

const std::vector<Calculation>& calculations() {
  static const std::vector<Calculation> all = [] {
    std::vector<Calculation> list;
    for (const auto& subject : {detection_calculations(), geometry_calculations(), air_calculations(),
                                propagation_calculations(), terrain_calculations(), doctrine_calculations()})
      list.insert(list.end(), subject.begin(), subject.end());
    return list;
  }();
  return all;
}

const Calculation* find_calculation(std::string_view name) {
  for (const Calculation& calculation : calculations())
    if (calculation.name == name) return &calculation;
  return nullptr;
}

}  // namespace cupola
