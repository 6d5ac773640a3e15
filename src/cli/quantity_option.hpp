#pragma once

#include <string>

#include "core/quantity.hpp"

namespace cupola {

/// What an option's text says, in SI; throws CLI::ValidationError where it is no such quantity or out of range.
double quantity_option(const std::string& option, const std::string& text, Dimension dimension, double least,
                       double most);

}  // namespace cupola
