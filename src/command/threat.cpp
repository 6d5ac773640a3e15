#include "command/threat.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "command/classification.hpp"
#include "command/correlation.hpp"
#include "command/kinematics.hpp"
#include "core/math.hpp"

namespace cupola {

namespace {

/// A point of a rule for expectations over the standard normal distribution.
struct Point {
  double deviations, weight;
};
/// Nine evenly spaced points: for a smooth integrand that goes on to both sides the error of the trapezoidal rule
/// falls exponentially (Trefethen and Weideman 2014, "The exponentially convergent trapezoidal rule", SIAM Review
/// 56), and a hill as narrow as `near` is not stepped over as between the points of Gauss and Hermite.
constexpr std::array<Point, 9> kNine = {{{0.0, 0.33912897107448425},
                                         {0.85, 0.2363066865537573},
                                         {-0.85, 0.2363066865537573},
                                         {1.7, 0.07994832437723662},
                                         {-1.7, 0.07994832437723662},
                                         {2.55, 0.013133030653426704},
                                         {-2.55, 0.013133030653426704},
                                         {3.4, 0.001047472878337242},
                                         {-3.4, 0.001047472878337242}}};
/// Gauss-Hermite (Abramowitz and Stegun, table 25.10).
constexpr std::array<Point, 3> kThree = {
    {{0.0, 2.0 / 3.0}, {1.7320508075688772, 1.0 / 6.0}, {-1.7320508075688772, 1.0 / 6.0}}};

Vec3 level(const Vec3& v, const Vec3& up) { return v - dot(v, up) * up; }

ClosestApproach approach_in_plane(const Vec3& d, const Vec3& v) {
  const double closing = -dot(d, v), speed2 = dot(v, v);
  if (closing <= 0.0 || speed2 <= 0.0) return {0.0, norm(d)};
  const double time_s = closing / speed2;
  return {time_s, norm(d + time_s * v)};
}

/// Variance of the place along `n` after `t_s` of straight flight.
double variance_after(const Matrix<6, 6>& p, const Vec3& n, double t_s) {
  const double u[6] = {n.x, n.y, n.z, t_s * n.x, t_s * n.y, t_s * n.z};
  double sum = 0.0;
  for (int i = 0; i < 6; ++i) {
    double row = 0.0;
    for (int j = 0; j < 6; ++j) row += p(i, j) * u[j];
    sum += u[i] * row;
  }
  return std::max(sum, 0.0);
}

/// An approach in the horizontal plane at a place; its standard deviations are worked out when they are asked for.
class ApproachInPlane {
 public:
  ApproachInPlane(const ThreatState& track, const Vec3& p_place_ecef_m, const Vec3& up)
      : covariance_(track.covariance),
        up_(up),
        d_(level(track.p_ecef_m - p_place_ecef_m, up)),
        v_(level(track.v_ecef_m_s, up)),
        closest_(approach_in_plane(d_, v_)),
        speed_m_s_(norm(v_)) {}

  double time_s() const { return closest_.time_s; }
  double distance_m() const { return closest_.distance_m; }

  /// It errs across its course when it passes, towards the place or away from it when it does not.
  double sd_m() const {
    Vec3 across;
    if (time_s() > 0.0)
      across = cross(up_, (1.0 / speed_m_s_) * v_);
    else if (const double far_m = norm(d_); far_m > 0.0)
      across = (1.0 / far_m) * d_;
    return std::sqrt(variance_after(covariance_, across, time_s()));
  }
  double time_sd_s() const {
    if (!(time_s() > 0.0)) return 0.0;
    return std::sqrt(variance_after(covariance_, (1.0 / speed_m_s_) * v_, time_s())) / speed_m_s_;
  }

 private:
  const Matrix<6, 6>& covariance_;
  Vec3 up_, d_, v_;
  ClosestApproach closest_;
  double speed_m_s_;
};

}  // namespace

ClosestApproach closest_approach(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, const Vec3& p_asset_ecef_m) {
  return closest_approach(p_ecef_m, v_ecef_m_s, p_asset_ecef_m, vertical_at(p_asset_ecef_m));
}

ClosestApproach closest_approach(const Vec3& p_ecef_m, const Vec3& v_ecef_m_s, const Vec3& p_asset_ecef_m,
                                 const Vec3& up) {
  return approach_in_plane(level(p_ecef_m - p_asset_ecef_m, up), level(v_ecef_m_s, up));
}

UncertainApproach uncertain_approach(const ThreatState& track, const Vec3& p_place_ecef_m) {
  const ApproachInPlane at(track, p_place_ecef_m, vertical_at(p_place_ecef_m));
  return {at.time_s(), at.distance_m(), at.sd_m(), at.time_sd_s()};
}

double expected_lethality(const Doctrine& doctrine, Behaviour behaviour) {
  const ThreatRules& rules = doctrine.threat;
  const auto planned = static_cast<std::size_t>(planned_class(doctrine, behaviour));
  if (behaviour == Behaviour::none) return rules.lethality[planned];
  for (const ClassShares& row : rules.classes) {
    if (row.behaviour != kBehaviours[static_cast<std::size_t>(behaviour)]) continue;
    double sum = 0.0, all = 0.0;
    for (std::size_t c = 0; c < row.share.size(); ++c) {
      sum += row.share[c] * rules.lethality[c];
      all += row.share[c];
    }
    if (all > 0.0) return sum / all;  // drawn figures need not add up to 1
  }
  return rules.lethality[planned];
}

double SteadyScore::read(double score, double play) {
  held = std::clamp(held, score / (1.0 + play), score * (1.0 + play));
  return held;
}

FallSeen FallSeen::of(const Track& track) {
  const Matrix<6, 6>& p = track.covariance;
  const auto of_axes = [&p](int first) {
    return std::sqrt(
        std::max((p(first, first) + p(first + 1, first + 1) + p(first + 2, first + 2)) / 3.0, 0.0));
  };
  return {track.time, track.p_ecef_m, track.v_ecef_m_s, of_axes(0), of_axes(3)};
}

bool FallSeen::foresaw(const FallSeen& now) const {
  constexpr Duration kStands{60'000'000'000};
  if (time == Time{INT64_MIN} || now.time - time > kStands) return false;
  if (2.0 * now.position_sd_m < position_sd_m || 2.0 * now.velocity_sd_m_s < velocity_sd_m_s) return false;
  const double dt_s = (now.time - time).seconds();
  const Vec3 fall = fall_acceleration(p_ecef_m, v_ecef_m_s);
  const Vec3 p_then = p_ecef_m + dt_s * v_ecef_m_s + 0.5 * dt_s * dt_s * fall;
  const Vec3 v_then = v_ecef_m_s + dt_s * fall;
  const auto within = [](const Vec3& off, double sd) { return dot(off, off) <= kGate3 * sd * sd; };
  return within(now.v_ecef_m_s - v_then, velocity_sd_m_s) &&
         within(now.p_ecef_m - p_then, position_sd_m + dt_s * velocity_sd_m_s);
}

ThreatEvaluation::ThreatEvaluation(const ThreatRules& rules, const SmoothEarth& earth,
                                   const std::vector<KnownAsset>& assets)
    : rules_(rules),
      fall_(fall_book(rules, earth)),
      deviations_(math::normal_quantile(rules.sure_to_miss)),
      squared_deviations_(-2.0 * math::log(1.0 - rules.sure_to_miss)) {
  for (const KnownAsset& asset : assets) places_.push_back({asset, vertical_at(asset.p_ecef_m)});
}

double ThreatEvaluation::nearness(double miss_m, double radius_m) const {
  const double beyond = std::max(miss_m - radius_m, 0.0) / rules_.near_m;
  return 1.0 / (1.0 + beyond * beyond);
}

double ThreatEvaluation::urgency(double time_s, double sd_s) const {
  double sum = 0.0;
  for (const Point& q : kThree)
    sum += q.weight / (1.0 + std::max(time_s + q.deviations * sd_s, 0.0) / rules_.soon_s);
  return sum;
}

ThreatEvaluation::Passing ThreatEvaluation::flying(const ThreatState& track, const Place& place) const {
  const ApproachInPlane at(track, place.asset.p_ecef_m, place.up_ecef);
  const double t = at.time_s(), sd_m = std::min(at.sd_m(), double{rules_.doubt_most_m});
  Passing passing{false, t, at.distance_m(), 0.0, 0.0};
  const double beyond_m = at.distance_m() - place.asset.radius_m;
  passing.threatens = beyond_m <= rules_.reach_m + deviations_ * sd_m;
  if (!passing.threatens) return passing;
  passing.urgency = urgency(t, std::min(at.time_sd_s(), 0.5 * t));
  for (const Point& q : kNine)
    passing.nearness +=
        q.weight * nearness(std::fabs(at.distance_m() + q.deviations * sd_m), place.asset.radius_m);
  return passing;
}

ThreatEvaluation::Passing ThreatEvaluation::falling(const ImpactForecast& impact, const Place& place) const {
  const Vec3 to = level(impact.p_ecef_m - place.asset.p_ecef_m, place.up_ecef);
  Passing passing{false, impact.time_s, norm(to), 0.0, urgency(impact.time_s, 0.0)};
  passing.threatens = squared_deviations_to(impact, place.asset.p_ecef_m,
                                            place.asset.radius_m + rules_.burst_m) <= squared_deviations_;
  if (!passing.threatens) return passing;

  // The lower factor of the ellipse.
  const double ee = std::sqrt(std::max(impact.east_m2, 0.0));
  const double ne = ee > 0.0 ? impact.east_north_m2 / ee : 0.0;
  const double nn = std::sqrt(std::max(impact.north_m2 - ne * ne, 0.0));
  const double e = dot(to, impact.east_ecef), n = dot(to, impact.north_ecef);
  for (const Point& a : kNine)
    for (const Point& b : kNine) {
      const double de = e + ee * a.deviations, dn = n + ne * a.deviations + nn * b.deviations;
      passing.nearness += a.weight * b.weight * nearness(std::sqrt(de * de + dn * dn), place.asset.radius_m);
    }
  return passing;
}

ThreatEstimate ThreatEvaluation::evaluate(const ThreatState& track) const {
  ImpactForecast impact;
  if (track.ballistic) {
    impact = forecast_impact(track.p_ecef_m, track.v_ecef_m_s, track.covariance, fall_);
    // Without a covariance, or with one so wide that some of it never falls: as if it were known.
    if (!impact.comes_down) impact = nominal_impact(track.p_ecef_m, track.v_ecef_m_s, fall_);
    // Aloft beyond the longest fall that is reckoned with: far from all that is defended, as far as is known.
    if (!impact.comes_down) return {};
  }
  ThreatEstimate most;
  for (const Place& place : places_) {
    const Passing passing = track.ballistic ? falling(impact, place) : flying(track, place);
    if (!passing.threatens) continue;
    const double score = place.asset.value * passing.nearness * passing.urgency;
    if (most.threatens && score <= most.score) continue;
    most = {true, passing.time_s, passing.miss_m, score};
  }
  return most;
}

double ThreatEvaluation::time_to_go_s(const ThreatState& track) const {
  constexpr double kNotAtAll = std::numeric_limits<double>::infinity();
  if (track.ballistic) {
    const ImpactForecast impact = nominal_impact(track.p_ecef_m, track.v_ecef_m_s, fall_);
    return impact.comes_down ? impact.time_s : kNotAtAll;
  }
  const ThreatEstimate threat = evaluate(track);
  return threat.threatens ? threat.time_to_go_s : kNotAtAll;
}

std::vector<KnownAsset> defended(const OrderOfBattle& own) {
  std::vector<KnownAsset> assets = own.assets;
  if (assets.empty())
    for (const KnownFireUnit& unit : own.fire_units)
      assets.push_back({{}, unit.frame.origin_ecef_m, 0.0, 1.0});
  return assets;
}

std::vector<KnownAsset> fire_units_attacked(const OrderOfBattle& own) {
  std::vector<KnownAsset> units;
  for (const KnownFireUnit& unit : own.fire_units)
    units.push_back({{}, unit.frame.origin_ecef_m, own.doctrine.fire.self_defence_m, 1.0});
  return units;
}

}  // namespace cupola
