#include "command/launch_window.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>

#include "command/fire_zones.hpp"
#include "command/planned_path.hpp"
#include "core/lanes.hpp"
#include "core/math.hpp"
#include "flight/flyout_table.hpp"

namespace cupola {

namespace {

constexpr int kSteps = 24;

using lanes::Lanes4;
constexpr int kAbreast = 4;
constexpr double kCounting[kAbreast] = {0.0, 1.0, 2.0, 3.0};

/// Places as the limits and the planning table want them: of one point or, in lanes, of several.
template <class V>
struct Places {
  V slant_m, ground_m, msl_m, agl_m, east_m, north_m;
};

template <class V>
CUPOLA_INLINE Places<V> places(const ReachOf& reach, V x, V y, V z) {
  const Matrix<3, 3>& m = reach.frame->ecef_to_enu;
  const Vec3& origin = reach.frame->origin_ecef_m;
  const V dx = x - origin.x, dy = y - origin.y, dz = z - origin.z;
  const V east = m(0, 0) * dx + m(0, 1) * dy + m(0, 2) * dz;
  const V north = m(1, 0) * dx + m(1, 1) * dy + m(1, 2) * dz;
  const V up = m(2, 0) * dx + m(2, 1) * dy + m(2, 2) * dz;
  const V across2 = east * east + north * north, r2 = x * x + y * y + z * z;
  using lanes::sqrt;
  const V hae_m = detail::height_from_radius_m<V>(sqrt(r2), z * z / r2);
  return {sqrt(across2 + up * up),
          arc_over_ground_m<V>(sqrt(across2), up),
          hae_m - reach.earth.geoid_undulation_m,
          hae_m - reach.earth.ground_hae_m,
          east,
          north};
}

double range_most_m(const InterceptorType& type, bool ballistic) {
  return ballistic ? type.range_max_ballistic_m : type.range_max_m;
}

bool in_zones(const ReachOf& reach, const Vec3& p_ecef_m) {
  return reach.zones == nullptr || zones_allow(*reach.zones, *reach.frame, p_ecef_m);
}

template <class V>
CUPOLA_INLINE lanes::MaskOf<V> allowed_at(const ReachOf& reach, const ReachTarget& target,
                                          const Places<V>& at) {
  const InterceptorType& type = reach.weapon->type;
  const auto in_zone = at.slant_m <= V(range_most_m(type, target.ballistic)) &&
                       at.slant_m >= V(type.range_min_m) && at.slant_m >= V(reach.keep_out_m) &&
                       at.slant_m <= V(reach.most_m) && at.agl_m >= V(type.altitude_min_m) &&
                       at.msl_m <= V(type.altitude_max_m);
  const bool unseen = type.guidance != GuidanceClass::semi_active && reach.on_remote_data;
  if (unseen || !lanes::any(in_zone)) return in_zone;
  const double k_factor = reach.earth.k_factor;
  const V horizon_m = horizon_range_m(reach.guidance.antenna_agl_m, 0.0, k_factor) +
                      horizon_leg_m(lanes::max(at.agl_m - target.view_lower_m, V(0.0)), k_factor);
  const auto in_view = in_zone && at.ground_m <= horizon_m;
  return reach.guidance.whole_circle ? in_view
                                     : in_view && within_sector(reach.guidance, at.east_m, at.north_m);
}

bool too_fast(const ReachOf& reach, const ReachTarget& target) {
  const double most_m_s = reach.weapon->type.target_speed_max_m_s;
  return most_m_s > 0.0 && dot(target.v_ecef_m_s, target.v_ecef_m_s) > most_m_s * most_m_s;
}

/// Before this the target cannot have come within range, however it turns.
double earliest_in_range_s(const ReachOf& reach, const ReachTarget& target) {
  const double outside_m =
      norm(target.p_ecef_m - reach.frame->origin_ecef_m) - range_most_m(reach.weapon->type, target.ballistic);
  if (outside_m <= 0.0) return 0.0;
  const double speed_m_s = norm(target.v_ecef_m_s);
  // A falling body gains speed: half as much again is generous.
  return outside_m / std::max(target.ballistic ? 1.5 * speed_m_s : speed_m_s, 1.0);
}

/// Before this no round that leaves after the delay can have come as far as the target, however that turns.
double earliest_met_s(const ReachOf& reach, const ReachTarget& target, double delay_s, double horizon_s) {
  // The table begins at sea level, and no ground is higher. Over the curved earth a straight line is longer than in the
  // table by at most 200 km (which no round climbs beyond) over the earth's radius, halved, and its flattening.
  constexpr double kHighestLauncher_m = 9'000.0, kCurved = 1.02;
  const double apart_m = norm(target.p_ecef_m - reach.frame->origin_ecef_m) - kHighestLauncher_m;
  const double nears_m_s = norm(target.v_ecef_m_s) + 0.5 * horizon_s * norm(target.a_ecef_m_s2);
  const double round_m_s = kCurved * reach.weapon->table.fastest_m_s;
  return delay_s + std::max(apart_m - delay_s * nears_m_s, 0.0) / (round_m_s + nears_m_s);
}

/// One place on the way: may it be met there, and how much time is left over if a round goes at once?
struct Meeting {
  bool allowed = false;
  double t_s = 0.0, spare_s = 0.0;
};

/// Several places, worked out abreast.
class Meetings {
 public:
  CUPOLA_INLINE Meetings(const ReachOf& reach, const ReachTarget& target, double delay_s, Lanes4 t) {
    const Vec3 &p = target.p_ecef_m, &v = target.v_ecef_m_s, &a = target.a_ecef_m_s2;
    const Lanes4 half_t2 = 0.5 * t * t;
    const auto at = places<Lanes4>(reach, p.x + t * v.x + half_t2 * a.x, p.y + t * v.y + half_t2 * a.y,
                                   p.z + t * v.z + half_t2 * a.z);
    const auto allowed = allowed_at(reach, target, at);
    store(t_s_, t);
    if (!lanes::any(allowed)) return;
    double ground_m[kAbreast], msl_m[kAbreast], flight_s[kAbreast];
    store(ground_m, at.ground_m);
    store(msl_m, at.msl_m);
    reach.weapon->table.time_of_flight_s(ground_m, msl_m, flight_s);
    const Lanes4 flight = lanes::load<Lanes4>(flight_s);
    const Lanes4 spare = t - delay_s - flight;
    store(spare_s_, spare);
    in_time_ = lanes::bit_mask(spare >= Lanes4(0.0));
    allowed_ = lanes::bit_mask(allowed && flight >= Lanes4(0.0));
    if (reach.zones == nullptr || reach.zones->empty()) return;
    for (int k = 0; k < kAbreast; ++k)
      if ((allowed_ >> k & 1u) != 0 && !in_zones(reach, position_after(target, t_s_[k])))
        allowed_ &= ~(1u << k);
  }
  Meeting operator[](int k) const { return {(allowed_ >> k & 1u) != 0, t_s_[k], spare_s_[k]}; }
  bool possible(int k) const { return ((allowed_ & in_time_) >> k & 1u) != 0; }
  /// No lower than kAbreast: none.
  int first_possible() const { return std::countr_zero(allowed_ & in_time_); }

 private:
  double t_s_[kAbreast], spare_s_[kAbreast] = {};
  unsigned allowed_ = 0, in_time_ = 0;  // bit by bit
};

/// The first step at which a meeting is possible, and the one before it (none, not allowed, or too early).
struct FirstMeeting {
  Meeting before, found;
};

std::optional<FirstMeeting> first_meeting(const ReachOf& reach, const ReachTarget& target, double delay_s,
                                          double horizon_s) {
  if (too_fast(reach, target)) return {};
  const double begin_s = std::max(delay_s, earliest_in_range_s(reach, target));
  if (!(horizon_s > begin_s)) return {};

  const double met_s = earliest_met_s(reach, target, delay_s, horizon_s);
  if (met_s > horizon_s) return {};

  const double step_s = (horizon_s - begin_s) / kSteps;
  // Of the steps at which no round can be there yet only the last may matter: as the one before the meeting.
  const int in_vain = static_cast<int>(std::max(0.0, (met_s - begin_s) / step_s));
  const auto abreast = lanes::load<Lanes4>(kCounting);
  Meeting before;
  for (int first = in_vain; first <= kSteps; first += kAbreast) {
    const Meetings ahead(reach, target, delay_s, begin_s + (Lanes4(first) + abreast) * step_s);
    const int k = ahead.first_possible();
    if (first + std::min(k, kAbreast) > kSteps) break;
    if (k < kAbreast) return {{k > 0 ? ahead[k - 1] : before, ahead[k]}};
    before = ahead[kAbreast - 1];
  }
  return {};
}

/// Halves what lies between the two, unless the place is allowed all the way.
void narrow(FirstMeeting& first, const ReachOf& reach, const ReachTarget& target, double delay_s) {
  constexpr int kHalvings = 6;
  Meeting &before = first.before, &found = first.found;
  const auto wide = [&] { return !before.allowed && before.t_s < found.t_s; };
  // Two halvings at a time: the middle, and the middles of both halves.
  for (int i = 0; i < kHalvings && wide(); i += 2) {
    const double middle_s = 0.5 * (before.t_s + found.t_s);
    const double t_s[kAbreast] = {middle_s, 0.5 * (before.t_s + middle_s), 0.5 * (middle_s + found.t_s),
                                  middle_s};
    const Meetings at(reach, target, delay_s, lanes::load<Lanes4>(t_s));
    (at.possible(0) ? found : before) = at[0];
    if (!wide()) break;
    const int next = at.possible(0) ? 1 : 2;
    (at.possible(next) ? found : before) = at[next];
  }
}

}  // namespace

void limit_reach(ReachOf& reach, const Doctrine& doctrine, const std::vector<KnownZone>* zones) {
  if (doctrine.fire.intercept_most_m > 0.0) reach.most_m = doctrine.fire.intercept_most_m;
  reach.zones = zones;
}

GuidanceLimits guidance_limits(const KnownRadar& radar, double sector_centre_rad) {
  GuidanceLimits limits;
  limits.antenna_agl_m = radar.antenna_agl_m;
  const double width_rad = radar.type.sector_width_rad;
  limits.whole_circle =
      radar.type.scan == ScanKind::rotating || width_rad <= 0.0 || width_rad >= 2.0 * math::kPi;
  if (limits.whole_circle) return limits;
  limits.axis_east = math::sin(sector_centre_rad);
  limits.axis_north = math::cos(sector_centre_rad);
  limits.cosine_half_width = math::cos(0.5 * width_rad);
  return limits;
}

bool may_be_met_at(const ReachOf& reach, const ReachTarget& target, const Vec3& p_ecef_m) {
  return !too_fast(reach, target) &&
         allowed_at(reach, target, places(reach, p_ecef_m.x, p_ecef_m.y, p_ecef_m.z)) &&
         in_zones(reach, p_ecef_m);
}

LaunchWindow launch_window(const ReachOf& reach, const ReachTarget& target, double delay_s,
                           double horizon_s) {
  std::optional<FirstMeeting> first = first_meeting(reach, target, delay_s, horizon_s);
  if (!first) return {};
  narrow(*first, reach, target, delay_s);
  const Meeting &before = first->before, &found = first->found;
  if (!before.allowed) return {true, found.t_s, found.spare_s};
  const double back_s = (found.t_s - before.t_s) * found.spare_s / (found.spare_s - before.spare_s);
  return {true, found.t_s - back_s, 0.0};
}

bool can_be_met(const ReachOf& reach, const ReachTarget& target, double delay_s, double horizon_s) {
  return first_meeting(reach, target, delay_s, horizon_s).has_value();
}

}  // namespace cupola
