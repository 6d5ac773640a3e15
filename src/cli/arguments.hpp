#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cupola {

/// An option that takes a whole number in decimal digits from `least` to `most`; nothing wraps, nothing is
/// octal.
CLI::Option* add_whole(CLI::App* verb, const std::string& name, std::uint64_t least, std::uint64_t most,
                       std::optional<std::uint64_t>& value, const std::string& description);

/// What a command line did not understand, with the nearest verb or option: the message for stderr.
std::string usage_message(const CLI::App& app, const CLI::ParseError& error);

/// `--set PATH=VALUE`, again and again: values of the scenario that are put in the place of the file's.
void add_set_option(CLI::App* verb, std::vector<std::string>& set);

}  // namespace cupola
