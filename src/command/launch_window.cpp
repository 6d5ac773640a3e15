#include "command/launch_window.hpp"

#include <algorithm>
#include <cmath>

#include "command/planned_path.hpp"
#include "core/lanes.hpp"
#include "core/math.hpp"
#include "flight/flyout_table.hpp"

namespace cupola {

namespace {

constexpr int kSteps = 24;

using lanes::Lanes4;
constexpr int kAbreast = 4;

struct PlaceOfIntercept {
  double slant_m, ground_m, msl_m, agl_m, east_m, north_m;
};

/// Places as allowed_at and the planning table want them: of one point or, in lanes, of several.
template <class V>
struct Places {
  V slant_m, ground_m, hae_m, east_m, north_m;
};

template <class V>
Places<V> places(const ReachOf& reach, V x, V y, V z) {
  const Matrix<3, 3>& m = reach.frame->ecef_to_enu;
  const Vec3& origin = reach.frame->origin_ecef_m;
  const V dx = x - origin.x, dy = y - origin.y, dz = z - origin.z;
  const V east = m(0, 0) * dx + m(0, 1) * dy + m(0, 2) * dz;
  const V north = m(1, 0) * dx + m(1, 1) * dy + m(1, 2) * dz;
  const V up = m(2, 0) * dx + m(2, 1) * dy + m(2, 2) * dz;
  const V across2 = east * east + north * north, r2 = x * x + y * y + z * z;
  using lanes::sqrt;
  return {sqrt(across2 + up * up), arc_over_ground_m<V>(sqrt(across2), up),
          detail::height_from_radius_m<V>(sqrt(r2), z * z / r2), east, north};
}

PlaceOfIntercept place(const ReachOf& reach, double slant_m, double ground_m, double hae_m, double east_m,
                       double north_m) {
  return {slant_m, ground_m, hae_m - reach.earth.geoid_undulation_m, hae_m - reach.earth.ground_hae_m,
          east_m,  north_m};
}

PlaceOfIntercept place(const ReachOf& reach, const Vec3& p) {
  const Places<double> at = places<double>(reach, p.x, p.y, p.z);
  return place(reach, at.slant_m, at.ground_m, at.hae_m, at.east_m, at.north_m);
}

/// The places of a target at several times, worked out abreast.
class PlacesAhead {
 public:
  PlacesAhead(const ReachOf& reach, const ReachTarget& target, const double (&t_s)[kAbreast])
      : reach_(reach) {
    const Vec3 &p = target.p_ecef_m, &v = target.v_ecef_m_s, &a = target.a_ecef_m_s2;
    const Lanes4 t = lanes::load<Lanes4>(t_s), half_t2 = 0.5 * t * t;
    const auto at = places<Lanes4>(reach, p.x + t * v.x + half_t2 * a.x, p.y + t * v.y + half_t2 * a.y,
                                   p.z + t * v.z + half_t2 * a.z);
    store(slant_m_, at.slant_m);
    store(ground_m_, at.ground_m);
    store(hae_m_, at.hae_m);
    store(east_m_, at.east_m);
    store(north_m_, at.north_m);
  }
  PlaceOfIntercept operator[](int i) const {
    return place(reach_, slant_m_[i], ground_m_[i], hae_m_[i], east_m_[i], north_m_[i]);
  }

 private:
  const ReachOf& reach_;
  double slant_m_[kAbreast], ground_m_[kAbreast], hae_m_[kAbreast], east_m_[kAbreast], north_m_[kAbreast];
};

double range_most_m(const InterceptorType& type, bool ballistic) {
  return ballistic ? type.range_max_ballistic_m : type.range_max_m;
}

bool allowed_at(const ReachOf& reach, bool ballistic, const PlaceOfIntercept& at) {
  const InterceptorType& type = reach.weapon->type;
  if (at.slant_m > range_most_m(type, ballistic) || at.slant_m < type.range_min_m) return false;
  if (at.slant_m < reach.keep_out_m) return false;
  if (at.agl_m < type.altitude_min_m || at.msl_m > type.altitude_max_m) return false;
  if (type.guidance != GuidanceClass::semi_active) return true;
  if (!in_sector(reach.guidance, at.east_m, at.north_m)) return false;
  return line_of_sight(reach.guidance.antenna_agl_m, std::max(at.agl_m, 0.0), at.ground_m,
                       reach.earth.k_factor);
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

/// One place on the way: may it be met there, and how much time is left over if a round goes at once?
struct Meeting {
  bool allowed = false;
  double t_s = 0.0, spare_s = 0.0;
};

Meeting meeting(const ReachOf& reach, const ReachTarget& target, double delay_s, double t_s,
                const PlaceOfIntercept& at) {
  if (!allowed_at(reach, target.ballistic, at)) return {false, t_s, 0.0};
  const double flight_s = reach.weapon->table.time_of_flight_s(at.ground_m, at.msl_m);
  return {flight_s >= 0.0, t_s, t_s - delay_s - flight_s};
}

/// The first meeting lies after `before` (none, not allowed, or too early) and not after `found`.
LaunchWindow window_between(const ReachOf& reach, const ReachTarget& target, double delay_s, Meeting before,
                            Meeting found) {
  constexpr int kHalvings = 6;
  for (int i = 0; i < kHalvings && !before.allowed && before.t_s < found.t_s; ++i) {
    const double t_s = 0.5 * (before.t_s + found.t_s);
    const Meeting middle = meeting(reach, target, delay_s, t_s, place(reach, position_after(target, t_s)));
    (middle.allowed && middle.spare_s >= 0.0 ? found : before) = middle;
  }
  if (!before.allowed) return {true, found.t_s, found.spare_s};
  const double back_s = (found.t_s - before.t_s) * found.spare_s / (found.spare_s - before.spare_s);
  return {true, found.t_s - back_s, 0.0};
}

}  // namespace

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
  return !too_fast(reach, target) && allowed_at(reach, target.ballistic, place(reach, p_ecef_m));
}

LaunchWindow launch_window(const ReachOf& reach, const ReachTarget& target, double delay_s,
                           double horizon_s) {
  if (too_fast(reach, target)) return {};
  const double begin_s = std::max(delay_s, earliest_in_range_s(reach, target));
  if (!(horizon_s > begin_s)) return {};

  const double step_s = (horizon_s - begin_s) / kSteps;
  Meeting before;
  for (int first = 0; first <= kSteps; first += kAbreast) {
    double t_s[kAbreast];
    for (int k = 0; k < kAbreast; ++k) t_s[k] = begin_s + (first + k) * step_s;
    const PlacesAhead ahead(reach, target, t_s);
    for (int k = 0; k < kAbreast && first + k <= kSteps; ++k) {
      const Meeting here = meeting(reach, target, delay_s, t_s[k], ahead[k]);
      if (here.allowed && here.spare_s >= 0.0) return window_between(reach, target, delay_s, before, here);
      before = here;
    }
  }
  return {};
}

}  // namespace cupola
