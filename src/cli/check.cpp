#include <fmt/format.h>

#include "catalogue/load.hpp"
#include "cli/exit_code.hpp"
#include "cli/load.hpp"
#include "cli/verbs.hpp"
#include "core/problem.hpp"
#include "scenario/load.hpp"

namespace cupola {

namespace {

struct CheckOptions {
  std::vector<std::string> files;
  std::string catalogue;
};

int check(const CheckOptions& options) {
  const std::optional<Catalogue> catalogue = load_catalogue_or_complain(options.catalogue);
  if (!catalogue) return kBadInput;
  bool all_good = true;
  for (const std::string& file : options.files) {
    Problems problems;
    if (check_file(file, *catalogue, problems)) {
      fmt::print("{}: good\n", file);
    } else {
      fmt::print(stderr, "{}", problems.text());
      all_good = false;
    }
  }
  return all_good ? kDone : kBadInput;
}

}  // namespace

void add_check(CLI::App& app, int& exit_code) {
  CLI::App* verb =
      app.add_subcommand("check", "Say everything that is wrong with scenario or catalogue files");
  auto options = std::make_shared<CheckOptions>();
  verb->add_option("FILE", options->files, "Scenario or catalogue files")->required();
  verb->add_option("--catalogue", options->catalogue, "Catalogue folder; the shipped one by default");
  verb->footer("Example:  cupola check scenarios/*.yaml");
  verb->callback([options, &exit_code] { exit_code = check(*options); });
}

}  // namespace cupola
