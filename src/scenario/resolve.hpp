#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "catalogue/yaml.hpp"
#include "core/problem.hpp"
#include "scenario/scenario_file.hpp"
#include "scenario/terrain_choice.hpp"

/// The steps from a file to a Scenario (load.cpp). Each adds what is wrong to the problems and goes on.
namespace cupola {

/// A scenario on its way.
struct Resolving {
  const Document& document;
  const Catalogue& catalogue;  ///< as given, without the changes of the file
  const ScenarioFile& file;
  Scenario& scenario;
  Problems& problems;
  std::map<std::string, std::string> posts;  ///< command posts by every name that the file may use for them
  const TerrainChoice& terrain;              ///< of the command
  std::map<std::string, std::string> carriers = {};  ///< of platforms that are released, by name

  /// The entry of a list of the file, for messages.
  const Node& entry(const char* list, std::size_t index) const;
  /// The value under a key of an entry, or the entry itself where the key is not written.
  static const Node& value(const Node& entry, const char* key);
  void refuse(const Node& at, const std::string& what, const std::string& hint) const;
  /// What is allowed and counts for nothing, with its place.
  void warn(const Node& at, const std::string& what) const;
};

/// Which value is true, and which one the defence plans with: it trusts our central values, or the maker's
/// where the scenario does.
inline FigureMode believed_mode(FigureMode true_mode) {
  return true_mode == FigureMode::advertised ? FigureMode::advertised : FigureMode::planned;
}

/// How a defence behaves in a mode: outside `best` nothing of it is drawn, each stage of a reaction is its value
/// in force.
Doctrine doctrine_in_mode(Doctrine written, FigureMode mode);

/// Names of the command posts that a defence brings: one for the system, or one for each fire unit without
/// it.
std::vector<std::string> post_names(const DefenceFile& defence, const SystemType& system);

/// The post of one fire unit: it conducts the fire of its own launchers, on its own or under the system's
/// command post.
std::string unit_post_name(const DefenceFile& defence, const SystemFireUnit& unit);

/// Fills Resolving::posts.
void name_posts(const ScenarioFile& file, std::map<std::string, std::string>& posts);

void resolve_assets(Resolving& r);
void resolve_defence(Resolving& r);       ///< radars, launchers, fire units, posts, weapons, doctrine
void resolve_links(Resolving& r);         ///< after the defence
void resolve_link_jamming(Resolving& r);  ///< after links and platforms
void resolve_corridors(Resolving& r);
void resolve_areas(Resolving& r);
void resolve_platforms(Resolving& r);     ///< raid and traffic, after the assets
void place_carried_radars(Resolving& r);  ///< after the platforms
/// Name of a member of a group: `name-01`, `name-02`, ...
std::string member_name(const GroupFile& group, int member);
void resolve_readiness(Resolving& r);  ///< states, duty, failures: after everything that stands and flies
/// A figure as it is drawn: between its ends in mode `best`, else the value of the mode.
Figure to_be_drawn(Figure figure, FigureMode mode, Worse worse);
/// Is this the fire unit that moves?
inline bool is_meant(const MoveFile& move, const SystemFireUnit& unit, const SystemType& system) {
  return move.unit == unit.name || (move.unit.empty() && system.fire_units.size() == 1);
}
void resolve_moves(Resolving& r);  ///< their figures and ids: after readiness
/// One line a fire unit that moves.
std::vector<std::string> move_lines(const Scenario& scenario);
/// One line an element that is not simply ready, one a defence whose elements fail.
std::vector<std::string> readiness_lines(const Resolving& r);
void warn_of_readiness(Resolving& r);
/// The record of the catalogue that a defence takes times and failures from; null where it says nothing of
/// its readiness or of moves, or there is none.
const ReadinessType* readiness_figures(const DefenceFile& defence);
void apply_perfect(Scenario& scenario);
void count_figures(Resolving& r);
void describe(Resolving& r);  ///< the lines of `in_play`
/// One line a change that the scenario, a defence or a group makes to the catalogue under `values`.
std::vector<std::string> changed_values(const Resolving& r);
/// One line a post: by whose word it fights, and what it does without; one a fire unit that has zones of fire.
std::vector<std::string> command_lines(const Resolving& r);
/// What the kill probability depends on besides the class, which rounds are correlated, and whether all have one.
std::vector<std::string> kill_lines(const Resolving& r);
/// One line a link between posts: level, delay, loss, outages.
std::vector<std::string> link_lines(const Resolving& r);
void warn_of_links(Resolving& r);
void warn_of_strikes(Resolving& r);
void warn_of_fire(Resolving& r);  ///< rules under which nobody ever fires
void warn(Resolving& r);          ///< what is allowed and hardly meant

/// Sorts by name and numbers in that order; returns the ids by name.
template <class Site>
auto number_by_name(std::vector<Site>& sites) {
  std::sort(sites.begin(), sites.end(), [](const Site& a, const Site& b) { return a.name < b.name; });
  std::map<std::string, decltype(Site::id)> ids;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    sites[i].id.value = static_cast<std::uint32_t>(i);
    ids.emplace(sites[i].name, sites[i].id);
  }
  return ids;
}

}  // namespace cupola
