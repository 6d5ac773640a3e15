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

constexpr double kThirdSite = 5.0;  // what such a bearing is worth in the choice: about its likelihood ratio
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

/// A bearing that a firm track explains starts nothing; nor does one that speaks for a crossing of two
/// others.
void Tracker::give_to_tracks() {
  const double pd = look_.sensor->detection_probability;
  const double ln_odds = math::log((1.0 - pd) / pd);
  candidates_.clear();
  fits_.clear();
  bearing_taken_.assign(bearing_order_.size(), 0);
  for (std::size_t k = 0; k < bearing_order_.size(); ++k) {
    const Bearing& b = look_.batch->bearings[index(bearing_order_[k])];
    for (int i = 0; index(i) < table_.size(); ++i) {
      const TrackState& state = table_.at(i);
      const bool located = position_trace(state.track.covariance) < kLocated_m * kLocated_m;
      if (!may_be_told(state, look_.channel / 2) || state.dropped || !located) continue;
      const BearingFit f = fit(state, b, look_.sensor->frame, settings_.acceleration_density_m2_s3);
      if (!(f.distance2 < bearing_gate_[f.angles - 1])) continue;
      const double ln_s = math::log(f.determinant) + f.angles * math::log(2.0 * math::kPi);
      const double cost = 0.5 * (f.distance2 + ln_s) + ln_odds + ln_density(f.angles);
      if (!(cost < 0.0)) continue;
      candidates_.push_back({i, static_cast<int>(k), cost, 0.0, {}});
      fits_.push_back(f);
    }
  }
  const std::vector<int>& chosen = association_.solve(candidates_, table_.size(), bearing_order_.size());
  for (std::size_t k = 0; k < chosen.size(); ++k)
    if (chosen[k] >= 0) {
      const Candidate& pair = candidates_[index(chosen[k])];
      bearing_taken_[k] = 1;
      bearing_uses_.push_back({table_.at(pair.track).track.number, bearing_order_[k], {}});
      take_fit(pair.track, fits_[index(chosen[k])], look_.batch->bearings[index(bearing_order_[k])].time,
               pair.cost);
    }
}

void Tracker::take_fit(int position, const BearingFit& fit, Time t, double cost) {
  TrackState& state = table_.at(position);
  const bool was_firm = state.track.confirmed;
  state.track = fit.track;
  state.third_sites += !was_firm;
  renew_free_fall(state);
  if (!track_taken_[index(position)]) count_hit(position, t, cost);  // an echo and a strobe are one look
  state.track.confirmed = was_firm;                                  // only crossings make firm
  track_taken_[index(position)] = 1;
  renew(position);
}

/// Crossings to the tracks that began as such, and to firm ones that have lost their place.
void Tracker::give_crossings() {
  candidates_.clear();
  for (std::size_t k = 0; k < crossed_.size(); ++k)
    for (int i = 0; index(i) < table_.size(); ++i) {
      const TrackState& state = table_.at(i);
      if (state.dropped || track_taken_[index(i)] || !(state.of_bearings || state.track.confirmed)) continue;
      Candidate pair{i, static_cast<int>(k), 0.0, 0.0, {}};
      const double pd = look_.sensor->detection_probability;
      const double odds_per_m3 = 2.0 * settings_.new_plots_per_m3 * (1.0 - pd) / pd;
      if (gate_.weigh(state, crossed_[k].time, crossed_[k].fix.position, odds_per_m3, pair))
        candidates_.push_back(pair);
    }
  crossing_taken_.assign(crossed_.size(), 0);
  taken_.clear();
  for (const int candidate : association_.solve(candidates_, table_.size(), crossed_.size()))
    if (candidate >= 0) taken_.push_back(candidates_[index(candidate)]);
  choose_believed();
  for (const Candidate& pair : taken_) take_crossing(pair);
}

/// Which of the crossings taken may make a track firm: those that together explain the bearings best, each
/// bearing once. Compared in the angles, where all explain the same: densities in space differ by the
/// volumes that the crossings' errors fill.
void Tracker::choose_believed() {
  candidates_.clear();
  for (const Candidate& pair : taken_) {
    const Crossing& crossing = crossed_[index(pair.plot)];
    const double own = invert(crossing.fix.position.covariance_m2).determinant;
    const double misfit =
        pair.innovation.distance2() + math::log(pair.innovation.determinant) - math::log(own);
    candidates_.push_back({static_cast<int>(crossing.rays[1]),
                           static_cast<int>(crossing.rays[0]),
                           0.5 * misfit - kThirdSite * table_.at(pair.track).third_sites - kBelieved,
                           0.0,
                           {}});
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
  update(state.track, state.free_fall_ecef_m_s2, pair.dt_s, settings_.acceleration_density_m2_s3,
         pair.innovation);
  state.track.time = std::max(state.track.time, crossing.time);
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
