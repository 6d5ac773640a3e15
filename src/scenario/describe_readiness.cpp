#include <fmt/format.h>

#include <algorithm>

#include "catalogue/figures.hpp"
#include "scenario/resolve.hpp"

namespace cupola {

namespace {

/// From the alert to the begin of the warm-up, at the low end, in the middle, at the high end of all steps.
struct WaitRange {
  double low_s = 0.0, best_s = 0.0, high_s = 0.0;
};

WaitRange wait_range(const Activation& a) {
  WaitRange range;
  for (const Figure& step : a.steps_s) {
    range.low_s += step.low;
    range.best_s += step.best;
    range.high_s += step.high;
  }
  if (a.march_m > 0.0) {
    range.low_s += a.march_m * a.road_detour.low / a.road_speed_m_s.high;
    range.best_s += a.march_m * a.road_detour.best / a.road_speed_m_s.best;
    range.high_s += a.march_m * a.road_detour.high / a.road_speed_m_s.low;
  }
  return range;
}

const char* words_of(Activation::From from) {
  return from == Activation::From::boxed      ? "boxed"
         : from == Activation::From::stand_by ? "stand-by"
                                              : "ready";
}

std::string alert_text(const Scenario& s, const Activation& a) {
  if (a.on_warning) return "alert on warning";
  if (a.alert == kNever) return "no alert";
  const double alert_s = (a.alert - s.start).seconds();
  return alert_s < 0.0 ? fmt::format("alert {:.4g} h before the start", -alert_s / 3600.0)
                       : fmt::format("alert at {:.6g} s", alert_s);
}

std::string activation_text(const Scenario& s, const Activation& a) {
  std::string text = fmt::format("{}: {}", a.name, words_of(a.from));
  if (!a.rota.empty()) text += fmt::format(", by turns {} of {} on", a.on_at_once, a.turns);
  text += ", " + alert_text(s, a);
  if (a.from == Activation::From::ready || (a.alert == kNever && !a.on_warning)) return text;
  const WaitRange wait = wait_range(a);
  return text + fmt::format(", then {:.3g} min ({:.3g} .. {:.3g}) until it warms up", wait.best_s / 60.0,
                            wait.low_s / 60.0, wait.high_s / 60.0);
}

std::string duty_text(const std::string& name, const DutyCycle& duty) {
  return fmt::format("{}: on for {:.3g} % of each {:.4g} s{}", name, 100.0 * duty.share, duty.period_s,
                     ", until the alert if there is one");
}

std::string failures_text(const DefenceFile& defence, const ReadinessType& t) {
  const FailuresFile& f = defence.standing.failures;
  const auto hours = [](const Reliability& r) {
    return fmt::format("{:.4g} h up and {:.3g} h down", r.time_between_failures_s / 3600.0,
                       r.repair_time_s / 3600.0);
  };
  return fmt::format(
      "{}: failures, in the mean: a radar {}, a launcher {}, a fire unit {}; common cause {:.3g}, {} spares, "
      "at the start {}",
      defence.name, hours(t.radar), hours(t.launcher), hours(t.fire_unit), f.common_cause, f.spares,
      f.start == FailuresStart::all_up ? "all up" : "as in the long run");
}

/// Could anything tell its post of a raid before it is on?
bool can_be_warned(const Scenario& s, const std::string& defence) {
  const auto of_it = [&](const std::string& name) { return name.rfind(defence + "/", 0) == 0; };
  const auto on = [&](const auto& site) {
    return of_it(s.posts[site.post.index()].name) && site.schedule.front().second == Readiness::ready;
  };
  if (std::any_of(s.radars.begin(), s.radars.end(), on)) return true;
  if (std::any_of(s.passives.begin(), s.passives.end(), on)) return true;
  return std::any_of(s.links.begin(), s.links.end(), [&](const Link& link) {
    return of_it(s.posts[link.a.index()].name) != of_it(s.posts[link.b.index()].name);
  });
}

}  // namespace

std::vector<std::string> readiness_lines(const Resolving& r) {
  const Scenario& s = r.scenario;
  std::vector<std::string> lines;
  for (const Activation& a : s.activations) lines.push_back(activation_text(s, a));
  for (const RadarSite& radar : s.radars)
    if (radar.duty.given()) lines.push_back(duty_text(radar.name, radar.duty));
  for (const PassiveSite& passive : s.passives)
    if (passive.duty.given()) lines.push_back(duty_text(passive.name, passive.duty));
  for (const DefenceFile& defence : r.file.defence) {
    const ReadinessType* figures = readiness_figures(defence);
    if (!defence.standing.failures.given || figures == nullptr || s.perfect.readiness) continue;
    ReadinessType in_force = *figures;
    set_mode(in_force, s.figures);
    lines.push_back(failures_text(defence, in_force));
  }
  return lines;
}

void warn_of_readiness(Resolving& r) {
  Scenario& s = r.scenario;
  const Time end = s.start + s.duration;
  for (const DefenceFile& defence : r.file.defence) {
    const std::string own = defence.name + "/";
    bool on_warning = false;
    std::string late;
    for (const Activation& a : s.activations) {
      if (a.name.rfind(own, 0) != 0) continue;
      on_warning |= a.on_warning;
      if (a.alert != kNever && a.from != Activation::From::ready &&
          a.alert + Duration::seconds(wait_range(a).low_s) >= end)
        late += (late.empty() ? "" : ", ") + a.name;
    }
    if (on_warning && !can_be_warned(s, defence.name))
      s.warnings.push_back(defence.name +
                           ": alert on warning, and nothing can warn it: nothing of it is on, and no link "
                           "comes in from outside");
    if (!late.empty())
      s.warnings.push_back(late + ": alerted too late to stand before the end, however fast it goes");
  }
}

}  // namespace cupola
