#pragma once

#include <string>

#include "catalogue/fields.hpp"
#include "catalogue/yaml.hpp"

/// How quantities are written in files: the same notation for reader, messages, schema and pages.
namespace cupola {

/// Whether a number without a unit is a quantity of this dimension.
bool takes_bare_number(Dimension dimension);

/// Reads a scalar of the given dimension into SI units; returns what is wrong with it, or nothing.
std::string parse_measured(const Node& node, Dimension dimension, double& value);

/// `a length from 1 km to 5000 km`.
std::string expected_quantity(const Measure& measure);
/// A round value inside the range, with its unit: `800 s`.
std::string example_quantity(const Measure& measure);

/// Regular expression (ECMA 262) of the texts with a unit that parse_measured takes; empty where there is no
/// unit.
std::string quantity_pattern(Dimension dimension);

}  // namespace cupola
