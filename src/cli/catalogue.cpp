#include <fmt/format.h>

#include <filesystem>

#include "analysis/interceptor_reach.hpp"
#include "catalogue/card.hpp"
#include "catalogue/published.hpp"
#include "cli/catalogue_json.hpp"
#include "cli/envelope_verdicts.hpp"
#include "cli/exit_code.hpp"
#include "cli/load.hpp"
#include "cli/output.hpp"
#include "cli/verbs.hpp"
#include "core/suggest.hpp"
#include "report/envelope_picture.hpp"

namespace cupola {

namespace {

struct CatalogueOptions {
  std::string folder, name, picture, out;
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

int unknown(const Catalogue& catalogue, const std::string& name) {
  const std::vector<std::string> names = card_names(catalogue);
  const std::string meant =
      did_you_mean(meant_names(name, std::vector<std::string_view>(names.begin(), names.end())));
  complain(fmt::format("error: the catalogue holds nothing called `{}`\n  hint: {}\n", name,
                       meant.empty() ? "`cupola catalogue list` shows all names" : meant));
  return kBadInput;
}

/// The page of all envelopes and its pictures.
int write_page(const Catalogue& catalogue, const std::string& folder) {
  std::vector<EnvelopeEntry> entries;
  std::string error;
  std::error_code not_made;  // told by the first file that cannot be written
  if (std::filesystem::is_directory(folder, not_made))
    std::filesystem::create_directory(folder + "/pictures", not_made);
  const auto write = [&](const std::string& path, const std::string& text) {
    if (error.empty()) error = write_text_file(folder + "/" + path, text);
  };
  for (const auto& [name, type] : catalogue.interceptors) {
    entries.push_back(envelope_entry(type));
    write("pictures/envelope-" + file_word(name) + ".svg", entries.back().svg);
  }
  write("envelopes.md", envelope_page(entries));
  if (error.empty()) return kDone;
  complain("error: " + error + "\n  hint: is `--out` a folder that is there, and may be written to?\n");
  return kCannotWrite;
}

/// Every public figure about a flight beside the model's; fails where one is missed.
int envelopes(const CatalogueOptions& options) {
  const std::optional<Catalogue> catalogue = load_catalogue_or_complain(options.folder);
  if (!catalogue) return kBadInput;
  if (!options.name.empty() && !catalogue->interceptors.count(options.name))
    return unknown(*catalogue, options.name);
  if (!options.out.empty()) return write_page(*catalogue, options.out);
  const EnvelopeVerdicts verdicts = judge_envelopes(*catalogue, options.name);
  const int written = options.json ? put_json(verdicts.json) : put(verdicts.text);
  return written != kDone ? written : verdicts.missed > 0 ? kCheckFailed : kDone;
}

int draw(const Catalogue& catalogue, const CatalogueOptions& options) {
  const auto found = catalogue.interceptors.find(options.name);
  if (found == catalogue.interceptors.end()) {
    complain(fmt::format("error: `{}` is no interceptor: only those have a picture\n", options.name));
    return kUsage;
  }
  const std::string svg =
      draw_envelope(found->second, interceptor_reach(found->second), public_figures(found->second));
  if (options.picture == "-") return put(svg);
  const std::string error = write_text_file(options.picture, svg);
  if (error.empty()) return kDone;
  complain("error: " + error + "\n");
  return kCannotWrite;
}

int show(const CatalogueOptions& options) {
  const std::optional<Catalogue> catalogue = load_catalogue_or_complain(options.folder);
  if (!catalogue) return kBadInput;
  if (!options.picture.empty()) return draw(*catalogue, options);
  const std::string text = card(*catalogue, options.name);
  if (!text.empty()) return options.json ? put_json(card_json(*catalogue, options.name)) : put(text);
  return unknown(*catalogue, options.name);
}

}  // namespace

void add_catalogue(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("catalogue",
                                      "List the catalogue, show one entry with its sources, or hold radars "
                                      "and interceptors against what is published");
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
  one->add_option("--picture", options->picture,
                  "Draw an interceptor's reach beside what is published into this SVG file; `-` for stdout");
  CLI::App* reaches = verb->add_subcommand(
      "envelopes", "Every public figure about an interceptor's flight, with the model's beside it");
  reaches->add_option("NAME", options->name, "One interceptor; all without it");
  reaches->add_option(
      "--out", options->out,
      "Write the page envelopes.md with its pictures into this folder instead, as docs has them");
  reaches->footer("Example:  cupola catalogue envelopes 48N6E3");
  reaches->callback([options, &exit_code] { exit_code = envelopes(*options); });
  CLI::App* ranges = verb->add_subcommand("radars", "Every published range of a radar, with ours beside it");
  ranges->footer("Example:  cupola catalogue radars");
  ranges->callback([options, &exit_code] { exit_code = radars(*options); });
  // `catalogue show NAME --json` as well as `catalogue --json show NAME`.
  for (CLI::App* inner : {list, one, ranges, reaches}) inner->fallthrough();
  verb->footer("Example:  cupola catalogue show 91N6E");
}

}  // namespace cupola
