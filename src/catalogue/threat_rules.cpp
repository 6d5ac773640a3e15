#include "catalogue/threat_rules.hpp"

#include <cmath>
#include <set>

#include "catalogue/doctrine.hpp"
#include "catalogue/measures.hpp"
#include "catalogue/names.hpp"

namespace cupola {
namespace {

bool each_once(const std::vector<ClassShares>& rows) {
  std::set<std::string> seen;
  for (const ClassShares& row : rows)
    if (!row.behaviour.empty() && !seen.insert(row.behaviour).second) return false;
  return true;
}

void declare_lethality(FieldVisitor& v, ThreatRules& rules) {
  constexpr const char* kDoc =
      "Share of an asset's value that one which gets through is expected to destroy, by class.";
  v.nested({"lethality", kDoc, kOptional}, [&rules](FieldVisitor& classes) {
    classes.about("lethality", kDoc);
    for (int c = 0; c < kTargetClassCount; ++c)
      classes.figure({names_of(TargetClass{})[c], "Of this class; without it 1.", kOptional}, probability(),
                     Worse::neither, rules.lethality[c]);
  });
}

}  // namespace

void declare(FieldVisitor& v, ClassShares& row) {
  v.about("class_shares", "What a target that behaves so may be.");
  v.one_of_texts({"behaviour", "The behaviour, as room command tells it from kinematics."}, kBehaviours,
                 row.behaviour);
  double sum = 0.0;
  for (int c = 0; c < kTargetClassCount; ++c) {
    v.figure({names_of(TargetClass{})[c], "P(this class | behaviour); without it 0.", kOptional},
             probability(), Worse::neither, row.share[c]);
    sum += row.share[c].best;
  }
  v.rule("behaviour", std::fabs(sum - 1.0) < 1e-9, "the shares do not add up to 1",
         "make the best values add up to 1");
}

void declare(FieldVisitor& v, ThreatRules& rules) {
  v.about("threat_rules", "What makes a target threatening, and how much: for ranking, no probabilities.");
  v.figure({"near", "Passing so far beyond the edge of an asset halves the score.", kOptional},
           length(1, 1e6), Worse::neither, rules.near_m);
  v.figure({"soon", "A time to go that halves the score.", kOptional}, duration(1, 86400), Worse::neither,
           rules.soon_s);
  v.figure({"reach", "What flies threatens what it passes nearer than this to the edge of.", kOptional},
           length(0, 1e6), Worse::neither, rules.reach_m);
  v.figure({"doubt_most", "Standard deviation of a miss distance, at the most.", kOptional}, length(0, 1e6),
           Worse::neither, rules.doubt_most_m);
  v.figure({"burst", "What falls threatens what it comes down nearer to than this.", kOptional},
           length(0, 1e6), Worse::neither, rules.burst_m);
  v.figure({"sure_to_miss", "P(it misses) from which a target threatens nothing.", kOptional},
           probability(0.5, 0.9999), Worse::neither, rules.sure_to_miss);
  v.figure({"play", "By so great a share of it a score may change before its rank does.", kOptional},
           probability(0.0, 0.9), Worse::neither, rules.play);
  v.figure({"ballistic_coefficient",
            "Mass over drag area of what falls, as the posts believe; its interval is what they do not know.",
            kOptional},
           mass_per_area(500, 1e6), Worse::neither, rules.ballistic_coefficient_kg_m2);
  declare_lethality(v, rules);
  v.list(
      {"classes", "What a target may be, by its behaviour; without a row what `taken_for` says.", kOptional},
      0, 64, rules.classes);
  v.rule("classes", each_once(rules.classes), "two rows for the same behaviour", "take one of them out");
}

}  // namespace cupola
