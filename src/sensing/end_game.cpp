#include "sensing/end_game.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "earth/geodetic.hpp"

namespace cupola {
namespace {

constexpr Duration kShownWithin{60'000'000'000};

/// Is a believed place in sight of the radar, in range and between its elevations?
bool in_view(const RadarModel& radar, const Vec3& p_enu_m, const Polar& polar) {
  const LookConstants& c = radar.constants;
  const double agl_m = height_hae_m(radar.frame.ecef_from_enu(p_enu_m)) - c.ground_hae_m;
  const double ground_m =
      polar.range_m * std::sqrt(1.0 - (p_enu_m.z / polar.range_m) * (p_enu_m.z / polar.range_m));
  const double apparent_rad = polar.elevation_rad + c.bending_rad_m * ground_m;
  const SightMap* map = radar.site->sight.get();
  const bool open = map ? map->sees(p_enu_m.x, p_enu_m.y, ground_m, agl_m + c.ground_hae_m)
                        : ground_m <= c.antenna_leg_m + std::sqrt(c.two_k_radius_m * std::max(agl_m, 0.0));
  return open && polar.range_m >= c.range_min_m && polar.range_m <= c.range_max_m &&
         apparent_rad >= radar.site->type.elevation_min_rad &&
         apparent_rad <= radar.site->type.elevation_max_rad;
}

}  // namespace

EndGames::EndGames(const Scenario& scenario, ReplicateKey key)
    : scenario_(&scenario), key_(key), met_nothing_(scenario.radars.size(), 0) {}

void EndGames::note(RadarId guiding, TrackNumber track, PlatformId platform, bool killed, Time t,
                    std::uint32_t shot_at_target) {
  const RadarSite& site = scenario_->radars[guiding.index()];
  const std::uint64_t radar_name = name_key(site.name);
  PendingEndGame end;
  end.radar = guiding;
  end.track = track;
  end.platform = platform;
  end.killed = killed;
  end.due = t + Duration::seconds(site.type.assessment_delay_s);
  if (platform.valid()) {
    const std::uint64_t name = name_key(scenario_->platforms[platform.index()].name);
    end.stream = stream_key(Purpose::assessment, name, radar_name);
    end.ordinal = shot_at_target;
  } else {
    end.stream = stream_key(Purpose::assessment, radar_name);
    end.ordinal = met_nothing_[guiding.index()]++;
  }
  pending_.push_back(end);
}

bool EndGames::died(const World& world, const PendingEndGame& end) const {
  return end.killed || (end.platform.valid() && world.death_time(end.platform) <= end.due);
}

bool EndGames::broke_up(const World& world, const PendingEndGame& end) const {
  const RadarType& type = scenario_->radars[end.radar.index()].type;
  Draws draws(key_, end.stream, end.ordinal);
  const double luck = draws.uniform();
  return luck < (died(world, end) ? type.call_kill_given_kill : type.call_kill_given_alive);
}

/// A believed place with the errors of a faint echo. The first number of the stream decided, the next ones
/// err.
Polar EndGames::misplaced(const RadarModel& radar, const PendingEndGame& end, const Polar& place) const {
  Draws draws(key_, end.stream, end.ordinal);
  draws.uniform();
  const double range = draws.normal();
  const double azimuth = draws.normal();
  const double elevation = draws.normal();
  const double scale = radar.measures.noise_scale;
  const RadarModel::Sds sds = radar.sds(radar.measures.snr_least, math::cos(place.elevation_rad));
  return {place.range_m + scale * sds.range_m * range, place.azimuth_rad + scale * sds.azimuth_rad * azimuth,
          place.elevation_rad + scale * sds.elevation_rad * elevation};
}

EndGame EndGames::mark(const World& world, RadarId radar, PlatformId platform, Time t) {
  const auto due = std::find_if(pending_.begin(), pending_.end(), [&](const PendingEndGame& end) {
    return end.radar == radar && end.platform == platform && t >= end.due;
  });
  if (due == pending_.end()) return EndGame::nothing;
  const EndGame seen = broke_up(world, *due) ? EndGame::broke_up : EndGame::intact;
  pending_.erase(due);
  return seen;
}

bool EndGames::debris(const World& world, const RadarModel& radar, const Cue& cue,
                      const Vec3& p_believed_enu_m, Time t, Plot& plot, PlatformId& platform) {
  const RadarId id = radar.site->id;
  const auto due = std::find_if(pending_.begin(), pending_.end(), [&](const PendingEndGame& end) {
    const bool alive = end.platform.valid() && world.present(end.platform, t);
    return end.radar == id && end.track == cue.track && t >= end.due && !alive;
  });
  if (due == pending_.end()) return false;
  const PendingEndGame end = *due;
  const Polar place = polar_from_enu(p_believed_enu_m);
  if (!in_view(radar, p_believed_enu_m, place)) return false;
  pending_.erase(due);
  const bool seen_breaking = broke_up(world, end);
  if (!died(world, end) && !seen_breaking) return false;

  plot = radar.faint_plot(misplaced(radar, end, place), t);
  plot.dedicated = true;
  plot.end_game = seen_breaking ? EndGame::broke_up : EndGame::intact;
  platform = end.platform;
  return true;
}

void EndGames::forget_before(Time t) {
  std::erase_if(pending_, [&](const PendingEndGame& end) { return end.due + kShownWithin < t; });
}

}  // namespace cupola
