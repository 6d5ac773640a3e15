#include "command/behaviour.hpp"

#include <algorithm>
#include <cmath>

#include "command/kinematics.hpp"
#include "command/threat.hpp"

namespace cupola {

namespace {

constexpr double kBallisticSpeed_m_s = 600.0, kBallisticSine = 0.2588, kBallisticHeight_m = 30'000.0;
constexpr double kLow_m = 1'500.0, kLowHeightSd_m = 1'000.0, kFastLow_m_s = 180.0, kSlowLow_m_s = 120.0;
constexpr double kPasses_m = 5'000.0, kPassesWithin_s = 900.0, kDoubtMost = 0.15;
constexpr double kFastHigh_m_s = 330.0;
constexpr double kAirlinerFloor_m = 6'000.0, kAirlinerCeiling_m = 13'500.0;
constexpr double kAirlinerSlowest_m_s = 170.0, kAirlinerFastest_m_s = 290.0, kAirlinerClimb_m_s = 5.0;

bool at_height_of(const KnownCorridor& corridor, double height_m) {
  return height_m >= corridor.floor_hae_m && height_m <= corridor.ceiling_hae_m;
}

bool beside_its_line(const KnownCorridor& corridor, double default_half_width_m, const Vec3& p_ecef_m,
                     const Vec3& up) {
  const double half_width_m = corridor.half_width_m > 0.0 ? corridor.half_width_m : default_half_width_m;
  for (std::size_t i = 1; i < corridor.points_ecef_m.size(); ++i) {
    // Distance in the horizontal plane through the place, so that a leg's sag below the curved earth does not
    // count.
    Vec3 begin = corridor.points_ecef_m[i - 1] - p_ecef_m, end = corridor.points_ecef_m[i] - p_ecef_m;
    begin = begin - dot(begin, up) * up;
    end = end - dot(end, up) * up;
    const Vec3 leg = end - begin;
    const double length2 = dot(leg, leg);
    const double along = length2 > 0.0 ? std::clamp(-dot(begin, leg) / length2, 0.0, 1.0) : 0.0;
    if (norm(begin + along * leg) <= half_width_m) return true;
  }
  return false;
}

bool inside_any_corridor(const Vec3& p_ecef_m, const Vec3& up, double height_m, const OrderOfBattle& own) {
  return std::any_of(own.corridors.begin(), own.corridors.end(), [&](const KnownCorridor& corridor) {
    return at_height_of(corridor, height_m) &&
           beside_its_line(corridor, own.doctrine.corridor_half_width_m, p_ecef_m, up);
  });
}

}  // namespace

bool inside(const KnownCorridor& corridor, double default_half_width_m, const Vec3& p_ecef_m,
            double height_m) {
  return at_height_of(corridor, height_m) &&
         beside_its_line(corridor, default_half_width_m, p_ecef_m, vertical_at(p_ecef_m));
}

BehaviourReader::BehaviourReader(const OrderOfBattle& own) : own_(own) {
  for (const KnownAsset& asset : own.assets) up_at_assets_.push_back(vertical_at(asset.p_ecef_m));
}

bool BehaviourReader::heads_for_an_asset(const KinematicEstimate& e, double deviations) const {
  for (std::size_t i = 0; i < up_at_assets_.size(); ++i) {
    const KnownAsset& asset = own_.assets[i];
    const ClosestApproach approach =
        closest_approach(e.p_ecef_m, e.v_ecef_m_s, asset.p_ecef_m, up_at_assets_[i]);
    if (!(approach.time_s > 0.0 && approach.time_s <= kPassesWithin_s)) continue;
    // The doubt about its course speaks against it, up to a limit: a course known well must point at the
    // asset.
    const double range_m = norm(asset.p_ecef_m - e.p_ecef_m);
    const double doubt_m = deviations * std::min(e.velocity_sd_m_s * approach.time_s, kDoubtMost * range_m);
    if (approach.distance_m - doubt_m <= asset.radius_m + kPasses_m) return true;
  }
  return false;
}

Behaviour BehaviourReader::read(const KinematicEstimate& e, const Vec3& up, Behaviour held) const {
  const double speed_m_s = norm(e.v_ecef_m_s);
  if (e.velocity_sd_m_s > 0.25 * speed_m_s + 10.0) return Behaviour::none;

  const double height_hae = height_hae_m(e.p_ecef_m);
  const double climb_m_s = dot(e.v_ecef_m_s, up);
  if (height_hae > kBallisticHeight_m) return Behaviour::ballistic;
  if (speed_m_s > kBallisticSpeed_m_s && std::fabs(climb_m_s) > kBallisticSine * speed_m_s)
    return Behaviour::ballistic;
  if (inside_any_corridor(e.p_ecef_m, up, height_hae, own_)) return Behaviour::in_corridor;

  if (height_hae - own_.earth.ground_hae_m < kLow_m && e.height_sd_m <= kLowHeightSd_m) {
    if (speed_m_s >= kFastLow_m_s) return Behaviour::fast_low;
    if (speed_m_s < kSlowLow_m_s) return Behaviour::slow_low;
  }
  const double deviations = held == Behaviour::heading_for_asset ? 3.0 : 1.0;
  if (heads_for_an_asset(e, deviations)) return Behaviour::heading_for_asset;
  if (speed_m_s >= kFastHigh_m_s) return Behaviour::fast_high;

  const double height_msl = height_hae - own_.earth.geoid_undulation_m;
  const bool cruises = height_msl >= kAirlinerFloor_m && height_msl <= kAirlinerCeiling_m &&
                       speed_m_s >= kAirlinerSlowest_m_s && speed_m_s <= kAirlinerFastest_m_s &&
                       std::fabs(climb_m_s) < kAirlinerClimb_m_s + 2.0 * e.velocity_sd_m_s;
  return cruises ? Behaviour::airliner_like : Behaviour::other;
}

Behaviour SteadyBehaviour::read(Behaviour reading) {
  if (reading == Behaviour::none || reading == held) {
    repeats = 0;
    return held;
  }
  repeats = reading == candidate ? repeats + 1 : 1;
  candidate = reading;
  if (held == Behaviour::none || repeats >= kReadingsToChange) {
    held = reading;
    repeats = 0;
  }
  return held;
}

}  // namespace cupola
