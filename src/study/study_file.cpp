#include "study/study_file.hpp"

#include <fmt/format.h>

#include <set>

#include "catalogue/decode.hpp"
#include "catalogue/measures.hpp"

namespace cupola {

std::span<const char* const> names_of(DesignKind) {
  static constexpr const char* kNames[] = {"full", "one by one", "fractional"};
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
  v.choice(
      {"design",
       "Every level of every factor with every other, or the first of all and each other one alone, or, of "
       "factors with two levels, a part of all combinations that tells effects apart.",
       kOptional},
      file.design);
  v.integer(
      {"resolution",
       "Of a fractional design, at least. 3: main effects are clear of each other; 4: and of those of two "
       "factors; 5: and these of each other.",
       kOptional},
      between(3, 5), file.resolution);
  v.list({"factors", "What is varied; nothing: one point, the scenario as it is.", kOptional}, 0, 20,
         file.factors);
  v.references({"measures", "What the answer shows; leakage and P(no leaker) if nothing is said.", kOptional},
               "measure", file.measures);
  v.references(
      {"compare", "Factors whose levels are compared, each with the first; without it all.", kOptional},
      "factor", file.compare);
  v.record({"precision", "When to stop before all replicates are played.", kOptional}, file.precision);
  v.record({"uncertain", "What is not known; without it every input is at its best value.", kOptional},
           file.uncertain);
  v.record(
      {"knee", "Seek the size from which on a measure passes a level, and play nothing else.", kOptional},
      file.knee);
  v.record({"rare", "How what is rare is estimated.", kOptional}, file.rare);
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

constexpr std::int64_t kMostSizes = 1000;

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

/// What does not go together in the search for a knee.
void refuse_strange_knee(const Document& document, const StudyFile& file, Problems& problems) {
  const Node* knee = document.root.find("knee");
  if (knee == nullptr) return;
  const auto refuse = [&](const Node* node, const std::string& what, const std::string& hint) {
    const Node& at = node != nullptr ? *node : *knee;
    problems.add(document.problem(at.line, at.column, what, hint));
  };
  const KneeFile& k = file.knee;
  if (k.factor.empty() == k.path.empty())
    refuse(nullptr, "a knee has either a `factor` or a `path`",
           "path: raid.drone.count, from: 4, to: 64; or the name of a factor whose levels are the sizes");
  if (!k.path.empty() && k.to <= k.from)
    refuse(knee->find("to"), "`to` is not beyond `from`",
           "the sizes that are searched, smallest and largest");
  if (!k.path.empty() && k.to - k.from >= kMostSizes)
    refuse(knee->find("to"), fmt::format("more than {} sizes", kMostSizes),
           "a factor with levels farther apart may be searched first");
  if (file.design != DesignKind::full)
    refuse(document.root.find("design"), "a knee goes with the full design", "leave `design` out");
  if (file.precision.given())
    refuse(document.root.find("precision"), "a knee says itself when it is sure enough",
           "leave `precision` out, and give `replicates` of each size, at most");
}

/// Weights are for means: what stops by the interval of one measure does not know them.
void refuse_strange_weights(const Document& document, const StudyFile& file, Problems& problems) {
  if (!file.rare.importance.given()) return;
  for (const char* key : {"knee", "precision"})
    if (const Node* node = document.root.find(key))
      problems.add(document.problem(node->line, node->column,
                                    fmt::format("`{}` does not go with `rare: {{importance: ...}}`", key),
                                    "leave one of them out"));
}

/// Its sizes as the levels of one more factor.
void add_sizes(StudyFile& file) {
  const KneeFile& knee = file.knee;
  if (knee.path.empty()) return;
  FactorFile sizes{knee.path, {}};
  for (std::int64_t size = knee.from; size <= knee.to; ++size)
    sizes.levels.push_back({std::to_string(size), {{knee.path, std::to_string(size)}}});
  file.factors.push_back(std::move(sizes));
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
  refuse_strange_knee(document, file, problems);
  refuse_strange_weights(document, file, problems);
  if (problems.all().size() > before) return false;
  add_sizes(file);
  return true;
}

}  // namespace cupola
