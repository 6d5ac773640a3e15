#include "flight/route.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"
#include "flight/route_leg.hpp"

namespace cupola {

namespace {

constexpr double kEccentricity2 = kWgs84Flattening * (2.0 - kWgs84Flattening);
constexpr double kStraightStep_s = 10.0, kClimbStep_s = 1.0, kTurnStep_rad = 0.05;
constexpr double kLongestLeg_m = 1.0e7;
constexpr double kShortestLeg_m = 1.0;
constexpr double kMostLead_rad = 2.0;  // a sharper change of course is led as this one and flown wide
constexpr std::size_t kMostKnots = 200'000;

/// Where a body is and which way it goes: the vertical, the level course (both unit vectors), and what is
/// left of the leg.
struct Step {
  Vec3 up_ecef, course_ecef;
  double left_m = 0.0;
};

Step operator+(const Step& a, const Step& b) {
  return {a.up_ecef + b.up_ecef, a.course_ecef + b.course_ecef, a.left_m + b.left_m};
}
Step operator*(double s, const Step& a) { return {s * a.up_ecef, s * a.course_ecef, s * a.left_m}; }

Vec3 vertical(const Geodetic& place) {
  const auto [sin_lat, cos_lat] = math::sincos(place.latitude_rad);
  const auto [sin_lon, cos_lon] = math::sincos(place.longitude_rad);
  return {cos_lat * cos_lon, cos_lat * sin_lon, sin_lat};
}

/// The point of a height on a vertical.
Vec3 point_ecef_m(const Vec3& up, double height_m) {
  const double normal_radius_m = kWgs84SemiMajor_m / std::sqrt(1.0 - kEccentricity2 * up.z * up.z);
  const double equatorial_m = normal_radius_m + height_m;
  return {equatorial_m * up.x, equatorial_m * up.y,
          (normal_radius_m * (1.0 - kEccentricity2) + height_m) * up.z};
}

/// How the vertical turns for one metre along a level course on the ellipsoid.
Vec3 turn_of_vertical(const Vec3& up, const Vec3& course) {
  const double w2 = 1.0 - kEccentricity2 * up.z * up.z;
  const double normal_radius_m = kWgs84SemiMajor_m / std::sqrt(w2);
  const double meridian_radius_m = normal_radius_m * (1.0 - kEccentricity2) / w2;

  // At a pole the radii are equal, so that any direction serves as east.
  const Vec3 across = cross({0.0, 0.0, 1.0}, up);
  const double cos_lat = norm(across);
  const Vec3 east = cos_lat > 1e-12 ? across / cos_lat : Vec3{0.0, 1.0, 0.0};
  const Vec3 north = cross(up, east);
  return dot(course, north) / meridian_radius_m * north + dot(course, east) / normal_radius_m * east;
}

Vec3 level(const Vec3& up, const Vec3& direction) { return direction - dot(direction, up) * up; }

/// Level course towards the foot of another vertical (normal section).
Vec3 course_to(const Vec3& up, const Vec3& up_there) {
  const Vec3 ahead = level(up, point_ecef_m(up_there, 0.0) - point_ecef_m(up, 0.0));
  const double length_m = norm(ahead);
  return length_m > 0.0 ? ahead / length_m : unit(cross(up, {up.y, up.z, -up.x}));  // there: any course
}

/// Ground distance between the feet of two verticals: the arc over their chord.
double ground_distance_m(const Vec3& up, const Vec3& up_there) {
  const double chord_m = norm(point_ecef_m(up_there, 0.0) - point_ecef_m(up, 0.0));
  const double half = std::min(chord_m / (2.0 * kMeanEarthRadius_m), 1.0);
  return 2.0 * kMeanEarthRadius_m * math::asin(half);
}

/// Angle from one level course to another, counter-clockwise seen from above.
double angle_between(const Vec3& up, const Vec3& from, const Vec3& to) {
  return math::atan2(dot(cross(from, to), up), dot(from, to));
}

/// Flies a route waypoint by waypoint and writes its knots.
class Flier {
 public:
  Flier(Time start, const std::vector<Waypoint>& waypoints, const RouteLimits& limits);
  Route fly();

 private:
  double length_of_leg_m(std::size_t to) const { return ground_distance_m(ups_[to - 1], ups_[to]); }
  double turn_m_s2(std::size_t at) const {
    return waypoints_[at].turn_m_s2 > 0.0 ? waypoints_[at].turn_m_s2 : limits_.turn_m_s2;
  }
  double lead_m(std::size_t at) const;
  RouteFault check_leg(std::size_t to) const;
  RouteFault begin_leg(std::size_t to);
  RouteFault fly_leg(const Vec3& up_there);
  RouteFault turn_to(const Vec3& up_there, double turn_m_s2);

  Step rates(const Step& s, double turn_rate_rad_s) const;
  Step advanced(const Step& s, double turn_rate_rad_s, double dt_s) const;
  double time_to_lead_s(const Vec3& up_there) const;
  double time_to_roll_out_s(const Vec3& up_there, double turn_rate_rad_s, double left_rad) const;
  RouteFault advance(double turn_rate_rad_s, double dt_s);
  void write_knot();

  const std::vector<Waypoint>& waypoints_;
  RouteLimits limits_;
  std::vector<Vec3> ups_;  // vertical at each waypoint
  Time now_;
  Step here_;
  RouteLeg leg_;
  Route route_;
  std::size_t knots_ = 0;
};

Flier::Flier(Time start, const std::vector<Waypoint>& waypoints, const RouteLimits& limits)
    : waypoints_(waypoints), limits_(limits), now_(start) {
  for (const Waypoint& w : waypoints) ups_.push_back(vertical(w.place));
}

/// How far before a waypoint its turn begins.
double Flier::lead_m(std::size_t at) const {
  if (at + 1 == ups_.size()) return 0.0;
  const Vec3 arriving = -course_to(ups_[at], ups_[at - 1]), leaving = course_to(ups_[at], ups_[at + 1]);
  const double change_rad = std::min(std::fabs(angle_between(ups_[at], arriving, leaving)), kMostLead_rad);
  const double speed_m_s = waypoints_[at].speed_m_s;
  const double lead = speed_m_s * speed_m_s / turn_m_s2(at) * math::tan(0.5 * change_rad);
  return std::min({lead, 0.5 * length_of_leg_m(at), 0.5 * length_of_leg_m(at + 1)});
}

RouteFault Flier::check_leg(std::size_t to) const {
  if (!(waypoints_[to - 1].speed_m_s > 0.0) || !(waypoints_[to].speed_m_s > 0.0)) return RouteFault::no_speed;
  const double length_m = length_of_leg_m(to);
  if (!(length_m >= kShortestLeg_m)) return RouteFault::leg_too_short;
  return length_m <= kLongestLeg_m ? RouteFault::none : RouteFault::leg_too_long;
}

/// Rates of change of place, course and what is left of the leg.
Step Flier::rates(const Step& s, double turn_rate_rad_s) const {
  const double speed_m_s = leg_.speed_m_s(s.left_m), height_m = leg_.height_m(s.left_m);
  Step rate;
  // The foot is slower than the body by the height over the radius of curvature of the course (Euler).
  const Vec3 turn_ecef = turn_of_vertical(s.up_ecef, s.course_ecef);
  rate.up_ecef = speed_m_s / (1.0 + height_m * dot(turn_ecef, s.course_ecef)) * turn_ecef;
  // On a geodesic the course turns with the vertical only; besides, it turns as it is steered.
  rate.course_ecef =
      turn_rate_rad_s * cross(s.up_ecef, s.course_ecef) - dot(s.course_ecef, rate.up_ecef) * s.up_ecef;
  rate.left_m = -speed_m_s / (1.0 + height_m / kMeanEarthRadius_m);
  return rate;
}

/// One step of Runge-Kutta 4.
Step Flier::advanced(const Step& s, double turn_rate_rad_s, double dt_s) const {
  const Step k1 = rates(s, turn_rate_rad_s);
  const Step k2 = rates(s + 0.5 * dt_s * k1, turn_rate_rad_s);
  const Step k3 = rates(s + 0.5 * dt_s * k2, turn_rate_rad_s);
  const Step k4 = rates(s + dt_s * k3, turn_rate_rad_s);
  Step next = s + dt_s / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4);
  next.up_ecef = unit(next.up_ecef);
  next.course_ecef = unit(level(next.up_ecef, next.course_ecef));
  return next;
}

void Flier::write_knot() {
  const double left_m = here_.left_m;
  const Vec3 velocity_ecef_m_s =
      leg_.speed_m_s(left_m) * here_.course_ecef + leg_.climb_rate_m_s(left_m) * here_.up_ecef;
  route_.path.add_knot(now_, {point_ecef_m(here_.up_ecef, leg_.height_m(left_m)), velocity_ecef_m_s});
  ++knots_;
}

RouteFault Flier::advance(double turn_rate_rad_s, double dt_s) {
  const Duration step = Duration::seconds(dt_s);
  if (step <= Duration{}) return RouteFault::none;
  here_ = advanced(here_, turn_rate_rad_s, step.seconds());
  now_ = now_ + step;
  write_knot();
  return knots_ < kMostKnots ? RouteFault::none : RouteFault::too_long;
}

/// Lays speed and height out between here and the turn at the next waypoint.
RouteFault Flier::begin_leg(std::size_t to) {
  const double left_m = ground_distance_m(here_.up_ecef, ups_[to]), lead = lead_m(to);
  const double speed_m_s = leg_.speed_m_s(here_.left_m), height_m = leg_.height_m(here_.left_m);
  leg_ = {left_m - lead,
          lead,
          speed_m_s,
          waypoints_[to].speed_m_s,
          height_m,
          waypoints_[to].place.height_hae_m,
          {}};
  here_.left_m = left_m;
  return round_climb(leg_, limits_) ? RouteFault::none : RouteFault::too_steep;
}

/// The duration of the step to where the leg ends, by Newton's method.
double Flier::time_to_lead_s(const Vec3& up_there) const {
  const Vec3 there_ecef_m = point_ecef_m(up_there, 0.0);
  double dt_s = (here_.left_m - leg_.lead_m) / leg_.speed_m_s(here_.left_m);
  for (int round = 0; round < 5; ++round) {
    const Step end = advanced(here_, 0.0, dt_s);
    const double ahead_m = dot(there_ecef_m - point_ecef_m(end.up_ecef, 0.0), end.course_ecef);
    const double left_m = std::copysign(ground_distance_m(end.up_ecef, up_there), ahead_m);
    dt_s += (left_m - leg_.lead_m) / leg_.speed_m_s(leg_.lead_m);
  }
  return dt_s;
}

/// Straight to the place where the turn at the next waypoint begins.
RouteFault Flier::fly_leg(const Vec3& up_there) {
  while (here_.left_m - leg_.lead_m > 1e-4) {
    here_.course_ecef = course_to(here_.up_ecef, up_there);
    const double speed_m_s = std::max(leg_.speed_m_s(here_.left_m), leg_.speed_to_m_s);
    const double step_s =
        leg_.bends(here_.left_m, kStraightStep_s * speed_m_s) ? kClimbStep_s : kStraightStep_s;

    const bool last = here_.left_m - leg_.lead_m <= 1.5 * step_s * speed_m_s;
    const RouteFault fault = advance(0.0, last ? time_to_lead_s(up_there) : step_s);
    if (fault != RouteFault::none) return fault;
    here_.left_m = last ? leg_.lead_m : ground_distance_m(here_.up_ecef, up_there);
  }
  return RouteFault::none;
}

/// The duration of the step that ends on the bearing of the next waypoint, which itself moves on meanwhile.
double Flier::time_to_roll_out_s(const Vec3& up_there, double turn_rate_rad_s, double left_rad) const {
  double dt_s = left_rad / turn_rate_rad_s;
  for (int round = 0; round < 8; ++round) {
    const Step end = advanced(here_, turn_rate_rad_s, dt_s);
    dt_s += angle_between(end.up_ecef, end.course_ecef, course_to(end.up_ecef, up_there)) / turn_rate_rad_s;
  }
  return dt_s;
}

/// Level turn at constant speed until the course is that to the next waypoint.
RouteFault Flier::turn_to(const Vec3& up_there, double turn_m_s2) {
  const double speed_m_s = leg_.speed_m_s(here_.left_m), height_m = leg_.height_m(here_.left_m);
  leg_ = {0.0, 0.0, speed_m_s, speed_m_s, height_m, height_m, {}};
  auto bearing_rad = [&] {
    return angle_between(here_.up_ecef, here_.course_ecef, course_to(here_.up_ecef, up_there));
  };

  const double side = bearing_rad() < 0.0 ? -1.0 : 1.0, rate_rad_s = turn_m_s2 / speed_m_s;
  const double step_s = std::min(kClimbStep_s, kTurnStep_rad / rate_rad_s);
  for (double turned_rad = 0.0; turned_rad < 2.0 * math::kPi; turned_rad += rate_rad_s * step_s) {
    // What is left to turn on this side: the same turn goes on past the opposite of the bearing.
    double left_rad = side * bearing_rad();
    if (std::fabs(left_rad) < 1e-7) return RouteFault::none;
    if (left_rad < 0.0) left_rad += 2.0 * math::kPi;

    const bool last = left_rad <= 1.5 * rate_rad_s * step_s;
    const double turn_rate_rad_s = side * rate_rad_s;
    const double dt_s = last ? time_to_roll_out_s(up_there, turn_rate_rad_s, side * left_rad) : step_s;
    const RouteFault fault = advance(turn_rate_rad_s, dt_s);
    if (fault != RouteFault::none || last) return fault;
  }
  return RouteFault::turn_too_wide;
}

Route Flier::fly() {
  auto failed = [&](RouteFault fault, std::size_t at) {
    route_.fault = fault;
    route_.waypoint = at;
    return fault != RouteFault::none;
  };
  if (ups_.size() < 2) return route_.fault = RouteFault::too_few_waypoints, route_;
  for (std::size_t to = 1; to < ups_.size(); ++to)
    if (failed(check_leg(to), to)) return route_;

  const Waypoint& first = waypoints_.front();
  leg_.speed_from_m_s = first.speed_m_s;
  leg_.height_from_m = first.place.height_hae_m;
  here_ = {ups_[0], course_to(ups_[0], ups_[1]), 0.0};
  write_knot();
  for (std::size_t to = 1; to < ups_.size(); ++to) {
    const Time in = now_;
    if (to > 1 && failed(turn_to(ups_[to], turn_m_s2(to - 1)), to)) return route_;
    route_.passages.push_back({in, now_});
    if (failed(begin_leg(to), to) || failed(fly_leg(ups_[to]), to)) return route_;
  }
  route_.passages.push_back({now_, now_});
  return route_;
}

}  // namespace

Route fly_route(Time start, const std::vector<Waypoint>& waypoints, const RouteLimits& limits) {
  CUPOLA_CHECK(limits.turn_m_s2 > 0.0 && limits.steepest_slope > 0.0);
  return Flier(start, waypoints, limits).fly();
}

}  // namespace cupola
