#include "scenario/defence_load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace cupola {

namespace {

/// As it is typed in a shell.
std::string quoted_name(const std::string& name) {
  return name.find(' ') == std::string::npos ? name : '"' + name + '"';
}

/// A round without a seeker of its own is lit to the end by a radar that stays on one target; every round takes
/// its uplinks from a radar that knows it.
void refuse_guidance(const Resolving& r, const Node& at, const InterceptorType& round, const RadarType& radar,
                     const SystemType& system, const SystemFireUnit& unit) {
  const std::string whose = fmt::format("the guidance radar of `{}` in system `{}`", unit.name, system.name);
  const bool turns = radar.scan == ScanKind::rotating && round.guidance == GuidanceClass::semi_active;
  const std::string guides =
      radar.guides.empty() ? "no interceptor" : fmt::format("{}", fmt::join(radar.guides, ", "));
  r.refuse(at, fmt::format("`{}` cannot be guided by radar `{}`", round.name, radar.name),
           turns
               ? fmt::format(
                     "it is semi-active, and {} turns all the way round: take one with `scan: sector`", whose)
               : fmt::format("{} guides {}: see `guides` of `cupola catalogue show {}`; the round is `cupola "
                             "catalogue show {}`",
                             whose, guides, quoted_name(radar.name), quoted_name(round.name)));
}

}  // namespace

void check_load(const Resolving& r, const Node& defence, const DefenceFile& file, const Catalogue& catalogue,
                const LauncherType& launcher) {
  const Node& written = Resolving::value(defence, "load");
  const auto& fits = launcher.interceptors;
  std::map<std::string, int> rounds;
  int places = 0;
  const Node* beyond = nullptr;  // the first entry that finds too few places
  std::string small;
  for (std::size_t i = 0; i < file.load.size(); ++i) {
    const std::string& name = file.load[i].interceptor;
    const Node& at = Resolving::value(written.items[i], "interceptor");
    const int per_place = catalogue.interceptors.at(name).per_place;
    const auto places_of = [per_place](int count) { return (count + per_place - 1) / per_place; };
    const bool first = rounds.find(name) == rounds.end();
    const int before = rounds[name], after = rounds[name] += file.load[i].rounds;
    places += places_of(after) - places_of(before);
    if (places > launcher.places && beyond == nullptr) beyond = &at;
    if (per_place > 1 && first)
      small += fmt::format("{}{} {} fit in one place", small.empty() ? "" : ", ", per_place, name);
    if (fits.empty() || std::find(fits.begin(), fits.end(), name) != fits.end()) continue;
    r.refuse(at, fmt::format("`{}` does not fit launcher `{}`", name, launcher.name),
             fmt::format("it takes {}", fmt::join(fits, ", ")));
  }
  if (beyond == nullptr) return;
  r.refuse(
      *beyond,
      fmt::format("the load takes {} places, launcher `{}` has {}", places, launcher.name, launcher.places),
      small.empty() ? "one round takes one place" : small);
}

void check_guidance(const Resolving& r, const Node& defence, const DefenceFile& file,
                    const Catalogue& catalogue, const SystemType& system) {
  std::set<std::string> told;
  for (std::size_t i = 0; i < file.load.size(); ++i) {
    const InterceptorType& round = catalogue.interceptors.at(file.load[i].interceptor);
    const auto& units = system.fire_units;
    const auto unit = std::find_if(units.begin(), units.end(), [&](const SystemFireUnit& u) {
      const RadarType& radar = catalogue.radars.at(u.guidance_radar);
      return !can_guide(radar, round);
    });
    if (unit != units.end() && told.insert(round.name).second)
      refuse_guidance(r, Resolving::value(Resolving::value(defence, "load").items[i], "interceptor"), round,
                      catalogue.radars.at(unit->guidance_radar), system, *unit);
  }
}

}  // namespace cupola
