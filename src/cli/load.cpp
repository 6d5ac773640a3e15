#include "cli/load.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "catalogue/load.hpp"
#include "cli/output.hpp"
#include "core/problem.hpp"
#include "scenario/load.hpp"

namespace cupola {

namespace {

struct Kind {
  std::string what, hint;
};

/// What a file that is no YAML is, by how it begins; empty where it may be.
Kind kind_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  char begin[16] = {};
  file.read(begin, sizeof begin);
  const std::string_view head(begin, static_cast<std::size_t>(file.gcount()));
  const auto begins = [head](std::string_view mark) { return head.substr(0, mark.size()) == mark; };
  if (begins("SQLite format 3")) return {"an SQLite file", "`cupola explain` reads run files"};
  if (begins("\x89PNG") || begins("\xFF\xD8\xFF")) return {"a picture", ""};
  if (begins("%PDF")) return {"a PDF file", ""};
  if (begins("PK\x03\x04") || begins("\x1F\x8B")) return {"a compressed file", ""};
  if (begins("\x7F"
             "ELF"))
    return {"a program", ""};
  if (begins("<svg") || begins("<?xml")) return {"an SVG or XML file", ""};
  return {};
}

}  // namespace

bool refuse_kind(const std::string& file, Problems& problems) {
  const auto [what, hint] = kind_of(file);
  if (what.empty()) return false;
  Problem problem;
  problem.place.file = file;
  problem.what = fmt::format("this is {}, not a YAML file", what);
  problem.hint =
      hint.empty() ? "a scenario begins with `scenario: NAME`; those shipped are in scenarios/" : hint;
  problems.add(problem);
  return true;
}

std::optional<Catalogue> load_catalogue_or_complain(const std::string& asked) {
  const std::string folder = asked.empty() ? default_catalogue_folder() : asked;
  std::error_code error;
  // Any other folder would be read to the end, and every YAML file in it told wrong.
  if (!std::filesystem::exists(std::filesystem::path(folder) / "sources.yaml", error)) {
    complain(
        fmt::format("{}: error: not the folder of a catalogue: there is no sources.yaml in it\n"
                    "  hint: copy the shipped folder catalogue/ and change the copy\n",
                    folder));
    return std::nullopt;
  }
  Catalogue catalogue;
  Problems problems;
  if (load_catalogue(folder, catalogue, problems)) return catalogue;
  complain(problems.text());
  return std::nullopt;
}

std::optional<Scenario> load_or_complain(const std::string& scenario_file,
                                         const std::string& catalogue_folder, const TerrainChoice& terrain,
                                         const std::vector<std::string>& overrides) {
  Problems problems;
  if (refuse_kind(scenario_file, problems)) {
    complain(problems.text());
    return std::nullopt;
  }
  const std::optional<Catalogue> catalogue = load_catalogue_or_complain(catalogue_folder);
  if (!catalogue) return std::nullopt;
  Scenario scenario;
  if (load_scenario(scenario_file, *catalogue, scenario, problems, terrain, overrides)) return scenario;
  complain(problems.text());
  return std::nullopt;
}

}  // namespace cupola
