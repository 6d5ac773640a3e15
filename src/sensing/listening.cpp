#include "sensing/listening.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/check.hpp"
#include "core/math.hpp"
#include "earth/horizon.hpp"
#include "sensing/azimuth.hpp"
#include "sensing/jamming.hpp"

namespace cupola {
namespace {

// Nobody claims to be exact: a filter must be able to invert these.
constexpr double kAngleSdLeast_rad = 1e-6;

/// The numbers for each emitter and period, whatever comes of them.
struct Luck {
  double of_duty, of_fade, of_azimuth, of_elevation;
  double of_name = 1.0;
};

Luck luck_of(ReplicateKey key, const PassiveSite& site, const Platform& platform, std::uint32_t number) {
  Draws draws(key, stream_key(Purpose::intercept, name_key(platform.name), name_key(site.name)), number);
  Luck luck;
  luck.of_duty = draws.uniform();
  luck.of_fade = draws.normal();
  luck.of_azimuth = draws.normal();
  luck.of_elevation = draws.normal();
  if (site.type.recognition > 0.0) luck.of_name = draws.uniform();
  return luck;
}

bool hears(const PassiveType& type, double low_hz, double high_hz) {
  return high_hz >= type.frequency_low_hz && low_hz <= type.frequency_high_hz;
}

double of_jammer(const PassiveType& type, const JammerType& jammer, double range_m) {
  if (!hears(type, jammer.frequency_low_hz, jammer.frequency_high_hz)) return 0.0;
  const double share = std::min<double>(type.bandwidth_hz / jammer.bandwidth_hz, 1.0);
  const double middle_hz = 0.5 * (std::max<double>(jammer.frequency_low_hz, type.frequency_low_hz) +
                                  std::min<double>(jammer.frequency_high_hz, type.frequency_high_hz));
  return over_threshold(type, share * jammer.erp_w, middle_hz, range_m);
}

double of_emitter(const PassiveType& type, const EmitterType& emitter, double range_m) {
  if (!hears(type, emitter.frequency_hz, emitter.frequency_hz)) return 0.0;
  return over_threshold(type, emitter.eirp_w, emitter.frequency_hz, range_m);
}

EmitterName name_of(EmitterKind kind) {
  switch (kind) {
    case EmitterKind::unknown:
      break;
    case EmitterKind::own_fighter_radar:
      return EmitterName::own_fighter_radar;
    case EmitterKind::foreign_fighter_radar:
      return EmitterName::foreign_fighter_radar;
    case EmitterKind::civil_transponder:
      return EmitterName::civil_transponder;
  }
  return EmitterName::none;
}

/// Is it over the geometric horizon, or past the terrain?
bool in_sight(const Scenario& scenario, const PassiveSite& site, const Vec3& p_ecef_m, const Vec3& p_enu_m) {
  const double agl_m = height_hae_m(p_ecef_m) - scenario.earth.ground_hae_m;
  const double ground_m = std::sqrt(std::fma(p_enu_m.x, p_enu_m.x, p_enu_m.y * p_enu_m.y));
  if (site.sight) return site.sight->sees(p_enu_m.x, p_enu_m.y, ground_m, height_hae_m(p_ecef_m));
  return line_of_sight(site.antenna_agl_m, agl_m, ground_m, scenario.earth.k_factor);
}

Bearing measured(const PassiveSite& site, const Polar& place, Time t, const Luck& luck, double noise_scale) {
  const double cos_elevation = std::max(math::cos(place.elevation_rad), 0.01);
  Bearing b;
  b.radar = site.id;
  b.time = t;
  b.azimuth_sd_rad = std::max<double>(site.type.azimuth_accuracy_rad, kAngleSdLeast_rad) / cos_elevation;
  b.azimuth_rad = full_turn(std::fma(noise_scale * b.azimuth_sd_rad, luck.of_azimuth, place.azimuth_rad));
  b.has_elevation = site.type.elevation_accuracy_rad.has_record();
  if (!b.has_elevation) return b;
  b.elevation_sd_rad = std::max<double>(site.type.elevation_accuracy_rad, kAngleSdLeast_rad);
  const double tilted = std::fma(noise_scale * b.elevation_sd_rad, luck.of_elevation, place.elevation_rad);
  b.elevation_rad = std::clamp(tilted, -0.5 * math::kPi, 0.5 * math::kPi);
  return b;
}

}  // namespace

double over_threshold(const PassiveType& passive, double eirp_w, double frequency_hz, double range_m) {
  const double nearer = passive.reference_range_m / std::max(range_m, 1.0);
  const double longer_waves = passive.reference_frequency_hz / frequency_hz;
  return eirp_w / passive.reference_eirp_w * (nearer * nearer) * (longer_waves * longer_waves);
}

Listening::Listening(const Scenario& scenario, ReplicateKey key) : scenario_(&scenario), key_(key) {
  for (const Platform& platform : scenario.platforms)
    if (platform.type.jammer.given() || (platform.type.emitter.given() && !platform.silent))
      emitters_.push_back(platform.id);
}

/// A radar that is switched off gives nobody away; a transponder answers all the same.
bool Listening::emits(const World& world, const Platform& platform, Time t) const {
  const EmitterType& emitter = platform.type.emitter;
  if (!emitter.given() || platform.silent) return false;
  if (emitter.kind == EmitterKind::civil_transponder) return true;
  bool carries = false;
  for (const RadarSite& radar : scenario_->radars) {
    if (radar.carrier != platform.id) continue;
    if (world.radar(radar.id).radiating(t)) return true;
    carries = true;
  }
  return !carries;
}

void Listening::hear(const World& world, const PassiveSite& site, std::uint32_t number, Time t,
                     std::vector<Bearing>& bearings, std::vector<PlotTruth>& truth) {
  const LocalFrame frame = LocalFrame::at(site.antenna);
  heard_.clear();
  for (const PlatformId id : emitters_) {
    if (!world.present(id, t)) continue;
    const Platform& platform = scenario_->platforms[id.index()];
    const Vec3 p_ecef_m = world.motion(id, t).p_ecef_m, p_enu_m = frame.enu_from_ecef(p_ecef_m);
    const Polar place = polar_from_enu(p_enu_m);
    const double off_rad = math::wrap_pi(place.azimuth_rad - site.field_centre_rad);
    if (2.0 * std::fabs(off_rad) > site.type.field_width_rad) continue;
    if (!in_sight(*scenario_, site, p_ecef_m, p_enu_m)) continue;

    const Luck luck = luck_of(key_, site, platform, number);
    const EmitterType& emitter = platform.type.emitter;
    double noise = 0.0, signal = 0.0;
    if (jams_at(*scenario_, id, world, t)) noise = of_jammer(site.type, platform.type.jammer, place.range_m);
    if (emits(world, platform, t) && luck.of_duty < emitter.duty)
      signal = of_emitter(site.type, emitter, place.range_m);
    const double over = std::max(noise, signal);
    if (!(over > 0.0)) continue;
    const double faded = math::log(over) + math::log(site.type.fading) * luck.of_fade;
    if (faded <= 0.0) continue;
    Bearing bearing = measured(site, place, t, luck, scenario_->seeing.noise_scale);
    if (luck.of_name < site.type.recognition)
      bearing.emitter = noise >= signal ? EmitterName::jammer : name_of(emitter.kind);
    heard_.emplace_back(bearing, id);
  }
  std::sort(heard_.begin(), heard_.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.first.azimuth_rad, a.first.elevation_rad, a.second) <
           std::tuple(b.first.azimuth_rad, b.first.elevation_rad, b.second);
  });
  for (const auto& [bearing, platform] : heard_) {
    CUPOLA_CHECK(bearing.azimuth_rad >= 0.0 && bearing.azimuth_rad < 2.0 * math::kPi);
    bearings.push_back(bearing);
    truth.push_back({platform, 1});
  }
}

}  // namespace cupola
