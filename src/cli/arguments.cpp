#include "cli/arguments.hpp"

#include <fmt/format.h>

#include <charconv>

#include "core/suggest.hpp"

namespace cupola {

namespace {

bool all(const CLI::App*) { return true; }

/// The verb that was being read.
const CLI::App& innermost(const CLI::App& app) {
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  return chosen.empty() ? app : innermost(*chosen.front());
}

std::string path_of(const CLI::App& app) {
  return app.get_parent() ? path_of(*app.get_parent()) + " " + app.get_name() : std::string("cupola");
}

/// The names of the long options of a verb and of those around it, without dashes.
std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names =
      app.get_parent() ? option_names(*app.get_parent()) : std::vector<std::string>();
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back(name);
  return names;
}

std::string hint_for_option(const CLI::App& app, const std::string& written) {
  const std::string word = written.substr(2, written.find('=') - 2);
  const std::vector<std::string> names = option_names(app);
  const std::vector<std::string_view> views(names.begin(), names.end());
  std::vector<std::string> dashed;
  for (const std::string_view name : meant_names(word, views)) dashed.push_back("--" + std::string(name));
  return did_you_mean(std::vector<std::string_view>(dashed.begin(), dashed.end()));
}

std::string hint_for_verb(const CLI::App& app, const std::string& written) {
  std::vector<std::string> names;
  for (const CLI::App* verb : app.get_subcommands(all)) names.push_back(verb->get_name());
  return did_you_mean(meant_names(written, std::vector<std::string_view>(names.begin(), names.end())));
}

}  // namespace

CLI::Option* add_whole(CLI::App* verb, const std::string& name, std::uint64_t least, std::uint64_t most,
                       std::optional<std::uint64_t>& value, const std::string& description) {
  const auto take = [=, &value](const std::string& text) {
    std::uint64_t read = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
    if (error != std::errc() || end != text.data() + text.size() || read < least || read > most)
      throw CLI::ValidationError(
          name, fmt::format("found `{}`, expected a whole number from {} to {}", text, least, most));
    value = read;
  };
  return verb->add_option_function<std::string>(name, take, description)->type_name("N");
}

std::string usage_message(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& verb = innermost(app);
  std::string what = error.what(), hint;
  const std::vector<std::string> extra = verb.remaining();
  const std::vector<std::string> left = extra.empty() ? app.remaining(true) : extra;
  for (const std::string& argument : left) {
    const bool option = argument.starts_with("--") && argument.size() > 2;
    if (!option && (verb.get_subcommands(all).empty())) continue;
    what = option ? fmt::format("`{}` has no option `{}`", path_of(verb), argument)
                  : fmt::format("`{}` has no verb `{}`", path_of(verb), argument);
    hint = option ? hint_for_option(verb, argument) : hint_for_verb(verb, argument);
    break;
  }
  if (hint.empty()) hint = fmt::format("`{} --help` shows what there is", path_of(verb));
  return fmt::format("error: {}\n  hint: {}\n", what, hint);
}

void add_set_option(CLI::App* verb, std::vector<std::string>& set) {
  verb->add_option(
          "--set", set,
          "The scenario with a value changed: PATH=VALUE, as `defence.Murted.state=boxed`; may be repeated")
      ->allow_extra_args(false);
}

}  // namespace cupola
