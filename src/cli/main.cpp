#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "cli/exit_code.hpp"
#include "cli/verbs.hpp"

int main(int argc, char** argv) {
  CLI::App app{
      "Cupola: an open simulator of ground-based air defence. Analysis and education; not predictive of real "
      "combat."};
  app.require_subcommand(1);
  app.footer("Example:  cupola run scenarios/03-murted-mixed-raid.yaml");
  int exit_code = cupola::kDone;
  try {
    cupola::add_run(app, exit_code);
    cupola::add_check(app, exit_code);
    cupola::add_explain(app, exit_code);
    cupola::add_report(app, exit_code);
    cupola::add_catalogue(app, exit_code);
    cupola::add_schema(app, exit_code);
    cupola::add_version(app, exit_code);
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cupola::kDone : cupola::kUsage;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "cupola: internal fault: %s\n", error.what());
    return cupola::kInternalFault;
  }
  return exit_code;
}
