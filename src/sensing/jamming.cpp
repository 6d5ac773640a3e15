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

bool jams_at(const Scenario& scenario, PlatformId id, const World& world, Time t) {
  const Platform& platform = scenario.platforms[id.index()];
  if (!platform.type.jammer.given() || !world.present(id, t)) return false;
  return platform.jams.empty() ||
         std::any_of(platform.jams.begin(), platform.jams.end(),
                     [t](const auto& spell) { return spell.first <= t && t < spell.second; });
}

void Jamming::felt_by(RadarModel& radar, const World& world, Time t) {
  felt_.clear();
  who_.clear();
  const RadarType& type = radar.site->type;
  for (const PlatformId id : jammers_) {
    const JammerType& jammer = scenario_->platforms[id.index()].type.jammer;
    const bool hears = type.receiver.given() && type.frequency_hz >= jammer.frequency_low_hz &&
                       type.frequency_hz <= jammer.frequency_high_hz;
    if (!hears || id == radar.site->carrier || !jams_at(*scenario_, id, world, t)) continue;
    const Motion motion = world.motion(id, t);
    const double* own = radar.constants.way[0];
    const Vec3 past_m_s =
        radar.carried() ? motion.v_ecef_m_s - Vec3{own[0], own[1], own[2]} : motion.v_ecef_m_s;
    const Vec3 p = radar.frame.enu_from_ecef(motion.p_ecef_m), v = radar.frame.ecef_to_enu * past_m_s;
    const double range_m = std::max(norm(p), 1.0);
    const double at_1m = jamming_over_noise(type, jammer.erp_w / jammer.bandwidth_hz, 1.0);
    const double kept = math::exp(0.5 * radar.ln_path(p));
    KernelJammer felt{{p.x, p.y, p.z}, {v.x, v.y, v.z}, {}};
    for (int array = 0; array < radar.constants.arrays; ++array)
      felt.over_noise_m2[array] = at_1m * kept * radar.gain_towards((1.0 / range_m) * p, array);
    felt_.push_back(felt);
    who_.push_back(id);
  }
  radar.constants.jammers = felt_.data();
  radar.constants.jammer_count = felt_.size();
}

}  // namespace cupola
