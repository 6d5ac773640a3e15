#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/math.hpp"
#include "tracking/bearing_update.hpp"
#include "tracking/tracker.hpp"

namespace cupola {

namespace {

// A track whose place is less sure than this is no longer one that a direction can be held against.
constexpr double kLocated_m = 20'000.0;
// Of sources that jam or radiate for minutes: aircraft.
constexpr double kSourceSpeedMost_m_s = 1'000.0;
// What is held against a crossing at birth: it is more likely a ghost than not.
constexpr double kGhostOdds = 0.01;
// More than any misfit within the gate: of two ways to explain the bearings, that of more sources.
constexpr double kBelieved = 50.0;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

double position_trace(const Matrix<6, 6>& c) { return c(0, 0) + c(1, 1) + c(2, 2); }

constexpr double kCrossingAngle_rad = CrossingRule{}.angle_least_rad;
constexpr double kThirdSite = 5.0;  // what such a bearing is worth in the choice: about its likelihood ratio
constexpr double kLn2PiCubed = 5.513631199228036;  // ln (2 pi)^3
constexpr std::size_t kSitesMost = 64;

std::uint64_t site_bit(std::size_t sensor) { return sensor < kSitesMost ? std::uint64_t{1} << sensor : 0; }

/// May a bearing of this site speak for it? For firm tracks each; for tentative ones a third site's.
bool may_be_told(const TrackState& state, std::size_t sensor) {
  return state.track.confirmed ||
         (state.of_bearings && sensor < kSitesMost && !(state.sites & site_bit(sensor)));
}

/// ln of the density of directions that belong to no track: one a look, all round and up to 30 degrees.
double ln_density(int angles) { return angles == 2 ? -1.19 : -1.838; }

}  // namespace

void Tracker::sort_bearings() {
  const std::vector<Bearing>& bearings = look_.batch->bearings;
  bearing_order_.resize(bearings.size());
  for (std::size_t i = 0; i < bearings.size(); ++i) bearing_order_[i] = static_cast<int>(i);
  const auto key = [&](int i) {
    const Bearing& b = bearings[index(i)];
    return std::tuple(b.time, b.azimuth_rad, b.elevation_rad, b.azimuth_sd_rad, b.elevation_sd_rad);
  };
  std::sort(bearing_order_.begin(), bearing_order_.end(), [&](int a, int b) { return key(a) < key(b); });
}

void Tracker::take_bearings() {
  bearing_uses_.clear();
  crossed_.clear();
  if (look_.batch->bearings.empty()) return;
  sort_bearings();
  crossings_.open(sensors_, look_.batch->end);
  give_to_tracks();
  const std::size_t sensor = look_.channel / 2;
  for (std::size_t k = 0; k < bearing_order_.size(); ++k)
    if (!bearing_taken_[k])
      crossings_.hold(look_.batch->bearings[index(bearing_order_[k])], sensor, look_.batch->scan,
                      bearing_order_[k]);
  crossed_ = crossings_.cross_all(sensors_);
  give_crossings();
}

/// Does a line from this site to the track cross the one by which it was last told, and not long ago?
bool Tracker::crosses_last(const TrackState& state) const {
  if (state.told == Time{INT64_MIN} || (look_.batch->begin - state.told).seconds() > settings_.coast_most_s)
    return false;
  const Vec3 here = state.track.p_ecef_m - look_.sensor->frame.origin_ecef_m,
             there = state.track.p_ecef_m - state.told_from_ecef_m;
  const double cosine = dot(here, there) / std::max(norm(here) * norm(there), 1.0);
  return cosine < math::cos(kCrossingAngle_rad);
}

/// The pairs of a bearing and a track that it may speak of, each with a lane.
void Tracker::find_told() {
  selected_.clear();
  for (int i = 0; index(i) < table_.size(); ++i) {
    const TrackState& state = table_.at(i);
    const bool located = position_trace(state.track.covariance) < kLocated_m * kLocated_m;
    const double unplaced_s = (look_.batch->begin - state.placed).seconds();
    const bool alone = unplaced_s > settings_.alone_most_s && !crosses_last(state);
    if (may_be_told(state, look_.channel / 2) && !state.dropped && located && !alone) select(i);
  }
  candidates_.clear();
  lanes_.clear();
  const LocalFrame& site = look_.sensor->frame;
  for (std::size_t k = 0; k < bearing_order_.size(); ++k) {
    const Bearing& b = bearing(k);
    const double dt_s = seconds(b.time) - look_.span.middle_s;
    for (std::size_t i = 0; i < selected_.size(); ++i) {
      const Vec3 p = Vec3{selected_.x[i], selected_.y[i], selected_.z[i]} +
                     dt_s * Vec3{selected_.vx[i], selected_.vy[i], selected_.vz[i]};
      const double reach_m = std::sqrt(gate_.chi_square() * selected_.spread2[i]);
      if (!may_point_at(p, reach_m, b, site, gate_.chi_square())) continue;
      const int position = selected_.position[i];
      const double after_s = (b.time - table_.at(position).track.time).seconds();
      const int lane = lanes_.add(table_.mixture(position), after_s);
      candidates_.push_back({position, static_cast<int>(k), 0.0, 0.0, lane, after_s});
    }
  }
}

/// A bearing that a firm track explains starts nothing; nor does one that speaks for a crossing of two
/// others.
void Tracker::give_to_tracks() {
  find_told();
  lanes_.predict();
  angles_.clear();
  angle_distance2_.assign(candidates_.size(), 0.0);
  for (const Candidate& pair : candidates_) {
    const Bearing& b = bearing(index(pair.plot));
    const double late_s = std::min((b.time - table_.at(pair.track).track.time).seconds(), 0.0);
    angles_.push_back(angles_at(lanes_.predicted_place_ecef_m(pair.lane, late_s), b, look_.sensor->frame));
  }
  for (int nth = 0; nth < 2; ++nth) {
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const Candidate& pair = candidates_[i];
      if (nth < angles_[i].count) lanes_.measure_angle(pair.lane, angles_[i].angle[nth], pair.dt_s);
    }
    lanes_.take_angles();
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (nth >= angles_[i].count) continue;
      candidates_[i].cost -= math::log(std::max(lanes_.likelihood(candidates_[i].lane), 1e-300));
      angle_distance2_[i] += lanes_.angle_distance2(candidates_[i].lane);
    }
  }

  const double pd = look_.sensor->detection_probability;
  const double ln_odds = math::log((1.0 - pd) / pd);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    Candidate pair = candidates_[i];
    pair.cost += ln_odds + ln_density(angles_[i].count);
    if (angle_distance2_[i] < bearing_gate_[angles_[i].count - 1] && pair.cost < 0.0)
      candidates_[kept++] = pair;
  }
  candidates_.resize(kept);
  bearing_taken_.assign(bearing_order_.size(), 0);
  const std::vector<int>& chosen = association_.solve(candidates_, table_.size(), bearing_order_.size());
  for (std::size_t k = 0; k < chosen.size(); ++k)
    if (chosen[k] >= 0) {
      const Candidate& pair = candidates_[index(chosen[k])];
      bearing_taken_[k] = 1;
      bearing_uses_.push_back({table_.at(pair.track).track.number, bearing_order_[k], {}});
      take_bearing(pair);
    }
}

void Tracker::take_bearing(const Candidate& pair) {
  TrackState& state = table_.at(pair.track);
  const Time t = bearing(index(pair.plot)).time;
  const bool was_firm = state.track.confirmed;
  lanes_.read(pair.lane, table_.mixture(pair.track), state.track);
  state.track.time = std::max(state.track.time, t);
  if (crosses_last(state)) state.placed = std::max(state.placed, t);
  state.told_from_ecef_m = look_.sensor->frame.origin_ecef_m;
  state.told = std::max(state.told, t);
  state.third_sites += !was_firm;
  renew_free_fall(state);
  if (!track_taken_[index(pair.track)])
    count_hit(pair.track, t, pair.cost);  // an echo and a strobe: one look
  state.track.confirmed = was_firm;       // only crossings make firm
  track_taken_[index(pair.track)] = 1;
  renew(pair.track);
}

/// Crossings to the tracks that began as such, and to firm ones that have lost their place.
void Tracker::give_crossings() {
  crossing_taken_.assign(crossed_.size(), 0);
  taken_.clear();
  if (crossed_.empty()) return;
  weigh_crossings();
  const std::vector<int>& chosen = association_.solve(candidates_, table_.size(), crossed_.size());
  for (const int candidate : chosen)
    if (candidate >= 0) taken_.push_back(candidates_[index(candidate)]);
  for (const Candidate& pair : taken_) {
    const Crossing& crossing = crossed_[index(pair.plot)];
    lanes_.measure(pair.lane, crossing.fix.position, pair.dt_s);
  }
  lanes_.update();
  choose_believed();
  for (const Candidate& pair : taken_) take_crossing(pair);
}

/// As if they were plots of one look.
void Tracker::weigh_crossings() {
  crossing_columns_.resize(crossed_.size());
  CoveredSpan span = look_.span;
  for (std::size_t k = 0; k < crossed_.size(); ++k) {
    crossing_columns_.set(k, crossed_[k].fix.position, crossed_[k].time, seconds(crossed_[k].time));
    span.half_length_s = std::max(span.half_length_s, std::fabs(crossing_columns_.time_s[k] - span.middle_s));
  }
  selected_.clear();
  for (int i = 0; index(i) < table_.size(); ++i) {
    const TrackState& state = table_.at(i);
    if (state.dropped || track_taken_[index(i)] || !(state.of_bearings || state.track.confirmed)) continue;
    selected_.add(i, table_.columns(), table_.slot(i), span, gate_.rule());
  }
  const double pd = look_.sensor->detection_probability;
  crossing_odds_.assign(crossed_.size(), 2.0 * settings_.new_plots_per_m3 * (1.0 - pd) / pd);
  candidates_.clear();
  gate_.find(selected_, table_, crossing_columns_, span, crossing_odds_, lanes_, candidates_);
}

/// Which of the crossings taken may make a track firm: those that together explain the bearings best, each
/// bearing once. Compared in the angles, where all explain the same: densities in space differ by the
/// volumes that the crossings' errors fill.
void Tracker::choose_believed() {
  candidates_.clear();
  for (const Candidate& pair : taken_) {
    const Crossing& crossing = crossed_[index(pair.plot)];
    const double own = invert(crossing.fix.position.covariance_m2).determinant;
    const double misfit = -2.0 * math::log(pair.density_per_m3) - kLn2PiCubed - math::log(own);
    candidates_.push_back({static_cast<int>(crossing.rays[1]), static_cast<int>(crossing.rays[0]),
                           0.5 * misfit - kThirdSite * table_.at(pair.track).third_sites - kBelieved, 0.0,
                           -1});
  }
  std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.plot, a.track) < std::tuple(b.plot, b.track);
  });
  const std::size_t held = crossings_.held().size();
  const std::vector<int>& chosen = association_.solve(candidates_, held, held);
  crossing_believed_.assign(crossed_.size(), 0);
  for (const Candidate& pair : taken_) {
    const std::vector<std::size_t>& rays = crossed_[index(pair.plot)].rays;
    const int best = chosen[rays[0]];
    crossing_believed_[index(pair.plot)] =
        best >= 0 && candidates_[index(best)].track == static_cast<int>(rays[1]);
  }
}

void Tracker::take_crossing(const Candidate& pair) {
  const Crossing& crossing = crossed_[index(pair.plot)];
  TrackState& state = table_.at(pair.track);
  crossing_taken_[index(pair.plot)] = 1;
  track_taken_[index(pair.track)] = 1;
  const bool was_firm = state.track.confirmed;
  lanes_.read(pair.lane, table_.mixture(pair.track), state.track);
  state.track.time = std::max(state.track.time, crossing.time);
  state.placed = std::max(state.placed, crossing.time);
  renew_free_fall(state);
  count_hit(pair.track, crossing.time, pair.cost);
  const bool believed = crossing_believed_[index(pair.plot)] && !is_spent(crossing);
  state.track.confirmed = was_firm || (state.track.confirmed && believed);
  if (state.track.confirmed)
    for (const std::size_t ray : crossing.rays) crossings_.held()[ray].spent = true;
  renew(pair.track);
  note_crossing(crossing, state.track.number);
}

/// Does a firm track stand behind one of its bearings?
bool Tracker::is_spent(const Crossing& crossing) {
  return std::any_of(crossing.rays.begin(), crossing.rays.end(),
                     [&](std::size_t ray) { return crossings_.held()[ray].spent; });
}

void Tracker::note_crossing(const Crossing& crossing, TrackNumber number) {
  BearingUse use{number, crossings_.held()[crossing.rays.front()].in_batch, {}};
  for (std::size_t i = 1; i < crossing.rays.size(); ++i)
    use.crossed_with.push_back(crossings_.held()[crossing.rays[i]].bearing);
  bearing_uses_.push_back(use);
}

/// A crossing that no track has taken, unless a firm one stands behind one of its bearings already.
void Tracker::start_tracks_of_crossings() {
  for (std::size_t k = 0; k < crossed_.size(); ++k) {
    const Crossing& crossing = crossed_[k];
    if (crossing_taken_[k] || is_spent(crossing)) continue;
    TrackState state = track_at(crossing.time, crossing.fix.position, kSourceSpeedMost_m_s);
    state.of_bearings = true;
    for (const std::size_t ray : crossing.rays) state.sites |= site_bit(crossings_.held()[ray].sensor);
    state.score = math::log(kGhostOdds);
    born_.push_back(state);
    note_crossing(crossing, state.track.number);
  }
}

}  // namespace cupola
