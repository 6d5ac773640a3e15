#include "report/area_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace cupola {

std::string area_text(double area_km2) {
  double unit = 1.0;
  while (area_km2 / unit >= 100.0) unit *= 10.0;
  return fmt::format("{:.0f}", std::round(area_km2 / unit) * unit);
}

}  // namespace cupola
