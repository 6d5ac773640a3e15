#include <fmt/format.h>

#include "catalogue/card.hpp"
#include "catalogue/published.hpp"
#include "cli/catalogue_json.hpp"
#include "cli/exit_code.hpp"
#include "cli/load.hpp"
#include "cli/output.hpp"
#include "cli/verbs.hpp"
#include "core/suggest.hpp"

namespace cupola {

namespace {

struct CatalogueOptions {
  std::string folder, name;
  bool json = false, quiet = false;
};

int list_all(const CatalogueOptions& options) {
  const std::optional<Catalogue> catalogue = load_catalogue_or_complain(options.folder);
  if (!catalogue) return kBadInput;
  return options.json ? put_json(catalogue_list_json(*catalogue)) : put(catalogue_list(*catalogue));
}

int radars(const CatalogueOptions& options) {
  const std::optional<Catalogue> catalogue = load_catalogue_or_complain(options.folder);
  if (!catalogue) return kBadInput;
  return options.json ? put_json(published_json(*catalogue)) : put(published_table(*catalogue));
}

int show(const CatalogueOptions& options) {
  const std::optional<Catalogue> catalogue = load_catalogue_or_complain(options.folder);
  if (!catalogue) return kBadInput;
  const std::string text = card(*catalogue, options.name);
  if (!text.empty()) return options.json ? put_json(card_json(*catalogue, options.name)) : put(text);
  const std::vector<std::string> names = card_names(*catalogue);
  const std::string meant =
      did_you_mean(meant_names(options.name, std::vector<std::string_view>(names.begin(), names.end())));
  complain(fmt::format("error: the catalogue holds nothing called `{}`\n  hint: {}\n", options.name,
                       meant.empty() ? "`cupola catalogue list` shows all names" : meant));
  return kBadInput;
}

}  // namespace

void add_catalogue(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand(
      "catalogue",
      "List the catalogue, show one entry with its sources, or hold radars against what is published");
  auto options = std::make_shared<CatalogueOptions>();
  verb->add_option("--catalogue", options->folder, "Catalogue folder; the shipped one by default");
  verb->add_flag("--json", options->json, "One JSON object on stdout");
  verb->add_flag("--quiet", options->quiet, "No warnings (there are none yet)");
  verb->require_subcommand(1);
  CLI::App* list = verb->add_subcommand("list", "The names of everything in the catalogue");
  list->footer("Example:  cupola catalogue list");
  list->callback([options, &exit_code] { exit_code = list_all(*options); });
  CLI::App* one =
      verb->add_subcommand("show", "The card of one entry: every figure, its interval and source");
  one->add_option("NAME", options->name, "Name of the entry")->required();
  one->footer("Example:  cupola catalogue show 91N6E");
  one->callback([options, &exit_code] { exit_code = show(*options); });
  CLI::App* ranges = verb->add_subcommand("radars", "Every published range of a radar, with ours beside it");
  ranges->footer("Example:  cupola catalogue radars");
  ranges->callback([options, &exit_code] { exit_code = radars(*options); });
  // `catalogue show NAME --json` as well as `catalogue --json show NAME`.
  for (CLI::App* inner : {list, one, ranges}) inner->fallthrough();
  verb->footer("Example:  cupola catalogue show 91N6E");
}

}  // namespace cupola
