#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/check.hpp"
#include "core/quantity.hpp"

namespace cupola {
namespace {

/// The largest unit that the quantity fills. Nothing at all is shown in the first unit, not in the smallest,
/// and what has no logarithm not in decibels.
const Unit& unit_to_show(double si, Dimension dimension) {
  const auto units = units_for(dimension);
  if (si == 0.0 && units.front().scale == Unit::Scale::linear) return units.front();
  const Unit* best = nullptr;
  for (const Unit& unit : units) {
    const bool shown = unit.shown_from >= 0.0 && std::fabs(si) >= unit.shown_from;
    if (shown && (best == nullptr || unit.shown_from > best->shown_from)) best = &unit;
  }
  CUPOLA_CHECK(best != nullptr);
  if (best->scale == Unit::Scale::decibel && si <= 0.0) return units.back();
  return *best;
}

/// Significant digits without exponent or trailing zeros: 1230, 12.3, 0.00123.
std::string significant(double value, int digits) {
  if (value == 0.0) return "0";
  const std::string scientific = fmt::format("{:.{}e}", value, digits - 1);
  const std::size_t mark = scientific.find('e');
  int exponent = 0;
  const char* first = scientific.data() + mark + (scientific[mark + 1] == '+' ? 2 : 1);
  std::from_chars(first, scientific.data() + scientific.size(), exponent);
  if (exponent < -5 || exponent > 14) return fmt::format("{:.{}g}", value, digits);
  double rounded = 0.0;
  std::from_chars(scientific.data(), scientific.data() + scientific.size(), rounded);
  std::string fixed = fmt::format("{:.{}f}", rounded, std::max(0, digits - 1 - exponent));
  if (fixed.find('.') != std::string::npos) {
    fixed.erase(fixed.find_last_not_of('0') + 1);
    if (fixed.back() == '.') fixed.pop_back();
  }
  return fixed;
}

}  // namespace

std::string format_quantity(double si, Dimension dimension, int digits) {
  CUPOLA_CHECK(std::isfinite(si));
  CUPOLA_CHECK(digits >= 1 && digits <= 17);
  const Unit& unit = unit_to_show(si, dimension);
  const std::string number = significant(from_si(si, unit), digits);
  return unit.name.empty() ? number : fmt::format("{} {}", number, unit.name);
}

}  // namespace cupola
