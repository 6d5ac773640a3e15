#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "study/interval.hpp"

namespace cupola {

/// `   0.042  [0.01, 0.08]`: the estimate right-aligned in eight columns, two significant figures.
std::string interval_text(const Interval& interval);

/// Each of the three times a factor: in another unit.
Interval scaled(const Interval& interval, double factor);

/// Three nulls, where there is nothing to estimate from.
nlohmann::ordered_json no_interval_json();

/// `estimate`, `low` and `high`; null where there is no limit.
nlohmann::ordered_json interval_json(const Interval& interval);

}  // namespace cupola
