#include "engine/order_of_battle.hpp"

#include "engine/known_links.hpp"
#include "scenario/ground.hpp"

namespace cupola {

namespace {

SensorBook sensor_book(const RadarSite& site, const RadarType& believed, const Doctrine& doctrine) {
  SensorBook book;
  book.id = site.id;
  book.frame = LocalFrame::at(site.antenna);
  book.own_place_sd_m = site.carrier.valid() ? double{believed.navigation.position_m} : 0.0;
  book.north_sd_rad = site.carrier.valid() ? double{believed.navigation.heading_rad} : 0.0;
  const bool rotating = believed.scan == ScanKind::rotating;
  book.faces = rotating ? static_cast<int>(believed.faces) : 1;
  book.look_interval_s =
      rotating ? believed.rotation_period_s / believed.faces : double{believed.search_frame_s};
  book.track_interval_s = rotating ? book.look_interval_s : double{believed.track_interval_s};
  book.false_plots_per_m3 = 0.0;
  book.false_plots = FalsePlotLaw::of(believed);
  book.detection_probability = doctrine.expected_detection;
  const RegistrationErrors& errors = believed.registration;
  book.registration_sd = {errors.range_m, errors.azimuth_rad, errors.elevation_rad};
  return book;
}

/// Of its plots there are none, so that their density means nothing.
SensorBook listener_book(const Scenario& scenario, RadarId id) {
  const PassiveType& believed = scenario.passives_believed[id.index() - scenario.radars.size()];
  SensorBook book;
  book.id = id;
  book.listens = true;
  book.frame = LocalFrame::at(scenario.passive(id).antenna);
  book.look_interval_s = book.track_interval_s = believed.update_period_s;
  book.detection_probability = scenario.doctrine_believed.expected_detection;
  return book;
}

KnownRadar known_radar(const Scenario& scenario, RadarId id) {
  const RadarSite& site = scenario.radars[id.index()];
  KnownRadar known;
  known.id = id;
  known.type = scenario.radars_believed[id.index()];
  known.frame = LocalFrame::at(site.antenna);
  known.antenna_agl_m = antenna_above_reference_m(scenario, site);
  known.sight = site.sight;
  known.sector_centre_rad = site.sector_centre_rad;
  known.book = sensor_book(site, known.type, scenario.doctrine_believed);
  return known;
}

KnownLauncher known_launcher(const LauncherSite& site) {
  KnownLauncher known;
  known.id = site.id;
  known.frame = LocalFrame::at(site.place);
  known.interval_s = site.type.launch_interval_s;
  known.load = site.load;
  return known;
}

KnownFireUnit known_fire_unit(const Scenario& scenario, const FireUnitSite& site,
                              const std::vector<KnownWeapon>& weapons) {
  KnownFireUnit known;
  known.id = site.id;
  known.post = site.post;
  known.guidance = known_radar(scenario, site.guidance);
  known.frame = known.guidance.frame;
  for (const KnownWeapon& weapon : weapons)
    if (!can_guide(known.guidance.type, weapon.type)) known.not_guided.push_back(weapon.id);
  for (const LauncherId launcher : site.launchers)
    known.launchers.push_back(known_launcher(scenario.launchers[launcher.index()]));
  known.target_channels = site.target_channels;
  known.missile_channels = site.missile_channels;
  known.name = name_key(site.name);
  known.later = site.station.later();
  if (site.station.moves()) {
    const auto& places = scenario.relocations[site.station.relocation].places;
    if (site.station.place + 1 < places.size()) known.next = places[site.station.place + 1].unit;
  }
  for (const FireZone& zone : site.zones) {
    KnownZone& there = known.zones.emplace_back();
    there = {zone.forbidden, {}, zone.from_rad, zone.width_rad, zone.floor_hae_m, zone.ceiling_hae_m};
    for (const GroundPlace& corner : zone.corners)
      there.corners.emplace_back(corner.latitude_rad, corner.longitude_rad);
  }
  return known;
}

/// Is `post` the same as, or somewhere below, `above`, with everybody on the way under central command?
bool assigned_by(const Scenario& scenario, PostId post, PostId above) {
  while (post.valid()) {
    if (post == above) return true;
    if (scenario.posts[post.index()].doctrine.command.mode != CommandMode::centralised) return false;
    post = scenario.posts[post.index()].superior;
  }
  return false;
}

/// What waits for a warning: its own radars, and whatever waits at the posts of its defence below.
void add_alert(const Scenario& scenario, const PostSite& site, OrderOfBattle& own) {
  const auto waits = [&scenario](RadarId id) {
    const std::uint32_t element = scenario.activation_of(id);
    return element != kNoActivation && scenario.activations[element].on_warning;
  };
  const auto add_own = [&](const PostSite& post, std::vector<RadarId>& waiting) {
    for (const RadarId id : post.radars)
      if (waits(id)) waiting.push_back(id);
    for (const RadarId id : post.passives)
      if (waits(id)) waiting.push_back(id);
  };
  if (scenario.activations.empty()) return;
  add_own(site, own.on_warning);
  for (const PostSite& below : scenario.posts) {
    if (below.superior != site.id) continue;
    std::vector<RadarId> waiting;
    add_own(below, waiting);
    if (below.same_set(site) && !waiting.empty()) own.to_alert.push_back(below.id);
  }
}

}  // namespace

OrderOfBattle order_of_battle(const Scenario& scenario, PostId self,
                              const std::vector<KnownWeapon>& weapons) {
  const PostSite& site = scenario.posts[self.index()];
  OrderOfBattle own;
  own.self = self;
  own.superior = site.superior;
  own.decision_period_s = site.type.decision_period_s;
  own.track_capacity = static_cast<int>(site.type.track_capacity);
  own.doctrine = site.doctrine;
  own.earth = scenario.earth;
  for (const Asset& asset : scenario.assets)
    own.assets.push_back({asset.id, asset.p_ecef_m, asset.radius_m, asset.value});
  for (const Corridor& corridor : scenario.corridors) {
    KnownCorridor known{{}, corridor.half_width_m, corridor.floor_hae_m, corridor.ceiling_hae_m, {}};
    for (const Geodetic& point : corridor.points) known.points_ecef_m.push_back(to_ecef(point));
    for (const Corridor::Flight& flight : corridor.flights)
      known.flights.push_back({flight.own, flight.enters, flight.speed_m_s, flight.reverse});
    own.corridors.push_back(known);
  }
  for (const Area& area : scenario.areas) {
    KnownArea known{area.hostile, {}};
    for (const GroundPlace& corner : area.corners)
      known.corners.emplace_back(corner.latitude_rad, corner.longitude_rad);
    own.areas.push_back(known);
  }
  for (const RadarId radar : heard_radars(scenario, self)) own.radars.push_back(known_radar(scenario, radar));
  for (const RadarId passive : heard_passives(scenario, self))
    own.listeners.push_back(listener_book(scenario, passive));
  own.own_fire_units = site.fire_units;
  for (const FireUnitSite& unit : scenario.fire_units)
    if (assigned_by(scenario, unit.post, self))
      own.fire_units.push_back(known_fire_unit(scenario, unit, weapons));
  own.weapons = weapons;
  add_alert(scenario, site, own);
  own.weapons_orders = site.weapons_orders;
  for (const PostSite& post : scenario.posts)
    if (post.superior == self) own.below.push_back(post.id);
  return own;
}

}  // namespace cupola
