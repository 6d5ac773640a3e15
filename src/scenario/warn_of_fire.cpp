#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "catalogue/names.hpp"
#include "scenario/resolve.hpp"

// Rules under which a post or a fire unit never fires. They are no error: a study may look at them.
namespace cupola {

namespace {

/// Is there any way from one post to the other over links, whoever passes messages on?
bool any_way(const Scenario& s, PostId from, PostId to) {
  std::set<PostId> reached = {from};
  for (bool more = true; more;) {
    more = false;
    for (const Link& link : s.links) {
      const bool a = reached.count(link.a) > 0, b = reached.count(link.b) > 0;
      if (a == b) continue;
      reached.insert(a ? link.b : link.a);
      more = true;
    }
  }
  return reached.count(to) > 0;
}

/// Has the post a fire unit, or has one below it?
bool leads_fire(const Scenario& s, PostId post) {
  return std::any_of(s.fire_units.begin(), s.fire_units.end(), [&](const FireUnitSite& unit) {
    PostId above = unit.post;
    // No longer than there are posts: a cycle of superiors is refused elsewhere.
    for (std::size_t i = 0; i < s.posts.size() && above.valid() && above != post; ++i)
      above = s.posts[above.index()].superior;
    return above == post;
  });
}

void warn_of_posts_cut_off(Scenario& s) {
  for (const PostSite& post : s.posts) {
    const CommandRules& rules = post.doctrine.command;
    const bool waits = rules.silence_s.best <= 0.0 || rules.when_silent == WhenSilent::wait;
    if (post.superior.valid() && rules.mode == CommandMode::centralised && waits && leads_fire(s, post.id) &&
        !any_way(s, post.superior, post.id))
      s.warnings.push_back(fmt::format(
          "{}: centralised under {}, to which no way leads: it never fires. Give it `silence` and "
          "`when_silent: fight`, or another `command`",
          post.name, s.posts[post.superior.index()].name));
  }
}

bool covers_all(const FireZone& zone) { return zone.corners.empty() && zone.width_rad <= 0.0; }

void warn_of_zones(Scenario& s) {
  constexpr double kHighest_m = 90e3;  // nobody shoots higher
  for (const FireUnitSite& unit : s.fire_units)
    for (const FireZone& zone : unit.zones)
      if (!unit.station.later() && zone.forbidden && covers_all(zone) &&
          zone.floor_hae_m <= s.earth.ground_hae_m && zone.ceiling_hae_m >= kHighest_m)
        s.warnings.push_back(
            fmt::format("{}: a zone of no fire lies over everything: it never fires", unit.name));
}

/// What each fire unit has of each type, by its launchers' loads.
std::map<WeaponTypeId, int> stock_of(const Scenario& s, const FireUnitSite& unit) {
  std::map<WeaponTypeId, int> stock;
  for (const LauncherId launcher : unit.launchers)
    for (const auto& [weapon, rounds] : s.launchers[launcher.index()].load) stock[weapon] += rounds;
  return stock;
}

/// Of a defence that says nothing of a load. One that writes an empty one, or holds its weapons, means it.
void warn_of_no_load(Resolving& r) {
  for (std::size_t i = 0; i < r.file.defence.size(); ++i) {
    const DefenceFile& defence = r.file.defence[i];
    const Node& entry = r.entry("defence", i);
    const bool meant = entry.find("load") != nullptr || defence.weapons_control == WeaponsControl::hold;
    if (meant || defence.catalogue->systems.at(defence.system).fire_units.empty()) continue;
    r.warn(Resolving::value(entry, "system"),
           fmt::format(
               "`{}` has no `load`: nothing is loaded, and it never fires; write `load: []` if that is meant",
               defence.name));
  }
}

void warn_of_stocks(Scenario& s) {
  for (const FireUnitSite& unit : s.fire_units) {
    if (unit.station.later()) continue;
    const Doctrine& doctrine = s.posts[unit.post.index()].doctrine;
    const double least = doctrine.planned_kill_probability_least;
    double most = 0.0;
    std::string kept;
    const std::map<WeaponTypeId, int> stock = stock_of(s, unit);
    for (const auto& [weapon, rounds] : stock) {
      const InterceptorType& type = s.weapons_believed[weapon.index()];
      const KillFactors& factors = type.kill_factors;
      const bool depends = factors.range.given() || factors.crossing.given() || factors.manoeuvre.given();
      for (const Figure& probability : type.kill_probability)
        most = std::max(most, (depends ? probability.high : probability.value) * type.reliability);
      if (rounds > 0 && doctrine.stock_reserve >= rounds) kept += (kept.empty() ? "" : ", ") + type.name;
    }
    if (!stock.empty() && most < least)
      s.warnings.push_back(
          fmt::format("{}: no round of it has the planned kill probability of {:.3g} that its doctrine asks "
                      "for ({:.3g} at "
                      "the most): it never fires",
                      unit.name, least, most));
    if (!kept.empty())
      s.warnings.push_back(
          fmt::format("{}: the reserve of {} rounds is all that it has of {}: only targets of "
                      "`reserve_for` get any",
                      unit.name, doctrine.stock_reserve, kept));
  }
}

}  // namespace

void warn_of_fire(Resolving& r) {
  warn_of_posts_cut_off(r.scenario);
  warn_of_zones(r.scenario);
  warn_of_no_load(r);
  warn_of_stocks(r.scenario);
}

}  // namespace cupola
