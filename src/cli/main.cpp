#include <CLI/CLI.hpp>
#include <exception>
#include <sstream>

#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "cli/verbs.hpp"
#include "cli/version.hpp"

int main(int argc, char** argv) {
  cupola::open_standard_streams();
  CLI::App app{
      "Cupola: an open simulator of ground-based air defence. Analysis and education; not predictive of real "
      "combat."};
  app.require_subcommand(1);
  app.set_version_flag("--version", [] { return cupola::version_line(); }, "Print the version");
  app.footer("Example:  cupola run scenarios/03-murted-mixed-raid.yaml");
  int exit_code = cupola::kDone;
  try {
    cupola::add_run(app, exit_code);
    cupola::add_study(app, exit_code);
    cupola::add_check(app, exit_code);
    cupola::add_explain(app, exit_code);
    cupola::add_report(app, exit_code);
    cupola::add_terrain(app, exit_code);
    cupola::add_coverage(app, exit_code);
    cupola::add_footprint(app, exit_code);
    cupola::add_catalogue(app, exit_code);
    cupola::add_track(app, exit_code);
    cupola::add_score(app, exit_code);
    cupola::add_assign(app, exit_code);
    cupola::add_calc(app, exit_code);
    cupola::add_validate(app, exit_code);
    cupola::add_schema(app, exit_code);
    cupola::add_version(app, exit_code);
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    std::ostringstream text;
    app.exit(asked, text, text);
    return cupola::put(text.str());
  } catch (const CLI::ParseError& error) {
    cupola::complain(cupola::usage_message(app, error));
    return cupola::kUsage;
  } catch (const std::exception& error) {
    cupola::complain(std::string("cupola: internal fault: ") + error.what() + "\n");
    return cupola::kInternalFault;
  }
  return exit_code;
}
