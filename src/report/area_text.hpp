#pragma once

#include <string>

namespace cupola {

/// Square kilometres with two significant figures, and no finer than whole ones: `270000`.
std::string area_text(double area_km2);

}  // namespace cupola
