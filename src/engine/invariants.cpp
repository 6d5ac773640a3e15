#include "engine/invariants.hpp"

#include <algorithm>
#include <cmath>

#include "flight/flyout_table.hpp"
#include "scenario/rounds_at_start.hpp"

namespace cupola {

namespace {

bool finite(const Vec3& v) { return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z); }
bool probability(double p) { return p >= 0.0 && p <= 1.0; }

bool symmetric(const Matrix<6, 6>& p) {
  // Most are to the last bit, and need no roots.
  bool exactly = true;
  for (int r = 1; r < 6; ++r)
    for (int c = 0; c < r; ++c) exactly &= p(r, c) == p(c, r);
  if (exactly) return true;
  for (int r = 1; r < 6; ++r)
    for (int c = 0; c < r; ++c) {
      const double scale = std::sqrt(std::fabs(p(r, r) * p(c, c)));
      if (!(std::fabs(p(r, c) - p(c, r)) <= 1e-9 * scale)) return false;
    }
  return true;
}

/// By elimination without roots, L D L': all pivots are positive for these matrices alone.
bool positive_definite(const Matrix<6, 6>& p) {
  Matrix<6, 6> left = p;  // below the diagonal: what is not eliminated yet
#pragma GCC unroll 6
  for (int j = 0; j < 6; ++j) {
    const double pivot = left(j, j);
    if (!(pivot > 0.0) || !std::isfinite(pivot)) return false;
    const double inverse = 1.0 / pivot;
#pragma GCC unroll 6
    for (int i = j + 1; i < 6; ++i) {
      const double share = left(i, j) * inverse;
#pragma GCC unroll 6
      for (int k = j + 1; k <= i; ++k) left(i, k) -= share * left(k, j);
    }
  }
  return true;
}

template <class Causes>
std::uint64_t sum_of(const Causes& causes) {
  std::uint64_t sum = 0;
  for (const auto count : causes) sum += static_cast<std::uint64_t>(count);
  return sum;
}

}  // namespace

BrokenLaw broken_by_arrival(Time sent, Time arrival, Duration least) {
  return arrival >= sent + least ? nullptr : "a message takes at least the least latency";
}

BrokenLaw broken_by_sender(const World& world, const Envelope& envelope) {
  if (envelope.from.kind != AddressKind::radar) return nullptr;
  return world.radar_present(RadarId{envelope.from.id}, envelope.sent)
             ? nullptr
             : "a radar says something only while it is there";
}

BrokenLaw broken_by_track(const Track& track) {
  if (!finite(track.p_ecef_m) || !finite(track.v_ecef_m_s)) return "a track is made of numbers";
  if (!symmetric(track.covariance)) return "a covariance is symmetric";
  if (!positive_definite(track.covariance)) return "a covariance is positive definite";
  return nullptr;
}

BrokenLaw broken_by_belief(double is_friend, double is_neutral, double is_hostile) {
  if (!probability(is_friend) || !probability(is_neutral) || !probability(is_hostile))
    return "a probability lies in [0, 1]";
  return std::fabs(is_friend + is_neutral + is_hostile - 1.0) <= 1e-12 ? nullptr : "a posterior sums to 1";
}

BrokenLaw broken_by_decision(const Decision& decision) {
  return probability(decision.hostile_probability) ? nullptr : "a probability lies in [0, 1]";
}

BrokenLaw broken_by_launch(const LaunchState& after) {
  if (!after.works) return "a round leaves only a launcher that works";
  if (after.rounds_left < 0) return "a magazine is not negative";
  return after.in_guidance <= after.missile_channels ? nullptr
                                                     : "rounds in guidance are no more than channels";
}

BrokenLaw broken_by_fire_order(const Order& order, const Geodetic& launcher, const InterceptorType& weapon,
                               const SmoothEarth& earth) {
  if (!finite(order.aim_ecef_m) || !(order.time_of_flight_s > 0.0)) return "a fire order is made of numbers";
  // The post's own test (flight/intercept_point.hpp) allows nothing beyond; it may only round another way. Heights are
  // differences of radii, which doubles hold to 1e-9 m, and the lowest may be 0.
  constexpr double kRounding = 1e-6, kHeightRounding_m = 1e-3;
  const LocalFrame frame = LocalFrame::at(launcher);
  const double range_m = ground_range_m(frame.enu_from_ecef(order.aim_ecef_m));
  const double aim_hae_m = height_hae_m(order.aim_ecef_m);
  const double height_agl_m = aim_hae_m - height_hae_m(frame.origin_ecef_m);
  const double height_msl_m = aim_hae_m - earth.geoid_undulation_m;
  // An order does not say whether the post took its target for ballistic, so the wider of both ranges is held.
  const double most_m = std::max(double{weapon.range_max_m}, double{weapon.range_max_ballistic_m});
  const bool inside = range_m >= weapon.range_min_m * (1.0 - kRounding) &&
                      range_m <= most_m * (1.0 + kRounding) &&
                      height_agl_m >= weapon.altitude_min_m - kHeightRounding_m &&
                      height_msl_m <= weapon.altitude_max_m * (1.0 + kRounding);
  return inside ? nullptr : "a fire order lies inside the zone of its weapon";
}

BrokenLaw broken_by_detection(Time seen, Time death) {
  return seen < death ? nullptr : "nobody is seen after his death";
}

BrokenLaw broken_by_round_end(const Round& round, double life_s, bool ended_before) {
  if (ended_before) return "a round has one end";
  if (!round.ended) return nullptr;  // the run is over before it is
  if (!finite(round.state.p_ecef_m) || !finite(round.state.v_ecef_m_s)) return "a round is made of numbers";
  constexpr double kOneStep_s = 1.0;
  const double flown_s = (round.ended_at - round.launched).seconds();
  return flown_s >= 0.0 && flown_s <= life_s + kOneStep_s ? nullptr : "a round ends within its life";
}

std::vector<RoundBook> loaded_at_start(const Scenario& scenario) {
  std::vector<RoundBook> books(scenario.weapons_true.size());
  for (std::size_t w = 0; w < books.size(); ++w)
    books[w].loaded = static_cast<std::uint64_t>(rounds_at_start(scenario, w));
  return books;
}

BrokenLaw broken_by_rounds(const RoundBook& book) {
  return book.launched + book.left + book.destroyed == book.loaded
             ? nullptr
             : "rounds launched, left and destroyed are those loaded";
}

BrokenLaw broken_by_result(const ReplicateResult& r, std::uint64_t rounds_ended) {
  if (std::uint64_t{r.killed} + r.leaked + r.turned_away + r.unresolved != r.hostiles)
    return "every hostile has one fate";
  if (sum_of(r.ledger.threats) != r.hostiles) return "the ledger has every hostile once";
  if (sum_of(r.ledger.rounds) != rounds_ended) return "the ledger has every round once";
  std::uint64_t fired = 0;
  for (const std::uint32_t rounds : r.rounds_fired) fired += rounds;
  if (fired != rounds_ended) return "every round has an end";
  for (const double share : r.ready_share)
    if (!probability(share)) return "a radar is on for no longer than the run lasts";
  return nullptr;
}

Duration least_latency(const Scenario& scenario, bool between_posts) {
  if (!between_posts) return Duration::seconds(scenario.internal_latency_s);
  double least_s = 1e9;
  for (const Link& link : scenario.links) least_s = std::min(least_s, link.latency_s);
  return Duration::seconds(scenario.links.empty() ? 0.0 : least_s);
}

}  // namespace cupola
