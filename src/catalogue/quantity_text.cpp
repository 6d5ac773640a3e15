#include "catalogue/quantity_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "catalogue/scalar.hpp"

namespace cupola {

bool takes_bare_number(Dimension dimension) {
  const auto units = units_for(dimension);
  return std::any_of(units.begin(), units.end(), [](const Unit& unit) { return unit.name.empty(); });
}

std::string parse_measured(const Node& node, Dimension dimension, double& value) {
  double bare = 0.0;
  if (!node.plain && takes_bare_number(dimension) && parse_number(node.text, bare))
    return "take the quotes away";
  QuantityError error;
  const std::optional<double> read = parse_quantity(node.text, dimension, error);
  if (!read && error.kind == QuantityError::Kind::missing_unit) {
    return fmt::format("a bare number needs a unit: write `{} {}`; {}", node.text,
                       units_for(dimension).front().name, error.hint);
  }
  if (!read) return fmt::format("{}; {}", error.what, error.hint);
  value = *read;
  return "";
}

std::string expected_quantity(const Measure& measure) {
  const std::string_view name = measure.whole ? "whole number" : dimension_name(measure.dimension);
  const bool vowel = std::string_view("aeiou").find(name.front()) != std::string_view::npos;
  return fmt::format("{} {} from {} to {}", vowel ? "an" : "a", name,
                     format_quantity(measure.least, measure.dimension),
                     format_quantity(measure.most, measure.dimension));
}

std::string example_quantity(const Measure& measure) {
  const double middle = measure.least > 0.0   ? std::sqrt(measure.least * measure.most)
                        : measure.most <= 1.0 ? measure.most / 2.0
                                              : measure.most / 10.0;
  std::string text = format_quantity(middle, measure.dimension, 1);
  // Rounding must not leave the range.
  QuantityError error;
  const std::optional<double> rounded = parse_quantity(text, measure.dimension, error);
  const bool inside = rounded && *rounded >= measure.least && *rounded <= measure.most;
  return inside ? text : format_quantity(measure.most, measure.dimension);
}

std::string quantity_pattern(Dimension dimension) {
  std::string units;
  for (const Unit& unit : units_for(dimension)) {
    if (unit.name.empty()) continue;
    if (!units.empty()) units += '|';
    units += unit.name;
  }
  if (units.empty()) return "";
  return fmt::format(R"(^[ \t]*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?[ \t]*({})[ \t]*$)", units);
}

}  // namespace cupola
