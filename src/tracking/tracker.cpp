#include "tracking/tracker.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "core/check.hpp"
#include "core/math.hpp"
#include "messages/track_number.hpp"
#include "tracking/free_fall.hpp"
#include "tracking/own_motion.hpp"

namespace cupola {

namespace {

std::size_t index(int i) { return static_cast<std::size_t>(i); }

/// What the tracker can reckon with: no radar is perfect, none is clean.
SensorBook reckoned(SensorBook sensor) {
  sensor.detection_probability = std::clamp(sensor.detection_probability, 0.01, 0.99);
  sensor.false_plots_per_m3 = std::max(sensor.false_plots_per_m3, 1e-20);
  CUPOLA_CHECK(sensor.look_interval_s > 0.0 && sensor.track_interval_s > 0.0);
  return sensor;
}

/// Older answers fade, as the target whose plots a track takes may change: about so many questions are remembered, which
/// outlasts a transponder that is not heard for a minute or two.
constexpr int kQuestionsRemembered = 48;

void take_evidence(const Plot& plot, TrackState& state) {
  state.iff_asked += plot.iff != IffReply::not_asked;
  state.iff_civil += plot.iff == IffReply::civil;
  state.iff_national += plot.iff == IffReply::national;
  state.iff_hostile += plot.iff == IffReply::hostile;
  if (state.iff_asked > kQuestionsRemembered)
    for (int* count : {&state.iff_asked, &state.iff_civil, &state.iff_national, &state.iff_hostile})
      *count /= 2;
  if (plot.end_game == EndGame::nothing) return;
  if (state.end_game != EndGame::nothing && plot.time < state.end_game_time) return;
  state.end_game = plot.end_game;
  state.end_game_time = plot.time;
}

}  // namespace

void renew_free_fall(TrackState& state) {
  const Track& track = state.track;
  const bool falls = falls_freely(track.p_ecef_m, track.v_ecef_m_s);
  state.free_fall_ecef_m_s2 = falls ? track_free_fall_ecef_m_s2(track.p_ecef_m, track.v_ecef_m_s) : Vec3{};
}

Tracker::Tracker(PostId owner, const TrackerSettings& settings, std::vector<SensorBook> sensors)
    : owner_(owner),
      settings_(settings),
      life_{settings.initiation_hits, settings.initiation_looks, settings.deletion_misses},
      model_(imm_model(settings.motion, FallRule::by_place)),
      gate_(settings.gate_probability, model_),
      table_(2 * sensors.size(), model_),
      lanes_(model_),
      bearing_gate_{2.0 * math::gamma_p_inverse(0.5, settings.gate_probability),
                    2.0 * math::gamma_p_inverse(1.0, settings.gate_probability)} {
  for (const SensorBook& sensor : sensors) {
    sensors_.push_back(reckoned(sensor));
    for (const double interval_s : {sensor.look_interval_s, sensor.track_interval_s})
      channels_.emplace_back().interval_s = interval_s;
  }
  alignment_ = Alignment(settings.registration, sensors_);
}

void Tracker::process(const PlotBatch& told) {
  table_.remove_dropped();
  const PlotBatch& batch = alignment_.active() ? alignment_.corrected(told, sensor_of(told)) : told;
  open(batch);
  sort_plots();
  to_positions(batch.plots, order_, look_.frame, epoch_, measurements_);
  if (batch.moves) count_own_motion(batch, order_, look_.frame, *look_.sensor, measurements_);
  if (alignment_.active()) alignment_.widen(order_, look_.frame, look_.channel / 2, measurements_);
  odds_per_m3_.clear();
  for (const int i : order_) odds_per_m3_.push_back(odds_per_m3(batch.plots[index(i)]));
  plot_tracks_.assign(batch.plots.size(), 0);
  plot_slots_.resize(batch.plots.size());

  if (batch.dedicated) {
    select_cued();
    associate();
    if (plots_left()) {
      select_others();
      associate();
    }
  } else {
    select_covered();
    associate();
    reconsider_seconds();
  }

  take_bearings();
  decided_.for_each([this](int position) { count_miss(position); });
  table_.drop_silent(seconds(batch.begin));
  start_tracks();
  if (alignment_.active()) learn_alignment();
}

void Tracker::learn_alignment() {
  firm_.clear();
  for (std::size_t i = 0; i < plot_tracks_.size(); ++i) {
    const TrackState* state = track_of_plot(i);
    firm_.push_back(state != nullptr && state->track.confirmed && !state->dropped);
  }
  alignment_.learn(plot_tracks_, firm_);
}

void Tracker::expire(Time now) {
  if (!started_) return;
  table_.remove_dropped();
  table_.drop_silent(seconds(now));
}

const TrackState* Tracker::find(TrackNumber number) const {
  const int position = table_.position_of(number);
  return position < 0 ? nullptr : &table_.at(position);
}

const TrackState* Tracker::track_of_plot(std::size_t plot) const {
  const TrackNumber number = plot_tracks_[plot];
  if (number == 0) return nullptr;
  // A track keeps its slot while others are born.
  const TrackState* noted = table_.in_slot(plot_slots_[plot]);
  return noted != nullptr && noted->track.number == number ? noted : find(number);
}

const Plot& Tracker::plot(int i) const { return look_.batch->plots[index(order_[index(i)])]; }

const Bearing& Tracker::bearing(std::size_t i) const {
  return look_.batch->bearings[index(bearing_order_[i])];
}

// ---- the batch in hand

std::size_t Tracker::sensor_of(const PlotBatch& batch) const {
  const auto sensor = std::find_if(sensors_.begin(), sensors_.end(),
                                   [&](const SensorBook& s) { return s.id == batch.radar; });
  CUPOLA_CHECK(sensor != sensors_.end());
  return static_cast<std::size_t>(sensor - sensors_.begin());
}

void Tracker::open(const PlotBatch& batch) {
  if (!started_) epoch_ = batch.begin;
  started_ = true;
  const std::size_t sensor = sensor_of(batch);
  look_.channel = 2 * sensor + (batch.dedicated ? 1 : 0);
  open_look(batch, sensors_[sensor], epoch_, channels_[look_.channel], look_);
  decided_.clear(table_.size());
  loose_.clear();
  track_taken_.assign(table_.size(), 0);
}

void Tracker::sort_plots() {
  const std::vector<Plot>& plots = look_.batch->plots;
  order_.resize(plots.size());
  std::iota(order_.begin(), order_.end(), 0);
  const auto measured = [](const Plot& p) {
    return std::tuple(p.time, p.azimuth_rad, p.range_m, p.elevation_rad, p.range_sd_m, p.azimuth_sd_rad,
                      p.elevation_sd_rad, p.iff, p.end_game);
  };
  const auto before = [&](int i, int j) {
    const Plot &a = plots[index(i)], &b = plots[index(j)];
    return a.time != b.time ? a.time < b.time : measured(a) < measured(b);
  };
  if (!std::is_sorted(order_.begin(), order_.end(), before)) std::sort(order_.begin(), order_.end(), before);
}

// ---- which tracks are asked

void Tracker::select(int position) {
  selected_.add(position, table_.columns(), table_.slot(position), look_.span, gate_.rule());
}

void Tracker::select_covered() {
  find_met(table_.columns(), look_.span, look_.frame, gate_.rule(), met_);
  near_.clear(table_.size());
  for (const MetTrack& track : met_) {
    const int position = table_.position_in(static_cast<std::size_t>(track.slot));
    near_.add(position);
    if (track.decided) decided_.add(position);
  }
  if (look_.outside)
    for (int i = 0; index(i) < table_.size(); ++i) near_.add(i);

  selected_.clear();
  near_.for_each([this](int position) {
    const ChannelLook& last = table_.look(position, look_.channel);
    const bool had_its_plot = look_.hit_again_s > 0.0 && last.ever_hit() &&
                              look_.span.middle_s - seconds(last.last_hit) < look_.hit_again_s;
    if (!had_its_plot) select(position);
  });
}

void Tracker::select_cued() {
  for (const TrackNumber number : look_.batch->cued) {
    const int position = table_.position_of(number);
    if (position >= 0) decided_.add(position);
  }
  selected_.clear();
  decided_.for_each([this](int position) { select(position); });
}

void Tracker::select_others() {
  selected_.clear();
  for (int i = 0; index(i) < table_.size(); ++i)
    if (!track_taken_[index(i)]) select(i);
}

bool Tracker::plots_left() const {
  return std::find(measurements_.taken.begin(), measurements_.taken.end(), 0) != measurements_.taken.end();
}

// ---- plots to tracks

double Tracker::false_plots_per_m3(const Plot& p) const {
  const SensorBook& sensor = *look_.sensor;
  const double of_noise =
      look_.batch->dedicated ? 0.0 : sensor.false_plots.per_m3(p.range_m, p.elevation_rad);
  return sensor.false_plots_per_m3 + of_noise;
}

double Tracker::odds_per_m3(const Plot& p) const {
  const double beta_per_m3 = false_plots_per_m3(p) + settings_.new_plots_per_m3;
  const double pd = look_.sensor->detection_probability;
  return beta_per_m3 * (1.0 - pd) / pd;
}

void Tracker::associate() {
  candidates_.clear();
  gate_.find(selected_, table_, measurements_, look_.span, odds_per_m3_, lanes_, candidates_);
  const std::vector<int>& chosen = association_.solve(candidates_, table_.size(), measurements_.size);
  for (const int candidate : chosen)
    if (candidate >= 0) {
      const Candidate& pair = candidates_[index(candidate)];
      measure(pair, plot(pair.plot), measurements_.at(index(pair.plot)));
    }
  lanes_.update();
  for (const int candidate : chosen)
    if (candidate >= 0) take_plot(candidates_[index(candidate)]);
}

/// What shows a target breaking up moves nothing.
void Tracker::measure(const Candidate& pair, const Plot& p, const PositionMeasurement& z) {
  if (p.end_game == EndGame::broke_up) return;
  lanes_.measure(pair.lane, z, pair.dt_s);
}

void Tracker::take_plot(const Candidate& candidate) {
  const int position = candidate.track;
  measurements_.taken[index(candidate.plot)] = 1;
  note_plot(candidate.plot, position);
  if (look_.hit_again_s > 0.0 && table_.at(position).hits == 1) remember_second(position, candidate);
  take(position, plot(candidate.plot), candidate);
}

void Tracker::note_plot(int plot, int position) {
  const std::size_t in_batch = index(order_[index(plot)]);
  plot_tracks_[in_batch] = table_.at(position).track.number;
  plot_slots_[in_batch] = table_.slot(position);
}

void Tracker::take(int position, const Plot& p, const Candidate& pair) {
  track_taken_[index(position)] = 1;
  TrackState& state = table_.at(position);
  take_evidence(p, state);
  if (p.end_game == EndGame::broke_up) return;

  lanes_.read(pair.lane, table_.mixture(position), state.track);
  state.track.time = std::max(state.track.time, p.time);
  state.placed = std::max(state.placed, p.time);
  renew_free_fall(state);
  count_hit(position, p.time, pair.cost);
  renew(position);
}

void Tracker::renew(int position) {
  const TrackState& state = table_.at(position);
  const double interval_s = channels_[look_.channel].interval_s;
  const double coast_s = std::max(settings_.coast_most_s, (life_.misses + 1.5) * interval_s);
  // Plots come when their look is over: what the looks to come may say is heard by the end of each.
  const Time heard = std::max(state.last_hit, look_.batch->end);
  const double keep_until_s = state.track.confirmed
                                  ? seconds(state.last_hit) + coast_s
                                  : seconds(heard) + (life_.looks - life_.hits + 1.5) * interval_s;
  table_.renew(position, seconds(state.track.time), keep_until_s);
}

// ---- track life

void Tracker::count_hit(int position, Time t, double cost) {
  TrackState& state = table_.at(position);
  ChannelLook& look = table_.look(position, look_.channel);
  // A plot after all, in the slice after the one in which the track was found missed: one look, not two.
  const bool same_look = look.misses > 0 && (t - look.last_look).seconds() < look_.hit_again_s;
  if (!same_look) {
    ++state.looks;
    state.history <<= 1;
  }
  ++state.hits;
  state.history |= 1u;
  state.misses_in_row = 0;
  state.last_hit = std::max(state.last_hit, t);
  state.last_look = std::max(state.last_look, t);
  look = {t, t, 0};
  if (state.track.confirmed) return;
  state.score += math::log(1.0 - look_.sensor->detection_probability) - cost;
  state.track.confirmed = life_.firm(state.history) && state.score >= settings_.score_least;
}

void Tracker::count_miss(int position) {
  if (track_taken_[index(position)]) return;
  ChannelLook& look = table_.look(position, look_.channel);
  if (!look.ever_hit()) return;
  if ((look_.middle() - look.last_look).seconds() < look_.hit_again_s) return;

  TrackState& state = table_.at(position);
  if (life_.speaks(look)) {
    ++state.looks;
    ++state.misses_in_row;
    state.history <<= 1;
    state.last_look = std::max(state.last_look, look_.batch->end);
  }
  ++look.misses;
  look.last_look = look_.middle();
  if (state.track.confirmed ? lost(position) : life_.hopeless(state.misses_in_row)) table_.drop(position);
}

bool Tracker::lost(int position) const {
  if (table_.at(position).misses_in_row < life_.misses) return false;
  for (std::size_t c = 0; c < channels_.size(); ++c) {
    const ChannelLook& look = table_.look(position, c);
    if (look.ever_hit() && !life_.given_up(look, look_.batch->end, channels_[c].interval_s)) return false;
  }
  return true;
}

// ---- new tracks

void Tracker::start_tracks() {
  born_.clear();
  for (const LoosePlot& loose : loose_)  // given back: of an earlier slice
    if (loose.in_batch < 0 && !loose.placed) born_.push_back(new_track(loose.plot, loose.measurement));
  for (int j = 0; index(j) < measurements_.size; ++j) {
    if (measurements_.taken[index(j)] || plot(j).end_game == EndGame::broke_up) continue;
    born_.push_back(new_track(plot(j), measurements_.at(index(j))));
    plot_tracks_[index(order_[index(j)])] = born_.back().track.number;
  }
  start_tracks_of_crossings();
  table_.insert(born_, look_.channel, [this](int position) { renew(position); });
}

TrackState Tracker::track_at(Time t, const PositionMeasurement& z, double speed_most_m_s) {
  TrackState state;
  state.track.number = next_number();
  state.track.owner = owner_;
  state.track.time = state.born = state.last_hit = state.last_look = state.placed = t;
  state.track.p_ecef_m = z.z_ecef_m;
  const Matrix<3, 3> pp = full(z.covariance_m2);
  for (int i = 0; i < 3; ++i) {
    for (int k = 0; k < 3; ++k) state.track.covariance(i, k) = pp(i, k);
    state.track.covariance(i + 3, i + 3) = speed_most_m_s * speed_most_m_s / gate_.chi_square();
  }
  renew_free_fall(state);
  state.hits = state.looks = 1;
  state.history = 1;
  return state;
}

TrackState Tracker::new_track(const Plot& p, const PositionMeasurement& z) {
  TrackState state = track_at(p.time, z, settings_.speed_most_m_s);
  // One plot is more likely false than not, but a hundred to one is the most that is held against it.
  const double odds = settings_.new_plots_per_m3 / false_plots_per_m3(p);
  state.score = math::log(std::clamp(odds, 0.01, 1.0));
  state.track.confirmed = life_.hits <= 1;
  take_evidence(p, state);
  return state;
}

TrackNumber Tracker::next_number() {
  const PlotBatch& batch = *look_.batch;
  TrackNumber& last = channels_[look_.channel].last_number;
  // Slices of one turn may share its number; then the count goes on.
  last = std::max(last + 1, track_number({owner_, batch.radar, batch.scan, batch.dedicated, 1}));
  return last;
}

}  // namespace cupola
