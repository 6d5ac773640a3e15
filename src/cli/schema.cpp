#include "cli/output.hpp"
#include "cli/tracker_settings.hpp"
#include "cli/verbs.hpp"
#include "scenario/load.hpp"
#include "study/study_file.hpp"

namespace cupola {

void add_schema(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand(
      "schema", "Print the JSON Schema of scenarios, catalogue files and tracker settings, for editors");
  auto quiet = std::make_shared<bool>(false);
  verb->add_flag("--quiet", *quiet, "No warnings (there are none yet)");
  verb->footer("Example:  cupola schema > schema/cupola.schema.json");
  verb->callback([quiet, &exit_code] {
    std::string schema = json_schema(
        {scenario_file_kind(), study_file_kind(), tracker_settings_kind(), catalogue_file_kind()});
    if (!schema.ends_with('\n')) schema += '\n';
    exit_code = put(schema);
  });
}

}  // namespace cupola
