#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <map>
#include <string>

#include "catalogue/fields.hpp"

namespace cupola {

/// Every field of a record as an option of a verb: `speed_sd` as `--speed-sd "250 m/s"`, a field `share` of a
/// record `turn` as `--turn-share 0.4`, a flag
/// `register` as `--register`. What is given lands in `texts` by the option's name.
void add_settings_options(CLI::App* verb, const Declaration& declaration,
                          std::map<std::string, std::string>& texts);

/// Sets the fields that have a text; throws CLI::ValidationError where one makes no sense.
void take_settings_options(const Declaration& declaration, const std::map<std::string, std::string>& texts);

}  // namespace cupola
