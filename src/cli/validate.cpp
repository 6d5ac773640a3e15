#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "analysis/validation.hpp"
#include "cli/exit_code.hpp"
#include "cli/output.hpp"
#include "cli/verbs.hpp"
#include "cli/version.hpp"
#include "core/suggest.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

struct ValidateOptions {
  std::vector<std::string> chapters;
  bool list = false, json = false, quiet = false;
};

struct Judged {
  const ValidationCase* one;
  ValidationResult result;
};

/// The cases asked for, by chapter or by name; nothing, and a message, where there is no such chapter.
std::optional<std::vector<Judged>> wanted(const std::vector<std::string>& asked) {
  const auto is = [](const ValidationCase& one, const std::string& name) {
    return one.id == name || one.chapter() == name;
  };
  std::vector<std::string_view> names;
  std::vector<std::string> chapters;
  for (const ValidationCase& one : validation_cases()) {
    names.push_back(one.id);
    if (chapters.empty() || chapters.back() != one.chapter()) chapters.push_back(one.chapter());
  }
  names.insert(names.end(), chapters.begin(), chapters.end());
  for (const std::string& name : asked) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    const std::string meant = did_you_mean(meant_names(name, names));
    complain(fmt::format("error: there is no chapter or case `{}`\n  hint: {}\n", name,
                         meant.empty() ? "`cupola validate --list` shows them all" : meant));
    return std::nullopt;
  }
  std::vector<Judged> found;
  for (const ValidationCase& one : validation_cases())
    if (asked.empty() ||
        std::any_of(asked.begin(), asked.end(), [&](const std::string& name) { return is(one, name); }))
      found.push_back({&one, {}});
  return found;
}

std::size_t count(const std::vector<Judged>& cases, CaseVerdict verdict) {
  return static_cast<std::size_t>(std::count_if(
      cases.begin(), cases.end(), [=](const Judged& j) { return j.result.verdict == verdict; }));
}

std::string name_in_chapter(const ValidationCase& one) { return one.id.substr(one.id.find('/') + 1); }

std::string with_unit(double number, const std::string& unit) {
  return unit.empty() ? fmt::format("{:.3g}", number) : fmt::format("{:.3g} {}", number, unit);
}

std::string row(const Judged& judged) {
  const auto& [one, r] = judged;
  if (r.verdict == CaseVerdict::skipped)
    return fmt::format("  {:<8} {:<26} no {}\n", name_of(r.verdict), name_in_chapter(*one), one->file);
  if (!r.why.empty())
    return fmt::format("  {:<8} {:<26} {}", name_of(r.verdict), name_in_chapter(*one), r.why);
  return fmt::format("  {:<8} {:<26} {:>5} {:>16.10g} {:>16.10g}  {:<10} {}\n", name_of(r.verdict),
                     name_in_chapter(*one), r.compared, r.worst.expected, r.worst.got,
                     with_unit(r.worst.tolerance, one->unit), one->source);
}

std::string as_text(const std::vector<Judged>& cases) {
  std::string text =
      fmt::format("{:<37} {:>5} {:>16} {:>16}  {:<10} {}\n", "Each case by its number furthest off", "of",
                  "expected", "got", "within", "source");
  std::string chapter, skipped;
  for (const Judged& judged : cases) {
    if (judged.one->chapter() != chapter) text += fmt::format("\n{}\n", chapter = judged.one->chapter());
    text += row(judged);
    if (judged.result.verdict == CaseVerdict::misses && judged.result.why.empty())
      text += fmt::format("           {} of {} miss, worst: {}\n", judged.result.missed,
                          judged.result.compared, judged.result.worst.of);
    if (judged.result.verdict == CaseVerdict::skipped)
      skipped += (skipped.empty() ? "" : ", ") + judged.one->id;
  }
  text += fmt::format("\n{} cases: {} agree, {} miss, {} skipped\n", cases.size(),
                      count(cases, CaseVerdict::agrees), count(cases, CaseVerdict::misses),
                      count(cases, CaseVerdict::skipped));
  if (!skipped.empty()) text += fmt::format("skipped, their reference data being absent: {}\n", skipped);
  return text;
}

Json case_json(const ValidationCase& one) {
  return {{"id", one.id},         {"chapter", one.chapter()},
          {"what", one.what},     {"unit", one.unit},
          {"source", one.source}, {"file", one.file.empty() ? Json() : Json(one.file)}};
}

Json as_json(const std::vector<Judged>& cases) {
  Json list = Json::array();
  for (const auto& [one, r] : cases) {
    Json entry = case_json(*one);
    const bool compared = r.compared > 0;
    entry["verdict"] = name_of(r.verdict);
    entry["compared"] = r.compared;
    entry["missed"] = r.missed;
    entry["worst"] = compared ? Json(r.worst.of) : Json();
    entry["expected"] = compared ? Json(r.worst.expected) : Json();
    entry["got"] = compared ? Json(r.worst.got) : Json();
    entry["tolerance"] = compared ? Json(r.worst.tolerance) : Json();
    entry["why"] = r.why;
    list.push_back(entry);
  }
  return {{"version", version()},
          {"agree", count(cases, CaseVerdict::agrees)},
          {"miss", count(cases, CaseVerdict::misses)},
          {"skipped", count(cases, CaseVerdict::skipped)},
          {"cases", list}};
}

int list_cases(const std::vector<Judged>& cases, bool json) {
  Json object = {{"version", version()}, {"cases", Json::array()}};
  std::string text;
  for (const Judged& judged : cases) {
    const ValidationCase& one = *judged.one;
    object["cases"].push_back(case_json(one));
    text += fmt::format("{:<36} {:<26} {}{}\n", one.id, one.what, one.source,
                        one.file.empty() ? "" : "; " + one.file);
  }
  return json ? put_json(object) : put(text);
}

int validate_all(const ValidateOptions& options) {
  std::optional<std::vector<Judged>> cases = wanted(options.chapters);
  if (!cases) return kBadInput;
  if (options.list) return list_cases(*cases, options.json);
  const std::string folder = reference_folder(CUPOLA_SOURCE_DIR "/../shared/data");
  for (Judged& judged : *cases) judged.result = validate(*judged.one, folder);
  const int written = options.json ? put_json(as_json(*cases)) : put(as_text(*cases));
  return written != kDone ? written : count(*cases, CaseVerdict::misses) > 0 ? kCheckFailed : kDone;
}

}  // namespace

void add_validate(CLI::App& app, int& exit_code) {
  CLI::App* verb = app.add_subcommand("validate", "Hold the models against published cases");
  auto options = std::make_shared<ValidateOptions>();
  verb->add_option("CHAPTER", options->chapters, "Chapters or single cases; all by default");
  verb->add_flag("--list", options->list, "Only list them");
  verb->add_flag("--json", options->json, "One JSON object on stdout");
  verb->add_flag("--quiet", options->quiet, "No warnings (there are none yet)");
  verb->footer(
      "Ends with 1 if one misses. Cases of published files need $CUPOLA_REFERENCE_DATA and are skipped "
      "without.\n"
      "Examples:\n  cupola validate\n  cupola validate detection geometry/horizon --json");
  verb->callback([options, &exit_code] { exit_code = validate_all(*options); });
}

}  // namespace cupola
