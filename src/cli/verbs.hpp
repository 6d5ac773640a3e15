#pragma once

#include <CLI/CLI.hpp>

namespace cupola {

/// One function a verb: declares it on the command line; `exit_code` is set when it has run.
void add_run(CLI::App& app, int& exit_code);
void add_study(CLI::App& app, int& exit_code);
void add_check(CLI::App& app, int& exit_code);
void add_explain(CLI::App& app, int& exit_code);
void add_catalogue(CLI::App& app, int& exit_code);
void add_schema(CLI::App& app, int& exit_code);
void add_terrain(CLI::App& app, int& exit_code);
void add_coverage(CLI::App& app, int& exit_code);
void add_footprint(CLI::App& app, int& exit_code);
void add_report(CLI::App& app, int& exit_code);
void add_track(CLI::App& app, int& exit_code);
void add_score(CLI::App& app, int& exit_code);
void add_assign(CLI::App& app, int& exit_code);
void add_calc(CLI::App& app, int& exit_code);
void add_validate(CLI::App& app, int& exit_code);
void add_version(CLI::App& app, int& exit_code);

}  // namespace cupola
