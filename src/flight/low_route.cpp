#include "flight/low_route.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/check.hpp"
#include "earth/horizon.hpp"
#include "flight/height_profile.hpp"

namespace cupola {
namespace {

constexpr int kRounds = 20;        // of raising the ends of stretches
constexpr double kLevel_m = 0.02;  // an end that is raised by less is level
constexpr double kGraze_m = 0.5;   // less is rounding of a height that was written down
constexpr double kStepMost_s = 2.0, kStepLeast_s = 0.1;
constexpr int kFineMost = 64;

/// A run of legs whose both ends are above ground: waypoints `first` to `last`.
struct Stretch {
  std::size_t first, last;
  bool begins, ends;  ///< the route does
};

std::vector<Stretch> stretches_of(const std::vector<LowWaypoint>& waypoints) {
  std::vector<Stretch> all;
  for (std::size_t i = 0; i + 1 < waypoints.size();) {
    std::size_t last = i;
    while (last + 1 < waypoints.size() && waypoints[last].height_agl_m && waypoints[last + 1].height_agl_m)
      ++last;
    if (last > i) all.push_back({i, last, i == 0, last + 1 == waypoints.size()});
    i = std::max(last, i + 1);
  }
  return all;
}

/// What is flown in one stretch: its floor by time, and the profile above it.
struct Low {
  Stretch stretch;
  Time begin, end;
  ProfileLimits limits;
  double step_s = 0.0;
  int fine = 1;
  std::size_t plateau = 0;  ///< level steps before the begin
  std::vector<double> floor_m;
  bool level_ground = true;
  HeightProfile profile;

  bool holds(Time t) const { return begin <= t && t <= end; }
};

class LowFlier {
 public:
  LowFlier(Time start, const std::vector<LowWaypoint>& waypoints, const RouteLimits& limits,
           const RouteGround& ground)
      : start_(start), waypoints_(waypoints), limits_(limits), ground_(ground) {
    for (const LowWaypoint& w : waypoints) {
      plain_.push_back(w.at);
      if (w.height_agl_m) plain_.back().place.height_hae_m = ground_at(w.at.place) + *w.height_agl_m;
    }
  }
  LowRoute fly();

 private:
  double ground_at(const Geodetic& place) const {
    return ground_.height_hae_m(place.latitude_rad, place.longitude_rad);
  }
  std::vector<Waypoint> levelled() const;
  double height_agl_m(const Route& route, const Stretch& stretch, Time t) const;
  Low low_of(const Route& route, const Stretch& stretch) const;
  void find_floor(const Route& route, Low& low) const;
  bool raise_ends(const Low& low);
  Path joined(const Route& route, const std::vector<Low>& lows) const;
  std::optional<GroundHit> hit_of(const Route& route, const std::vector<Low>& lows, std::size_t to) const;
  LowRoute checked(Route route, const std::vector<Low>& lows) const;

  Time start_;
  const std::vector<LowWaypoint>& waypoints_;
  RouteLimits limits_;
  const RouteGround& ground_;
  std::vector<Waypoint> plain_;  // with heights above the ellipsoid
};

/// The waypoints for the way over the ground: inside a stretch all as high as its begin, so that no climb of
/// theirs counts; where another leg adjoins, the heights that it needs.
std::vector<Waypoint> LowFlier::levelled() const {
  std::vector<Waypoint> way = plain_;
  for (const Stretch& s : stretches_of(waypoints_))
    for (std::size_t i = s.first + 1; i <= s.last; ++i)
      if (i < s.last || s.ends) way[i].place.height_hae_m = way[s.first].place.height_hae_m;
  return way;
}

double LowFlier::height_agl_m(const Route& route, const Stretch& stretch, Time t) const {
  std::size_t to = stretch.first + 1;
  while (to < stretch.last && t > route.passages[to].out) ++to;
  const double from_m = *waypoints_[to - 1].height_agl_m, to_m = *waypoints_[to].height_agl_m;
  const Time begin = route.passages[to - 1].out, end = route.passages[to].in;
  if (t <= begin) return from_m;
  if (t >= end) return to_m;
  return from_m + (to_m - from_m) * ((t - begin).seconds() / (end - begin).seconds());
}

/// The floor along the way; before and after it, where another leg adjoins, that leg's end as a plateau.
void LowFlier::find_floor(const Route& route, Low& low) const {
  const std::size_t steps = static_cast<std::size_t>((low.end - low.begin).seconds() / low.step_s + 0.5);
  const std::size_t samples = steps * static_cast<std::size_t>(low.fine);
  std::size_t cursor = 0;
  double first_m = 0.0;
  low.level_ground = true;
  std::vector<double> floor_m;
  for (std::size_t i = 0; i <= samples; ++i) {
    const double into_s = static_cast<double>(i) / low.fine * low.step_s;
    const Time t = i == samples ? low.end : low.begin + Duration::seconds(into_s);
    const double ground_m = ground_at(to_geodetic(route.path.at(t, cursor).p_ecef_m));
    if (i == 0) first_m = ground_m;
    low.level_ground = low.level_ground && ground_m == first_m;
    floor_m.push_back(ground_m + height_agl_m(route, low.stretch, t));
  }
  const std::size_t beyond = low.plateau * static_cast<std::size_t>(low.fine);
  const auto end_m = [&](bool free, double there_m, std::size_t waypoint) {
    return free ? there_m : plain_[waypoint].place.height_hae_m;
  };
  const double first_end_m = end_m(low.stretch.begins, floor_m.front(), low.stretch.first);
  const double last_end_m = end_m(low.stretch.ends, floor_m.back(), low.stretch.last);
  // A plateau goes over into the descent behind it by a push-over that needs no more rounding.
  for (std::size_t i = 0; i <= samples; ++i) {
    const double in_s = static_cast<double>(i) / low.fine * low.step_s;
    const double out_s = static_cast<double>(samples - i) / low.fine * low.step_s;
    if (!low.stretch.begins) floor_m[i] = std::max(floor_m[i], first_end_m - low.limits.push_over_m(in_s));
    if (!low.stretch.ends) floor_m[i] = std::max(floor_m[i], last_end_m - low.limits.push_over_m(out_s));
  }
  low.floor_m.assign(beyond, first_end_m);
  low.floor_m.insert(low.floor_m.end(), floor_m.begin(), floor_m.end());
  low.floor_m.insert(low.floor_m.end(), beyond, last_end_m);
}

Low LowFlier::low_of(const Route& route, const Stretch& stretch) const {
  Low low;
  low.stretch = stretch;
  low.begin = route.passages[stretch.first].in;
  low.end = route.passages[stretch.last].out;

  double slowest_m_s = plain_[stretch.first].speed_m_s, fastest_m_s = slowest_m_s;
  for (std::size_t i = stretch.first; i <= stretch.last; ++i) {
    slowest_m_s = std::min(slowest_m_s, plain_[i].speed_m_s);
    fastest_m_s = std::max(fastest_m_s, plain_[i].speed_m_s);
  }
  const ProfileLimits limits{limits_.steepest_slope * slowest_m_s, limits_.turn_m_s2};
  low.limits = limits;
  // Steps that resolve a pull-up, and that the spline cuts tops by no more than a metre.
  double step_s =
      std::min({std::sqrt(6.0 / limits.acceleration_m_s2), 0.2 * limits.pull_up_s(), kStepMost_s});
  step_s = std::max(step_s, kStepLeast_s);
  const double whole_s = (low.end - low.begin).seconds();
  low.step_s = whole_s / std::ceil(whole_s / step_s);
  low.fine = std::clamp(static_cast<int>(std::ceil(fastest_m_s * low.step_s / ground_.step_m)), 1, kFineMost);
  low.plateau = static_cast<std::size_t>(2.0 * limits.pull_up_s() / low.step_s) + 2;
  find_floor(route, low);
  low.profile = profile_above(low.floor_m, low.fine, low.step_s, limits);
  return low;
}

/// Lifts the ends where other legs adjoin to where the profile is level there; true where one was lifted.
bool LowFlier::raise_ends(const Low& low) {
  bool raised = false;
  const auto raise = [&](std::size_t waypoint, std::size_t from_knot, std::size_t to_knot) {
    double highest_m = 0.0;
    for (std::size_t k = from_knot; k <= to_knot; ++k)
      highest_m = k == from_knot ? low.profile.knot_m(k) : std::max(highest_m, low.profile.knot_m(k));
    double& height_m = plain_[waypoint].place.height_hae_m;
    if (highest_m <= height_m + kLevel_m) return;
    height_m = highest_m;
    raised = true;
  };
  const std::size_t last = low.profile.knots() - 1;
  if (!low.stretch.begins) raise(low.stretch.first, 0, low.plateau);
  if (!low.stretch.ends) raise(low.stretch.last, last - low.plateau, last);
  return raised;
}

/// The way of fly_route with the heights of the profiles: knots of both.
Path LowFlier::joined(const Route& route, const std::vector<Low>& lows) const {
  const std::vector<Path::Segment>& plain = route.path.segments();
  std::size_t next = 0, cursor = 0;
  Path path;
  const auto copy_until = [&](Time t, bool with_it) {
    for (; next < plain.size() && (plain[next].begin < t || (with_it && plain[next].begin == t)); ++next)
      path.add_knot(plain[next].begin, {plain[next].d, plain[next].c});
  };
  for (const Low& low : lows) {
    copy_until(low.begin, false);
    const std::size_t steps = low.profile.knots() - 1 - 2 * low.plateau;
    for (std::size_t k = 0; k <= steps; ++k) {
      const Time t =
          k == steps ? low.end : low.begin + Duration::seconds(static_cast<double>(k) * low.step_s);
      const Motion level = route.path.at(t, cursor);
      Geodetic place = to_geodetic(level.p_ecef_m);
      const LocalFrame frame = LocalFrame::at(place);
      Vec3 v_enu_m_s = frame.ecef_to_enu * level.v_ecef_m_s;
      const double was_m = place.height_hae_m;
      place.height_hae_m = low.profile.knot_m(k + low.plateau);
      // The same way over the ground takes another speed higher up.
      const double scale = (kMeanEarthRadius_m + place.height_hae_m) / (kMeanEarthRadius_m + was_m);
      v_enu_m_s = {v_enu_m_s.x * scale, v_enu_m_s.y * scale, low.profile.knot_climb_m_s(k + low.plateau)};
      path.add_knot(t, {to_ecef(place), transpose(frame.ecef_to_enu) * v_enu_m_s});
    }
    while (next < plain.size() && plain[next].begin <= low.end) ++next;
  }
  copy_until(route.path.end(), false);
  if (path.empty() || path.end() < route.path.end())
    path.add_knot(route.path.end(), route.path.at(route.path.end()));
  return path;
}

/// The deepest point below ground on the way to a waypoint and in the turn there, stretches aside.
std::optional<GroundHit> LowFlier::hit_of(const Route& route, const std::vector<Low>& lows,
                                          std::size_t to) const {
  const Time begin = route.passages[to - 1].out, end = route.passages[to].out;
  std::optional<GroundHit> hit;
  std::size_t cursor = 0;
  const double fastest_m_s = std::max(plain_[to - 1].speed_m_s, plain_[to].speed_m_s);
  const int samples = static_cast<int>((end - begin).seconds() * fastest_m_s / ground_.step_m) + 1;
  for (int i = 0; i <= samples; ++i) {
    const Time t = begin + Duration::seconds((end - begin).seconds() * i / samples);
    if (std::any_of(lows.begin(), lows.end(), [t](const Low& low) { return low.holds(t); })) continue;
    const Geodetic place = to_geodetic(route.path.at(t, cursor).p_ecef_m);
    const double ground_m = ground_at(place), depth_m = ground_m - place.height_hae_m;
    if (depth_m <= (hit ? hit->depth_m : kGraze_m)) continue;
    hit = GroundHit{{place.latitude_rad, place.longitude_rad, ground_m}, depth_m, 0.0};
  }
  if (!hit) return hit;
  Geodetic target = plain_[to].place;
  target.height_hae_m = hit->place.height_hae_m;
  hit->before_m = norm(to_ecef(target) - to_ecef(hit->place));
  return hit;
}

LowRoute LowFlier::checked(Route route, const std::vector<Low>& lows) const {
  LowRoute flown;
  flown.route = std::move(route);
  for (std::size_t to = 1; to < waypoints_.size() && !flown.hit; ++to) {
    flown.hit = hit_of(flown.route, lows, to);
    if (flown.hit) flown.route.waypoint = to;
  }
  return flown;
}

LowRoute LowFlier::fly() {
  const std::vector<Stretch> stretches = stretches_of(waypoints_);
  std::vector<Low> lows;
  for (int round = 0; round < kRounds; ++round) {
    Route route = fly_route(start_, levelled(), limits_);
    if (route.fault != RouteFault::none) return {std::move(route), std::nullopt};
    lows.clear();
    bool level = true, raised = false;
    for (const Stretch& stretch : stretches) {
      lows.push_back(low_of(route, stretch));
      level = level && lows.back().level_ground;
    }
    if (level) break;
    for (const Low& low : lows) raised = raise_ends(low) || raised;
    if (raised && round + 1 < kRounds) continue;
    route.path = joined(route, lows);
    return checked(std::move(route), lows);
  }
  // Over level ground fly_route needs no help.
  Route route = fly_route(start_, plain_, limits_);
  if (route.fault != RouteFault::none) return {std::move(route), std::nullopt};
  return checked(std::move(route), lows);
}

}  // namespace

LowRoute fly_low_route(Time start, const std::vector<LowWaypoint>& waypoints, const RouteLimits& limits,
                       const RouteGround& ground) {
  CUPOLA_CHECK(ground.height_hae_m && ground.step_m > 0.0);
  return LowFlier(start, waypoints, limits, ground).fly();
}

}  // namespace cupola
