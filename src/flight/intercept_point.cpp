#include "flight/intercept_point.hpp"

#include <cmath>

#include "earth/horizon.hpp"
#include "flight/gravity.hpp"

namespace cupola {
namespace {

constexpr int kRounds = 10;
constexpr double kTolerance_s = 1e-3;
constexpr double kLongest_s = 1000.0;

/// What a place over the ground follows from: with d from the launcher, p from the centre of the earth, r its size and
/// v the velocity, all earth-fixed.
struct Motion {
  double up_m, up_rate_m_s, d2_m2, dv_m2_s, r_m, inverse_r2, pv_m2_s, z_m;
};

struct Launcher {
  Vec3 origin_ecef_m, up_ecef;

  Motion motion(const Vec3& p, const Vec3& v) const {
    const Vec3 d = p - origin_ecef_m;
    const double p2 = dot(p, p);
    return {dot(up_ecef, d), dot(up_ecef, v), dot(d, d), dot(d, v), std::sqrt(p2), 1.0 / p2, dot(p, v), p.z};
  }
};

/// A target that goes straight on: what squares take of time is worked out once, and the distance from the centre of the
/// earth, which changes by little, follows from its square by a series (to 1e-5 m over 250 km, 4 mm over 100 km of
/// height) in place of a root and a quotient each time.
class StraightCourse {
 public:
  StraightCourse(const Launcher& launcher, const Vec3& p, const Vec3& v)
      : p_(p), v_(v), now_(launcher.motion(p, v)), v2_(dot(v, v)) {}

  Vec3 at(double t) const { return p_ + t * v_; }
  double speed2_m2_s2(double) const { return v2_; }
  Motion motion(double t) const {
    const double gained = t * v2_, dv = now_.dv_m2_s + gained, pv = now_.pv_m2_s + gained;
    const double e = t * (now_.pv_m2_s + pv) * now_.inverse_r2, e2 = e * e;
    const double r = now_.r_m + now_.r_m * (e * (0.5 - 0.125 * e) + e2 * e * (0.0625 - 0.0390625 * e));
    return {now_.up_m + t * now_.up_rate_m_s,
            now_.up_rate_m_s,
            now_.d2_m2 + t * (now_.dv_m2_s + dv),
            dv,
            r,
            now_.inverse_r2 * ((1.0 - e) + e2 * (1.0 - e)),
            pv,
            now_.z_m + t * v_.z};
  }

 private:
  Vec3 p_, v_;
  Motion now_;
  double v2_;
};

Vec3 coriolis(const Vec3& v) { return {2.0 * kEarthRate_rad_s * v.y, -2.0 * kEarthRate_rad_s * v.x, 0.0}; }

/// A target in free fall: a polynomial in time. Its derivatives are those of the central field, with its strength held.
class FallingCourse {
 public:
  FallingCourse(const Launcher& launcher, const Vec3& p, const Vec3& v) : launcher_(launcher), p_(p), v_(v) {
    const double r2 = dot(p, p), r = std::sqrt(r2);
    const double pull = kEarthGravity_m3_s2 / (r2 * r);
    const Vec3 a = free_fall_ecef_m_s2(p, v);

    // d/dt of -k p / r^3 along the flight: -k (v - 3 r' p / r) / r^3, and once more.
    const double outward = dot(p, v) / r2;
    const Vec3 j = -pull * (v - (3.0 * outward) * p) + coriolis(a);
    const double outward_rate = (dot(v, v) + dot(p, a)) / r2 - 2.0 * outward * outward;
    const Vec3 s = -pull * (a - (3.0 * outward_rate) * p - (3.0 * outward) * v) +
                   (3.0 * outward * pull) * (v - (3.0 * outward) * p) + coriolis(j);
    half_a_ = 0.5 * a;
    sixth_j_ = (1.0 / 6.0) * j;
    s24_ = (1.0 / 24.0) * s;
  }

  Vec3 at(double t) const { return p_ + t * (v_ + t * (half_a_ + t * (sixth_j_ + t * s24_))); }
  double speed2_m2_s2(double t) const { return dot(rate(t), rate(t)); }
  Motion motion(double t) const { return launcher_.motion(at(t), rate(t)); }

 private:
  Vec3 rate(double t) const { return v_ + t * (2.0 * half_a_ + t * (3.0 * sixth_j_ + t * (4.0 * s24_))); }

  const Launcher& launcher_;
  Vec3 p_, v_, half_a_, sixth_j_, s24_;
};

/// A place over the ground about the launcher, and how fast range and height change.
struct OverGround {
  double range_m, height_hae_m, range_rate_m_s, height_rate_m_s;
};

OverGround over_ground(const Motion& m) {
  const double across2 = m.d2_m2 - m.up_m * m.up_m;
  const double across_m = std::sqrt(across2 > 1.0 ? across2 : 1.0);

  // Ground range is R atan(across / below) as of arc_over_ground_m; its rate for the iteration only.
  const double below_m = kMeanEarthRadius_m + m.up_m, per_below = 1.0 / below_m;
  const double x = across_m * per_below, x2 = x * x;
  const double outward_m_s = (m.dv_m2_s - m.up_m * m.up_rate_m_s) / across_m;
  return {kMeanEarthRadius_m * x * ((1.0 - x2 * (1.0 / 3.0)) + (x2 * x2) * (0.2 - x2 * (1.0 / 7.0))),
          detail::height_from_radius_m(m.r_m, m.z_m * m.z_m * m.inverse_r2),
          kMeanEarthRadius_m * (outward_m_s * below_m - across_m * m.up_rate_m_s) * m.inverse_r2,
          m.pv_m2_s * (m.r_m * m.inverse_r2)};
}

/// Where is a target that goes straight on met, as far as times of flight rise evenly with distance and height as they
/// do where it is now? Model: with t the time gone by since, b the time by distance, m = 1 - what the height takes,
/// and k what is left of the time at distance 0, (m t - k)^2 = b^2 |d + v t|^2.
/// Returns    seconds; negative: nowhere
double met_straight_on_s(const FlyoutTable::Slope& flight, const Motion& now, const OverGround& at,
                         double v2) {
  const double b = flight.per_range_s_m, m = 1.0 - flight.per_height_s_m * at.height_rate_m_s;
  const double k = flight.time_s - b * at.range_m, b2 = b * b;
  const double q = m * k + b2 * now.dv_m2_s, a = m * m - b2 * v2;
  const double root2 = q * q + a * (b2 * now.d2_m2 - k * k);
  return a > 0.1 && root2 > 0.0 ? (q + std::sqrt(root2)) / a : -1.0;
}

/// `ground_msl_m`: of the launcher, and so, over the smooth earth, everywhere.
bool inside_zone(const InterceptorType& type, double range_m, double height_msl_m, double ground_msl_m,
                 double target_speed2_m2_s2, bool ballistic) {
  const double range_max_m = ballistic ? type.range_max_ballistic_m : type.range_max_m;
  return range_m >= type.range_min_m && range_m <= range_max_m &&
         height_msl_m - ground_msl_m >= type.altitude_min_m && height_msl_m <= type.altitude_max_m &&
         target_speed2_m2_s2 <= type.target_speed_max_m_s * type.target_speed_max_m_s;
}

/// Root of f(t) = t - delay - time of flight; f rises wherever the round is the faster of the two.
template <class Course>
std::optional<InterceptPoint> meet(const Course& course, const FlyoutTable& table,
                                   const InterceptorType& type, double geoid_m, double ground_msl_m,
                                   bool ballistic, double delay_s) {
  double t = delay_s;
  for (int round = 0; round < kRounds; ++round) {
    const Motion motion = course.motion(t);
    const OverGround at = over_ground(motion);
    const double height_msl_m = at.height_hae_m - geoid_m;
    const FlyoutTable::Slope flight = table.slope(at.range_m, height_msl_m);
    const double f = t - delay_s - flight.time_s;
    if (std::fabs(f) < kTolerance_s) {
      if (!inside_zone(type, at.range_m, height_msl_m, ground_msl_m, course.speed2_m2_s2(t), ballistic))
        return std::nullopt;
      const double speed_m_s = table.speed_at_m_s(at.range_m, height_msl_m);
      if (speed_m_s < 0.0) return std::nullopt;
      return InterceptPoint{course.at(t), flight.time_s, delay_s + flight.time_s,
                            at.range_m,   height_msl_m,  speed_m_s};
    }
    if (round == 0 && !ballistic) {
      const double straight_s = met_straight_on_s(flight, motion, at, course.speed2_m2_s2(t));
      if (straight_s >= 0.0) {
        t = delay_s + straight_s;
        continue;
      }
    }
    const double rise =
        1.0 - flight.per_range_s_m * at.range_rate_m_s - flight.per_height_s_m * at.height_rate_m_s;
    t -= f / (rise > 0.2 ? rise : 0.2);
    t = t > delay_s ? t : delay_s;
    if (!(t < kLongest_s)) break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<InterceptPoint> predict_intercept(const FlyoutTable& table, const InterceptorType& type,
                                                const LocalFrame& frame, double geoid_undulation_m,
                                                const Vec3& p_target, const Vec3& v_target, bool ballistic,
                                                double delay_s) {
  const Matrix<3, 3>& enu = frame.ecef_to_enu;
  const Launcher launcher{frame.origin_ecef_m, {enu(2, 0), enu(2, 1), enu(2, 2)}};
  const double ground_msl_m = height_hae_m(frame.origin_ecef_m) - geoid_undulation_m;
  if (ballistic)
    return meet(FallingCourse(launcher, p_target, v_target), table, type, geoid_undulation_m, ground_msl_m,
                true, delay_s);
  return meet(StraightCourse(launcher, p_target, v_target), table, type, geoid_undulation_m, ground_msl_m,
              false, delay_s);
}

}  // namespace cupola
