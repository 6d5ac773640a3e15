#include "study/rare_file.hpp"

#include "catalogue/measures.hpp"

namespace cupola {

void declare(FieldVisitor& v, ImportanceFile& importance) {
  v.about("study_importance", "What is drawn with weights, so that what is rare happens more often.");
  v.quantity({"kill",
              "Factor on the kill probabilities at one hostile, or none, chosen anew in each replicate; "
              "every number "
              "of the replicate then counts by its weight."},
             number(0.01, 1.0), importance.kill);
}

void declare(FieldVisitor& v, RareFile& rare) {
  v.about("study_rare", "How what is rare is estimated, and below what no probability is told.");
  v.record({"importance", "What is drawn with weights; without it, nothing.", kOptional}, rare.importance);
  v.figure({"floor",
            "No probability is printed below it: so often what is not in the model goes wrong. Without it, "
            "what common "
            "causes of kill cards imply, or 0.001, assumed.",
            kOptional},
           probability(), Worse::higher, rare.floor);
}

}  // namespace cupola
