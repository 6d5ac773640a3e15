#include "catalogue/kill_factors.hpp"

#include <algorithm>
#include <functional>

#include "catalogue/measures.hpp"

namespace cupola {
namespace {

/// One table: its record is named after what it runs over, as each has a measure of its own.
void declare_factor(FieldVisitor& v, const Field& field, const char* record, const Measure& over,
                    KillFactor& table) {
  v.nested(field, [&](FieldVisitor& inner) {
    inner.about(record, field.doc);
    inner.quantities({"at", "Points of the table, rising."}, over, table.at);
    inner.quantities(
        {"factor", "On the kill probability at each of them; linear in between, the ends hold beyond."},
        number(0, 10), table.factor);
    inner.figure({"strength", "How much of the table holds: 1 all of it, 0 nothing of it."}, number(0, 2),
                 Worse::higher, table.strength);
    inner.rule("at", std::is_sorted(table.at.begin(), table.at.end(), std::less_equal<>()),
               "the points of the table do not rise", "sort them");
    inner.rule("factor", table.factor.size() == table.at.size(), "not as many factors as points", "");
  });
}

}  // namespace

void declare(FieldVisitor& v, KillFactors& factors) {
  v.about("kill_factors",
          "How the kill probability depends on where and how the target is met. The product stays between "
          "`low` and `high` of its class.");
  declare_factor(v, {"range", "Over the share of the longest range at intercept.", kOptional},
                 "kill_factor_of_range", number(0, 2), factors.range);
  declare_factor(v,
                 {"crossing",
                  "Over the angle between the target's velocity and the line from it to the launcher: 0 deg "
                  "head-on, 180 deg from behind.",
                  kOptional},
                 "kill_factor_of_crossing", angle(0, 180), factors.crossing);
  declare_factor(
      v,
      {"manoeuvre", "Over the lateral acceleration of the target at intercept, as it really is.", kOptional},
      "kill_factor_of_manoeuvre", acceleration(0, 1000), factors.manoeuvre);
}

}  // namespace cupola
