#include "cli/quantity_option.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <optional>

namespace cupola {

double quantity_option(const std::string& option, const std::string& text, Dimension dimension, double least,
                       double most) {
  QuantityError error;
  const std::optional<double> value = parse_quantity(text, dimension, error);
  if (!value) throw CLI::ValidationError(option, error.what + (error.hint.empty() ? "" : "; " + error.hint));
  if (!(*value >= least && *value <= most))
    throw CLI::ValidationError(
        option, fmt::format("`{}` is out of range: {} to {}", text, format_quantity(least, dimension),
                            format_quantity(most, dimension)));
  return *value;
}

}  // namespace cupola
