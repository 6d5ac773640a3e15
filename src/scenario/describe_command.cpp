#include <fmt/format.h>

#include <cmath>

#include "catalogue/names.hpp"
#include "core/math.hpp"
#include "scenario/resolve.hpp"

namespace cupola {

namespace {

double degrees(double angle_rad) { return angle_rad * (180.0 / math::kPi); }

/// `, after 30 s of silence: fight, weapons tight`.
std::string silence_text(const CommandRules& rules) {
  if (!(rules.silence_s.best > 0.0)) return {};
  const std::string weapons = rules.weapons_when_silent == SilentWeapons::as_before
                                  ? ""
                                  : fmt::format(", weapons {}", name_of(rules.weapons_when_silent));
  return fmt::format(", after {:.4g} s of silence: {}{}", double{rules.silence_s}, name_of(rules.when_silent),
                     weapons);
}

/// `, weapons hold at 300 s`.
std::string orders_text(const PostSite& post, Time start) {
  std::string text;
  for (const auto& [at, state] : post.weapons_orders)
    text += fmt::format(", weapons {} at {:.4g} s", name_of(state), (at - start).seconds());
  return text;
}

std::string command_text(const Scenario& s, const PostSite& post) {
  const CommandRules& rules = post.doctrine.command;
  std::string text = post.name + ": ";
  text += post.superior.valid() ? fmt::format("{} under {}{}", name_of(rules.mode),
                                              s.posts[post.superior.index()].name, silence_text(rules))
                                : "nobody above";
  if (rules.heartbeat_s.best > 0.0) text += fmt::format(", a word every {:.4g} s", double{rules.heartbeat_s});
  text += orders_text(post, s.start);
  if (!post.relays) text += ", relays nothing";
  return text + fmt::format(", radars out of line: {}, remote data: {}, targets: {}",
                            name_of(post.doctrine.registration), name_of(rules.remote_data),
                            name_of(rules.target_choice));
}

std::string zone_text(const Scenario& s, const FireZone& zone) {
  std::string where = "everywhere";
  if (!zone.corners.empty())
    where = fmt::format("of {} corners", zone.corners.size());
  else if (zone.width_rad > 0.0)
    where = fmt::format("from {:.4g} to {:.4g} deg", degrees(zone.from_rad),
                        std::fmod(degrees(zone.from_rad + zone.width_rad), 360.0));
  return fmt::format("{} {}, {:.0f} to {:.0f} m msl", zone.forbidden ? "no fire" : "engagement", where,
                     zone.floor_hae_m - s.earth.geoid_undulation_m,
                     zone.ceiling_hae_m - s.earth.geoid_undulation_m);
}

}  // namespace

std::vector<std::string> command_lines(const Resolving& r) {
  const Scenario& s = r.scenario;
  std::vector<std::string> lines;
  for (const PostSite& post : s.posts) lines.push_back(command_text(s, post));
  for (const FireUnitSite& unit : s.fire_units) {
    if (unit.station.later()) continue;
    std::string zones;
    for (const FireZone& zone : unit.zones) zones += (zones.empty() ? "" : "; ") + zone_text(s, zone);
    if (!zones.empty()) lines.push_back(unit.name + ": zones of fire: " + zones);
  }
  return lines;
}

}  // namespace cupola
