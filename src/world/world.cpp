#include "world/world.hpp"

#include <algorithm>

#include "core/math.hpp"

namespace cupola {
namespace {

/// A radar or passive sensor at the start: in the state of its schedule, warm, unless it happens to be down.
template <class Site>
RadarState state_at_start(const Site& site, double centre_rad, const Scenario& scenario, ReplicateKey key) {
  RadarState radar;
  radar.warm_up_s = site.type.warm_up_s;
  radar.readiness = site.schedule.empty() ? Readiness::ready : site.schedule.front().second;
  radar.sector_centre_rad = centre_rad;
  radar.turn_from_rad = centre_rad;
  radar.turn_begin = radar.turn_until = radar.warm_until = scenario.start;

  const std::uint64_t name = name_key(site.name);
  Draws up(key, stream_key(Purpose::readiness, name), 0);
  Draws phase(key, stream_key(Purpose::scan_phase, name), 0);
  const double luck = up.uniform();
  radar.failed = luck >= site.type.availability;
  radar.scan_phase_rad = 2.0 * math::kPi * phase.uniform();
  return radar;
}

}  // namespace

World::World(const Scenario& scenario, ReplicateKey key)
    : scenario_(&scenario),
      death_(scenario.platforms.size(), kNever),
      launchers_lost_(scenario.launchers.size(), false),
      posts_lost_(scenario.posts.size(), false),
      lanes_(scenario.platforms, scenario.start) {
  stays_.reserve(scenario.platforms.size());
  paths_.reserve(scenario.platforms.size());
  for (const Platform& platform : scenario.platforms) {
    stays_.push_back({platform.path.begin(), platform.path.end()});
    paths_.emplace_back(platform.path);
    if (platform.carrier.valid()) released_.push_back(platform.id);
  }
  for (std::size_t eight = 0; 8 * eight < stays_.size(); ++eight)
    stays_of_eights_.push_back(stay_of_eight(eight));
  radars_.reserve(scenario.radars.size() + scenario.passives.size());
  for (const RadarSite& site : scenario.radars)
    radars_.push_back(state_at_start(site, site.sector_centre_rad, scenario, key));
  for (const PassiveSite& site : scenario.passives)
    radars_.push_back(state_at_start(site, site.field_centre_rad, scenario, key));
  set_up_duty(key);
  if (!scenario.activations.empty()) set_up_elements(key);
  if (!scenario.relocations.empty()) set_up_stations(key);
  if (!scenario.failing.empty()) {
    failures_ = Failures(scenario.failing, scenario.spares, key, scenario.start);
    set_up_failures();
  }
}

World::Stay World::stay_of_eight(std::size_t eight) const {
  Stay whole{kNever, Time{INT64_MIN}};
  for (std::size_t i = 8 * eight; i < std::min(8 * (eight + 1), stays_.size()); ++i) {
    whole.from = std::min(whole.from, stays_[i].from);
    whole.until = std::max(whole.until, stays_[i].until);
  }
  return whole;
}

void World::eights_present(Time t, std::vector<std::uint32_t>& eights) const {
  eights.clear();
  for (std::uint32_t n = 0; n < stays_of_eights_.size(); ++n)
    if (stays_of_eights_[n].from <= t && t < stays_of_eights_[n].until) eights.push_back(n);
}

void World::kill(PlatformId id, Time t) {
  death_[id.index()] = std::min(death_[id.index()], t);
  leave(id, t);
  for (const PlatformId carried : released_) {
    if (scenario_->platforms[carried.index()].carrier != id || stay(carried).from <= t) continue;
    leave(carried, t);
    stays_[carried.index()] = {kNever, Time{INT64_MIN}};
    stays_of_eights_[carried.index() / 8] = stay_of_eight(carried.index() / 8);
  }
}

void World::leave(PlatformId id, Time t) {
  stays_[id.index()].until = std::min(stays_[id.index()].until, t);
  stays_of_eights_[id.index() / 8] = stay_of_eight(id.index() / 8);
  lanes_.let_go(id.index(), t);
}

Motion World::motion(PlatformId id, Time t) const { return paths_[id.index()].motion(t); }

void World::motions_at(Time t, std::vector<Motion>& motions) const {
  motions.resize(scenario_->platforms.size());
  for (const Platform& platform : scenario_->platforms) motions[platform.id.index()] = motion(platform.id, t);
}

const SegmentLanes& World::segments_at(Time t, const std::vector<std::uint32_t>& eights) const {
  lanes_.move_to(t, eights);
  return lanes_;
}

double World::rcs_m2(PlatformId id, Band band, const Motion& motion, const Vec3& p_observer_ecef_m,
                     const Vec3& a_ecef_m_s2) const {
  const PlatformType& type = scenario_->platforms[id.index()].type;
  const RcsTable& table = type.rcs_table[static_cast<std::size_t>(band)];
  if (table.given())
    return math::exp(ln_rcs(table, augmented_rcs_m2(type),
                            body_aspect(motion.p_ecef_m, motion.v_ecef_m_s, a_ecef_m_s2, p_observer_ecef_m)));
  const AspectRcs rcs = aspect_rcs(type, band);
  return math::exp(ln_rcs(rcs, aspect_cosine(motion.v_ecef_m_s, motion.p_ecef_m, p_observer_ecef_m)));
}

bool World::radar_present_within(RadarId id, Time begin, Time end) const {
  if (scenario_->is_passive(id)) return true;  // it stands
  const PlatformId carrier = scenario_->radars[id.index()].carrier;
  return !carrier.valid() || (stay(carrier).from <= begin && end < stay(carrier).until);
}

void World::set_readiness(RadarId id, Readiness state, Time t) { take_up(radars_[id.index()], state, t); }

void World::turn_sector(RadarId id, double sector_centre_rad, Time t) {
  if (scenario_->is_passive(id)) return;
  turn(radars_[id.index()], scenario_->radars[id.index()].type, sector_centre_rad, t);
}

}  // namespace cupola
