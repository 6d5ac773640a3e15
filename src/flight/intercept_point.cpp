#include "flight/intercept_point.hpp"

#include <cmath>

#include "earth/horizon.hpp"
#include "flight/gravity.hpp"

namespace cupola {
namespace {

constexpr int kRounds = 10;
constexpr double kTolerance_s = 1e-3;
constexpr double kLongest_s = 1000.0;

/// A target's flight from now on, earth-fixed: straight, or a polynomial in time.
struct Course {
  Vec3 p, v, half_a, sixth_j, s24;
  bool straight = true;

  Vec3 at(double t) const {
    return straight ? p + t * v : p + t * (v + t * (half_a + t * (sixth_j + t * s24)));
  }
  Vec3 rate(double t) const {
    return straight ? v : v + t * (2.0 * half_a + t * (3.0 * sixth_j + t * (4.0 * s24)));
  }
};

Vec3 coriolis(const Vec3& v) { return {2.0 * kEarthRate_rad_s * v.y, -2.0 * kEarthRate_rad_s * v.x, 0.0}; }

/// Derivatives of free fall in the turning frame: those of the central field, with its strength held.
Course course_of(const Vec3& p, const Vec3& v, bool ballistic) {
  Course course{p, v, {}, {}, {}, !ballistic};
  if (course.straight) return course;
  const double r2 = dot(p, p), r = std::sqrt(r2);
  const double pull = kEarthGravity_m3_s2 / (r2 * r);
  const Vec3 a = free_fall_ecef_m_s2(p, v);

  // d/dt of -k p / r^3 along the flight: -k (v - 3 r' p / r) / r^3, and once more.
  const double outward = dot(p, v) / r2;
  const Vec3 j = -pull * (v - (3.0 * outward) * p) + coriolis(a);
  const double outward_rate = (dot(v, v) + dot(p, a)) / r2 - 2.0 * outward * outward;
  const Vec3 s = -pull * (a - (3.0 * outward_rate) * p - (3.0 * outward) * v) +
                 (3.0 * outward * pull) * (v - (3.0 * outward) * p) + coriolis(j);
  course.half_a = 0.5 * a;
  course.sixth_j = (1.0 / 6.0) * j;
  course.s24 = (1.0 / 24.0) * s;
  return course;
}

/// A place over the ground about the launcher, and how fast range and height change.
struct Place {
  double range_m, height_msl_m, range_rate_m_s, height_rate_m_s;
};

struct Ground {
  Vec3 origin_ecef_m, up_ecef;
  double geoid_m;

  Place place(const Vec3& p, const Vec3& v) const {
    const Vec3 d = p - origin_ecef_m;
    const double up_m = dot(up_ecef, d), up_rate = dot(up_ecef, v);
    const double across2 = dot(d, d) - up_m * up_m;
    const double across_m = std::sqrt(across2 > 1.0 ? across2 : 1.0);
    const double outward = (dot(d, v) - up_m * up_rate) / across_m;

    // Ground range is R atan(across / below); its rate for the iteration only.
    const double below_m = kMeanEarthRadius_m + up_m;
    const double inverse_r2 = 1.0 / dot(p, p);
    const double r = std::sqrt(dot(p, p));
    return {arc_over_ground_m(across_m, up_m),
            detail::height_from_radius_m(r, p.z * p.z * inverse_r2) - geoid_m,
            kMeanEarthRadius_m * (outward * below_m - across_m * up_rate) * inverse_r2,
            dot(p, v) * (r * inverse_r2)};
  }
};

/// `ground_msl_m`: of the launcher, and so, over the smooth earth, everywhere.
bool inside_zone(const InterceptorType& type, const InterceptPoint& at, double ground_msl_m,
                 double target_speed_m_s, bool ballistic) {
  const double range_max_m = ballistic ? type.range_max_ballistic_m : type.range_max_m;
  return at.ground_range_m >= type.range_min_m && at.ground_range_m <= range_max_m &&
         at.height_msl_m - ground_msl_m >= type.altitude_min_m && at.height_msl_m <= type.altitude_max_m &&
         target_speed_m_s <= type.target_speed_max_m_s;
}

/// What is found where target and round come together, or nothing where the round is not allowed, or able, to
/// go.
std::optional<InterceptPoint> meeting(const FlyoutTable& table, const InterceptorType& type, const Vec3& p,
                                      const Vec3& v, const Place& at, double ground_msl_m, bool ballistic,
                                      double delay_s) {
  InterceptPoint result;
  result.p_ecef_m = p;
  result.ground_range_m = at.range_m;
  result.height_msl_m = at.height_msl_m;
  if (!inside_zone(type, result, ground_msl_m, norm(v), ballistic)) return std::nullopt;
  result.time_of_flight_s = table.time_of_flight_s(at.range_m, at.height_msl_m);
  if (result.time_of_flight_s < 0.0) return std::nullopt;
  result.speed_m_s = table.speed_at_m_s(at.range_m, at.height_msl_m);
  result.time_to_intercept_s = delay_s + result.time_of_flight_s;
  return result;
}

}  // namespace

std::optional<InterceptPoint> predict_intercept(const FlyoutTable& table, const InterceptorType& type,
                                                const LocalFrame& launcher, double geoid_undulation_m,
                                                const Vec3& p_target, const Vec3& v_target, bool ballistic,
                                                double delay_s) {
  const Course course = course_of(p_target, v_target, ballistic);
  const Matrix<3, 3>& enu = launcher.ecef_to_enu;
  const Ground ground{launcher.origin_ecef_m, {enu(2, 0), enu(2, 1), enu(2, 2)}, geoid_undulation_m};
  const double ground_msl_m = height_hae_m(launcher.origin_ecef_m) - geoid_undulation_m;

  // Root of f(t) = t - delay - time of flight; f rises wherever the round is the faster of the two.
  double t = delay_s;
  for (int round = 0; round < kRounds; ++round) {
    const Vec3 p = course.at(t), v = course.rate(t);
    const Place at = ground.place(p, v);
    const FlyoutTable::Slope flight = table.slope(at.range_m, at.height_msl_m);
    const double f = t - delay_s - flight.time_s;
    if (std::fabs(f) < kTolerance_s) return meeting(table, type, p, v, at, ground_msl_m, ballistic, delay_s);
    const double rise =
        1.0 - flight.per_range_s_m * at.range_rate_m_s - flight.per_height_s_m * at.height_rate_m_s;
    t -= f / (rise > 0.2 ? rise : 0.2);
    t = t > delay_s ? t : delay_s;
    if (!(t < kLongest_s)) break;
  }
  return std::nullopt;
}

}  // namespace cupola
