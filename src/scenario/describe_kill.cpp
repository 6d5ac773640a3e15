#include <fmt/format.h>

#include "scenario/resolve.hpp"

namespace cupola {

namespace {

void append(std::string& list, const std::string& what) { list += (list.empty() ? "" : ", ") + what; }

/// `kill probability: equal for all interceptors (table equal): aircraft 0.7, ...`.
std::string table_text(const Scenario& s) {
  const InterceptorType& weapon = s.weapons_true.front();
  std::string classes;
  for (std::size_t c = 0; c < weapon.kill_probability.size(); ++c)
    append(classes, fmt::format("{} {:.3g}", name_of(static_cast<TargetClass>(c)),
                                double{weapon.kill_probability[c]}));
  return fmt::format(
      "kill probability: equal for all interceptors (table {}): {}; reliability as on each card",
      s.kill_table, classes);
}

std::string factors_text(const InterceptorType& weapon) {
  const KillFactors& f = weapon.kill_factors;
  std::string what;
  const auto add = [&what](const KillFactor& table, const char* name) {
    if (table.given()) append(what, fmt::format("{} (strength {:.3g})", name, double{table.strength}));
  };
  add(f.range, "range");
  add(f.crossing, "crossing angle");
  add(f.manoeuvre, "manoeuvre");
  return what.empty() ? what : fmt::format("{}: kill probability depends on {}", weapon.name, what);
}

}  // namespace

std::vector<std::string> kill_lines(const Resolving& r) {
  const Scenario& s = r.scenario;
  std::vector<std::string> lines;
  if (s.weapons_true.empty()) return lines;
  if (!s.kill_table.empty()) lines.push_back(table_text(s));
  std::string independent;
  for (const InterceptorType& weapon : s.weapons_true) {
    if (const std::string text = factors_text(weapon); !text.empty()) lines.push_back(text);
    if (weapon.common_cause > 0.0)
      lines.push_back(fmt::format("{}: common cause {:.3g}: kills of two rounds of a salvo are correlated so",
                                  weapon.name, double{weapon.common_cause}));
    else
      append(independent, weapon.name);
  }
  if (!independent.empty())
    lines.push_back(fmt::format(
        "common cause 0: rounds of a salvo are taken to kill independently of each other ({})", independent));
  return lines;
}

}  // namespace cupola
