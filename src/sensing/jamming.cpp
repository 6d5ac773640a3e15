#include "sensing/jamming.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "sensing/radar_equation.hpp"

namespace cupola {

Jamming::Jamming(const Scenario& scenario) : scenario_(&scenario) {
  for (const Platform& platform : scenario.platforms)
    if (platform.type.jammer.given()) jammers_.push_back(platform.id);
}

bool Jamming::on(PlatformId id, const World& world, Time t) const {
  const Platform& platform = scenario_->platforms[id.index()];
  if (!world.present(id, t)) return false;
  return platform.jams.empty() ||
         std::any_of(platform.jams.begin(), platform.jams.end(),
                     [t](const auto& spell) { return spell.first <= t && t < spell.second; });
}

void Jamming::felt_by(RadarModel& radar, const World& world, Time t) {
  felt_.clear();
  const RadarType& type = radar.site->type;
  for (const PlatformId id : jammers_) {
    const JammerType& jammer = scenario_->platforms[id.index()].type.jammer;
    const bool hears = type.receiver.given() && type.frequency_hz >= jammer.frequency_low_hz &&
                       type.frequency_hz <= jammer.frequency_high_hz;
    if (!hears || !on(id, world, t)) continue;
    const Vec3 p_enu_m = radar.frame.enu_from_ecef(world.motion(id, t).p_ecef_m);
    const double range_m = std::max(norm(p_enu_m), 1.0);
    const double kept = math::exp(0.5 * radar.ln_path(p_enu_m));
    const Vec3 d = (1.0 / range_m) * p_enu_m;
    felt_.push_back(
        {{d.x, d.y, d.z}, jamming_over_noise(type, jammer.erp_w / jammer.bandwidth_hz, range_m) * kept});
  }
  radar.constants.jammers = felt_.data();
  radar.constants.jammer_count = felt_.size();
}

}  // namespace cupola
