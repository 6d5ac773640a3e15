#pragma once

#include "study/stored_study.hpp"

namespace cupola::testing {

/// Two batches against two raids, two measures, all estimates made up: 0.1, 0.2, ... with 0.05 on either side.
inline StoredStudy two_by_two(const std::vector<std::string>& raids = {"8 drones", "24 drones"}) {
  StoredStudy s;
  s.file.name = "Batches <b>";
  s.file.question = "Which \"one\"?";
  s.file.replicates = 100;
  s.file.factors = {{"batch", {{"one unit", {}}, {"a set", {{"defence.1.system", "a set"}}}}}, {"raid", {}}};
  for (const std::string& raid : raids)
    s.file.factors[1].levels.push_back({raid, {{"raid.drone.count", "8"}}});
  s.file.measures = {"leakage", "p_no_leaker"};
  s.points = points_of(s.file);
  s.done.assign(s.points.size(), 100);
  s.meta = {{"version", "1.2.3"}, {"compiler", "a compiler"}, {"seed", "7"}};
  s.digest = "d1";
  s.inputs = {{"study", "h1"}};
  s.measures = {{"leakage", "outcome", "leakage", "leakage (share)", false, 1.0},
                {"p_no_leaker", "outcome", "p_no_leaker", "P(no leaker)", true, 1.0},
                {"first_range_m", "more", "first_range_m", "first range, km", false, 1e-3},
                {"threats_killed", "threats", "killed", "killed", false, 1.0},
                {"threats_no_time", "threats", "no time", "no time", false, 1.0}};
  for (const StoredMeasure& m : s.measures)
    for (std::size_t p = 0; p < s.points.size(); ++p) {
      const double at = 0.1 * static_cast<double>(p + 1);
      s.estimates.push_back({p, m.column, 100, {at, at - 0.05, at + 0.05}, 100, true, false});
      if (m.column == "leakage" || m.column == "p_no_leaker")
        s.answer.estimates.push_back(s.estimates.back());
    }
  PointDifference d;
  d.factor = 0;
  d.point = 2;
  d.base = 0;
  d.column = "leakage";
  d.replicates = 100;
  d.difference = {-0.2, -0.25, -0.15};
  d.correlation = 0.8;
  d.saved = 5.0;
  d.p = 1e-6;
  s.answer.differences = {d};
  return s;
}

}  // namespace cupola::testing
