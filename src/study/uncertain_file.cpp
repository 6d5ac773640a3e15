#include "study/uncertain_file.hpp"

#include "scenario/optional_choice.hpp"

namespace cupola {

NameList names_of(SamplingKind) {
  static constexpr const char* kNames[] = {"latin hypercube", "sobol", "morris", "saltelli", "tornado"};
  return kNames;
}

void declare(FieldVisitor& v, UncertainFile& input) {
  v.about("uncertain_input",
          "One thing that is not known: a figure of the catalogue, a value of the scenario, or a choice.");
  v.text({"name", "What it is called in tables."}, input.name);
  v.text({"path", "Where it stands, as `--set` takes it: `values.radars.91N6E.reference_pd`.", kOptional},
         input.path);
  v.text({"every",
          "Instead of a path: each figure of the types in play whose path is like this, `*` for anything; "
          "those that have no interval are left out.",
          kOptional},
         input.every);
  v.flag({"together", "With `every`: one draw for all of them, at the same quantile of each.", kOptional},
         input.together);
  v.scalar({"value", "Our central value; without it the catalogue's.", kOptional}, input.value);
  v.scalar({"low", "Low end; without it the catalogue's.", kOptional}, input.low);
  v.scalar({"high", "High end; without it the catalogue's.", kOptional}, input.high);
  declare_optional_choice(
      v,
      {"distribution", "Between the ends; without it the catalogue's, or uniform where that has none.",
       kOptional},
      input.distribution);
  v.text({"reason", "Why another interval than the catalogue's.", kOptional}, input.reason);
  v.list(
      {"levels", "Instead of an interval: choices, equally likely; the first is the best guess.", kOptional},
      2, 100, input.levels);
  static constexpr const char* kWhat[] = {"path", "every", "levels"};
  v.at_least_one(kWhat);
}

void declare(FieldVisitor& v, UncertaintyFile& file) {
  v.about("study_uncertain",
          "What is not known, and how it is drawn; the same draws at every point of the design.");
  v.choice(
      {"sampling",
       "latin hypercube, sobol: points spread evenly, for bands and ranks; morris: walks, one input a step, "
       "for many inputs; saltelli: shares of the variance, for few; tornado: each input at both ends.",
       kOptional},
      file.sampling);
  v.integer(
      {"draws",
       "How many points; of morris walks of (inputs + 1) points, of saltelli rows of (inputs + 2). A tornado "
       "has two for each input, whatever this says.",
       kOptional},
      between(2, 100'000), file.draws);
  v.integer({"replicates", "Of every draw, at most; 0: as many as of the best guess.", kOptional},
            between(0, 100'000'000), file.replicates);
  v.list({"inputs", "What is not known."}, 1, 1000, file.inputs);
}

}  // namespace cupola
