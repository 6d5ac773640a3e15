#include <fmt/format.h>

#include "catalogue/card.hpp"
#include "cli/exit_code.hpp"
#include "cli/load.hpp"
#include "cli/verbs.hpp"
#include "core/suggest.hpp"

namespace cupola {

namespace {

struct CatalogueOptions {
  std::string folder, name;
};

int list_all(const CatalogueOptions& options) {
  const std::optional<Catalogue> catalogue = load_catalogue_or_complain(options.folder);
  if (!catalogue) return kBadInput;
  fmt::print("{}", catalogue_list(*catalogue));
  return kDone;
}

int show(const CatalogueOptions& options) {
  const std::optional<Catalogue> catalogue = load_catalogue_or_complain(options.folder);
  if (!catalogue) return kBadInput;
  const std::string text = card(*catalogue, options.name);
  if (!text.empty()) {
    fmt::print("{}", text);
    return kDone;
  }
  const std::vector<std::string> names = card_names(*catalogue);
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::optional<std::string_view> meant = nearest_name(options.name, views);
  fmt::print(stderr, "error: the catalogue holds nothing called `{}`\n  hint: {}\n", options.name,
             meant ? fmt::format("did you mean `{}`?", *meant) : "`cupola catalogue list` shows all names");
  return kBadInput;
}

}  // namespace

void add_catalogue(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("catalogue", "List the catalogue, or show one entry with its sources");
  auto options = std::make_shared<CatalogueOptions>();
  verb->add_option("--catalogue", options->folder, "Catalogue folder; the shipped one by default");
  verb->require_subcommand(1);
  CLI::App* list = verb->add_subcommand("list", "The names of everything in the catalogue");
  list->footer("Example:  cupola catalogue list");
  list->callback([options, &exit_code] { exit_code = list_all(*options); });
  CLI::App* one =
      verb->add_subcommand("show", "The card of one entry: every figure, its interval and source");
  one->add_option("NAME", options->name, "Name of the entry")->required();
  one->footer("Example:  cupola catalogue show 91N6E");
  one->callback([options, &exit_code] { exit_code = show(*options); });
  verb->footer("Example:  cupola catalogue show 91N6E");
}

}  // namespace cupola
