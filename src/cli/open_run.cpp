#include "cli/open_run.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "cli/output.hpp"
#include "record/run_file.hpp"

namespace cupola {

std::optional<Database> open_run_or_complain(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    complain(fmt::format("{}: error: {}\n", path, error ? error.message() : "no such file"));
    return std::nullopt;
  }
  Database run = Database::open(path);
  const std::string why = not_a_run_file(run);
  if (why.empty()) return run;
  complain(fmt::format("{}: error: {}\n  hint: `cupola run SCENARIO` writes run files\n", path, why));
  return std::nullopt;
}

std::string run_meta(Database& run, const std::string& key) {
  Statement row = run.prepare("SELECT value FROM meta WHERE key = ?");
  row.bind(key);
  return row.step() ? row.text(0) : std::string();
}

}  // namespace cupola
