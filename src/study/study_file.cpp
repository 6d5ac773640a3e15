#include "study/study_file.hpp"

#include <set>

#include "catalogue/decode.hpp"
#include "catalogue/measures.hpp"

namespace cupola {

std::span<const char* const> names_of(DesignKind) {
  static constexpr const char* kNames[] = {"full", "one by one"};
  return kNames;
}

void declare(FieldVisitor& v, SettingFile& setting) {
  v.about("study_setting",
          "A value of the scenario that a level sets, as `cupola run --set PATH=VALUE` does.");
  v.text({"path", "Where it stands: `defence.Murted.state`."}, setting.path);
  v.scalar({"value", "As it would be written there; a list or a map in quotes."}, setting.value);
}

void declare(FieldVisitor& v, LevelFile& level) {
  v.about("study_level", "One value of a factor.");
  v.text({"name", "What it is called in tables."}, level.name);
  v.list({"set", "What it sets; nothing: the scenario as it is.", kOptional}, 0, 100, level.set);
}

void declare(FieldVisitor& v, FactorFile& factor) {
  v.about("study_factor", "What is varied.");
  v.text({"name", "What it is called in tables."}, factor.name);
  v.list({"levels", "Its values, the one that others are compared with first."}, 1, 1000, factor.levels);
}

void declare(FieldVisitor& v, PrecisionFile& precision) {
  v.about("study_precision",
          "Sure enough: a point of the design ends where the 95 % interval of a measure is narrow enough, "
          "looked at after "
          "every 50 replicates from 100 on.");
  v.reference({"measure", "Which one."}, "measure", precision.measure);
  v.quantity({"half_width", "Half the width of the interval, in the measure's own unit."}, number(1e-9, 1e9),
             precision.half_width);
}

void declare(FieldVisitor& v, StudyFile& file) {
  v.about("study_file", "A question, the scenario it is asked of, and what is varied.");
  v.name({"study", "Name of the study."}, file.name);
  v.text({"question", "What is to be answered, in words.", kOptional}, file.question);
  v.text({"scenario", "The file of the scenario, from where this file is."}, file.scenario);
  v.integer({"seed", "The luck, the same at every point of the design.", kOptional}, between(0, INT64_MAX),
            file.seed);
  v.integer({"replicates", "At every point of the design, at most.", kOptional}, between(1, 100'000'000),
            file.replicates);
  v.choice({"design",
            "Every level of every factor with every other, or the first of all and each other one alone.",
            kOptional},
           file.design);
  v.list({"factors", "What is varied; nothing: one point, the scenario as it is.", kOptional}, 0, 20,
         file.factors);
  v.references({"measures", "What the answer shows; leakage and P(no leaker) if nothing is said.", kOptional},
               "measure", file.measures);
  v.references(
      {"compare", "Factors whose levels are compared, each with the first; without it all.", kOptional},
      "factor", file.compare);
  v.record({"precision", "When to stop before all replicates are played.", kOptional}, file.precision);
  v.quantity({"time_limit",
              "How long one call plays at most, as if it were stopped by hand; the next goes on. "
              "`--time-limit` goes before it.",
              kOptional},
             duration(1.0, 1e8), file.time_limit_s);
}

FileKind study_file_kind() {
  return {"study", [](FieldVisitor& v) {
            StudyFile file;
            declare(v, file);
          }};
}

namespace {

/// Two of a list must not share a name: tables would not tell them apart.
void refuse_repeated_names(const Document& document, const Node& list, Problems& problems) {
  std::set<std::string> seen;
  for (const Node& entry : list.items) {
    const Node* name = entry.find("name");
    if (name != nullptr && !seen.insert(name->text).second)
      problems.add(
          document.problem(name->line, name->column, "`" + name->text + "` is the name of another one"));
  }
}

}  // namespace

bool read_study_file(const Document& document, StudyFile& file, References& references, Problems& problems) {
  const std::size_t before = problems.all().size();
  decode(document, document.root, "", file, references, problems);
  if (const Node* factors = document.root.find("factors")) {
    refuse_repeated_names(document, *factors, problems);
    for (const Node& factor : factors->items)
      if (const Node* levels = factor.find("levels")) refuse_repeated_names(document, *levels, problems);
  }
  return problems.all().size() == before;
}

}  // namespace cupola
