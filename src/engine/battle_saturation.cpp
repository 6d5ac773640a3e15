#include <algorithm>

#include "engine/battle.hpp"

namespace cupola {

/// What the post's fire units have left to use, as they stand.
void Battle::note_saturation(PostId post, Time now) {
  const std::vector<FireUnitId>& own = plan_->orders_of_battle[post.index()].own_fire_units;
  for (std::size_t i = 0; i < own.size(); ++i) {
    const FireUnitSite& unit = scenario().fire_units[own[i].index()];
    if (!world_.relocations().stands(unit.station)) continue;
    const bool some = std::any_of(unit.launchers.begin(), unit.launchers.end(), [&](LauncherId id) {
      return weapons_.could_launch(id, now) && can_fire(id, now);
    });
    saturation_.look(unit.id, {posts_[post.index()].target_channels_free(i) <= 0,
                               weapons_.missiles_in_guidance(unit.id) >= unit.missile_channels, !some});
  }
}

/// Whether its last dwells on tracks took all that searching leaves of the time of its busiest array.
void Battle::note_saturation(RadarId radar) {
  const RadarType& type = scenario().radars[radar.index()].type;
  if (!type.time_budget.given()) return;
  const double following =
      static_cast<double>(served_[radar.index()]) * type.time_budget.track_dwell_s / type.track_interval_s;
  saturation_.look(radar, following >= 1.0 - type.time_budget.search_share_least);
}

}  // namespace cupola
