#include "cli/version.hpp"

#include <fmt/format.h>

#include <memory>

#include "cli/output.hpp"
#include "cli/verbs.hpp"
#include "core/lanes.hpp"

namespace cupola {

std::string version() { return CUPOLA_VERSION; }

std::string compiler() {
#ifdef __clang__
  return fmt::format("clang {}.{}.{}", __clang_major__, __clang_minor__, __clang_patchlevel__);
#else
  return fmt::format("gcc {}.{}.{}", __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#endif
}

std::string version_line() { return fmt::format("cupola {} ({})", version(), compiler()); }

void add_version(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("version", "Print the version and the compiler that built it");
  auto json = std::make_shared<bool>(false);
  verb->add_flag("--json", *json, "One JSON object on stdout");
  auto quiet = std::make_shared<bool>(false);
  verb->add_flag("--quiet", *quiet, "No warnings (there are none yet)");
  verb->footer("Example:  cupola version");
  verb->callback([json, quiet, &exit_code] {
    exit_code =
        *json ? put_json({{"version", version()}, {"compiler", compiler()}}) : put(version_line() + "\n");
  });
}

}  // namespace cupola
