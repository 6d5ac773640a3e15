#include "sensing/sensing.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/check.hpp"
#include "core/math.hpp"
#include "sensing/azimuth.hpp"
#include "sensing/cfar.hpp"
#include "sensing/crossings.hpp"
#include "sensing/dwell_beams.hpp"
#include "sensing/end_game.hpp"
#include "sensing/exposure.hpp"
#include "sensing/false_plots.hpp"
#include "sensing/interrogation.hpp"
#include "sensing/jamming.hpp"
#include "sensing/kernels.hpp"
#include "sensing/listening.hpp"
#include "sensing/look_batch.hpp"
#include "sensing/masking.hpp"
#include "sensing/radar_model.hpp"
#include "sensing/resolution.hpp"
#include "sensing/strobes.hpp"

namespace cupola {
namespace {

constexpr double kTurn_rad = 2.0 * math::kPi;
constexpr std::uint32_t kSlicesPerTurn = 16;

// Kinds of looks, so that their luck does not collide.
enum LookKind : std::uint64_t { kSlice = 0, kFrame = 1, kDwell = 2 };

std::uint64_t ordinal_of(LookKind kind, std::uint32_t number) {
  return 4 * static_cast<std::uint64_t>(number) + kind;
}

/// Azimuth of the first face of a rotating radar. A function of time alone, so that a border of two slices
/// has one value.
double beam_azimuth_rad(const RadarState& radar, double period_s, Duration since_start) {
  const double turns = since_start.seconds() / period_s;
  return radar.scan_phase_rad + kTurn_rad * (turns - std::floor(turns));
}

Sweep slice_sweep(const RadarState& state, const RadarType& type, Time start, Time begin, Time end) {
  CUPOLA_CHECK(type.rotation_period_s > 0.0 && type.faces >= 1 && type.faces <= 4 && end > begin);
  Sweep sweep{begin, end};
  sweep.begin_rad = beam_azimuth_rad(state, type.rotation_period_s, begin - start);
  sweep.end_rad = beam_azimuth_rad(state, type.rotation_period_s, end - start);
  sweep.width_rad = kTurn_rad * (end - begin).seconds() / type.rotation_period_s;
  sweep.spacing_rad = kTurn_rad / type.faces;
  sweep.faces = type.faces;
  return sweep;
}

Sweep sector_sweep(double centre_rad, double width_rad, Time begin, Time end) {
  CUPOLA_CHECK(width_rad > 0.0 && end > begin);
  Sweep sweep{begin, end};
  sweep.width_rad = std::min(width_rad, kTurn_rad);
  sweep.begin_rad = centre_rad - 0.5 * sweep.width_rad;
  sweep.end_rad = centre_rad + 0.5 * sweep.width_rad;
  sweep.spacing_rad = kTurn_rad;
  return sweep;
}

/// What all arrays of a radar cover together: a sweep from the first one's edge to the last one's.
Sweep frame_sweep(const RadarModel& radar, double centre_rad, Time begin, Time end) {
  const RadarType& type = radar.site->type;
  if (type.arrays.empty()) return sector_sweep(centre_rad, type.sector_width_rad, begin, end);
  const ArrayFace& first = type.arrays.front();
  const double from_rad = centre_rad + first.azimuth_rad - 0.5 * first.width_rad;
  return sector_sweep(from_rad + 0.5 * type.sector_width_rad, type.sector_width_rad, begin, end);
}

/// NaN never travels: checked at the gate.
void check_plot(const Plot& p) {
  CUPOLA_CHECK(p.range_m > 0.0 && p.range_m < 1e9);
  CUPOLA_CHECK(p.azimuth_rad >= 0.0 && p.azimuth_rad < kTurn_rad);
  CUPOLA_CHECK(std::fabs(p.elevation_rad) <= 2.0);
  CUPOLA_CHECK(p.range_sd_m > 0.0 && p.azimuth_sd_rad > 0.0 && p.elevation_sd_rad > 0.0);
  CUPOLA_CHECK(norm(p.p_radar_ecef_m) < 1e9);
  CUPOLA_CHECK(p.range_sd_m < 1e9 && p.azimuth_sd_rad < 1e9 && p.elevation_sd_rad < 1e9);
}

/// In the order of what was measured; most pairs differ in time or azimuth already.
bool before(const Plot& a, const Plot& b) {
  if (a.time != b.time) return a.time < b.time;
  if (a.azimuth_rad != b.azimuth_rad) return a.azimuth_rad < b.azimuth_rad;
  return std::tie(a.range_m, a.elevation_rad) < std::tie(b.range_m, b.elevation_rad);
}

}  // namespace

void LookResult::clear() {
  batch.plots.clear();
  batch.bearings.clear();
  batch.cued.clear();
  truth.clear();
  bearing_truth.clear();
  looks.clear();
  exposed.clear();
  busiest_array = 0;
  radiated = false;
}

struct Sensing::State {
  State(const Scenario& the_scenario, ReplicateKey key, const RadarModels& models)
      : scenario(&the_scenario),
        kernels(&cupola::kernels()),
        crossings(the_scenario),
        batch(the_scenario.platforms.size()),
        index(the_scenario.platforms.size()),
        met(the_scenario.platforms.size(), 0),
        cursors(the_scenario.platforms.size(), 0),
        jamming(the_scenario),
        listening(the_scenario, key),
        interrogation(the_scenario, key),
        exposure(the_scenario),
        end_games(the_scenario, key) {
    CUPOLA_CHECK(models.size() == the_scenario.radars.size());
    CUPOLA_CHECK(models.empty() || models.front().site == the_scenario.radars.data());
    radars.reserve(models.size());
    for (const RadarModel& model : models) radars.emplace_back(model, the_scenario, key);
  }

  bool board(const World& world, RadarModel& radar, Time begin, Time end, LookResult& result) const;
  void begin(const World& world, const RadarModel& radar, const Sweep& sweep, LookResult& result) const;
  void add_look(const World& world, const SegmentLanes& lanes, const RadarModel& radar, const Sweep& sweep,
                PlatformId platform, double guess_ns);
  void search(const World& world, RadarModel& radar, const Sweep& sweep, LookResult& result);
  void search_with_arrays(const World& world, RadarModel& radar, const Sweep& whole, double centre_rad,
                          LookResult& result);
  void end_search(const RadarModel& radar, const Sweep& sweep, double false_plots, LookResult& result);
  std::size_t busiest_array(const RadarModel& radar, double centre_rad) const;
  void look(const World& world, RadarModel& radar, const Sweep& sweep, LookResult& result);
  void expose(const World& world, const RadarModel& radar, const Sweep& sweep, std::size_t i,
              const LookTruth& seen, LookResult& result) const;
  void take_echo(std::size_t n, const LookTruth& look);
  void hide_masked(const RadarModel& radar, LookResult& result);
  void ask_again(const RadarModel& radar, const std::vector<double>& others);
  void report(const World& world, const RadarModel& radar, bool dedicated, LookResult& result);
  IffReply reply(const World& world, const RadarModel& radar, const std::uint32_t* from,
                 const std::uint32_t* to) const;
  IffReply reply(const World& world, const RadarModel& radar, const Echo& echo) const;
  bool another_answers(const World& world, const RadarModel& radar, const Echo& echo) const;
  void meet_jammers(const World& world, const RadarModel& radar, const Sweep& sweep);
  void add_debris(const World& world, const RadarModel& radar, Time t, LookResult& result);
  void tell_own_place(const RadarModel& radar, PlotBatch& told) const;
  void finish(const RadarModel& radar, LookResult& result);

  const Scenario* scenario;
  const Kernels* kernels;
  std::vector<RadarModel> radars;
  Crossings crossings;
  LookBatch batch;
  std::vector<std::uint32_t> index;   // platforms in a dwell
  std::vector<std::uint32_t> eights;  // of platforms, of whom one at least is there
  std::vector<std::uint64_t> met;     // by PlatformId: the last frame of several arrays in which it was met
  std::uint64_t frames_of_arrays = 0;
  std::vector<std::size_t> cursors;  // of the platforms' paths
  std::vector<CuedBeam> cued;
  std::vector<DwellBeam> beams;
  std::vector<Echo> echoes;
  std::vector<std::size_t> detected, look_of_echo;  // by echo: among the batch, among the result's looks
  Resolver resolver;
  Masking masking;
  std::vector<double> first_sample, masked_snrs, masked_pd;  // by echo
  Jamming jamming;
  Strobes strobes;
  Listening listening;
  Interrogation interrogation;
  ExposureGate exposure;
  EndGames end_games;
  // For sorting.
  std::vector<std::size_t> order;
  std::vector<Plot> sorted_plots;
  std::vector<PlotTruth> sorted_truth;
};

std::shared_ptr<const RadarModels> radar_models_of(const Scenario& scenario) {
  RadarModels models;
  models.reserve(scenario.radars.size());
  for (const RadarSite& site : scenario.radars) models.emplace_back(scenario, site, ReplicateKey{});
  return std::make_shared<const RadarModels>(std::move(models));
}

Sensing::Sensing(const Scenario& scenario, ReplicateKey key)
    : Sensing(scenario, key, *radar_models_of(scenario)) {}
Sensing::Sensing(const Scenario& scenario, ReplicateKey key, const RadarModels& radars)
    : state_(std::make_unique<State>(scenario, key, radars)) {}
Sensing::~Sensing() = default;
Sensing::Sensing(Sensing&&) noexcept = default;

void Sensing::slice(const World& world, RadarId id, std::uint32_t number, Time begin, Time end,
                    LookResult& result) {
  RadarModel& radar = state_->radars[id.index()];
  const RadarType& type = radar.site->type;
  if (!state_->board(world, radar, begin, end, result)) return;
  Sweep sweep = slice_sweep(world.radar(id), type, state_->scenario->start, begin, end);
  sweep.ordinal = ordinal_of(kSlice, number);
  state_->begin(world, radar, sweep, result);
  result.batch.scan = number / kSlicesPerTurn;
  state_->search(world, radar, sweep, result);
  state_->end_search(radar, sweep, type.false_plots_per_scan * type.faces / kSlicesPerTurn, result);
}

void Sensing::frame(const World& world, RadarId id, std::uint32_t number, Time begin, Time end,
                    LookResult& result) {
  RadarModel& radar = state_->radars[id.index()];
  if (!state_->board(world, radar, begin, end, result)) return;
  const double centre_rad = radar.centre_rad(world.radar(id));
  Sweep sweep = frame_sweep(radar, centre_rad, begin, end);
  sweep.ordinal = ordinal_of(kFrame, number);
  state_->begin(world, radar, sweep, result);
  result.batch.scan = number;
  if (radar.site->type.arrays.empty())
    state_->search(world, radar, sweep, result);
  else
    state_->search_with_arrays(world, radar, sweep, centre_rad, result);
  state_->end_search(radar, sweep, radar.site->type.false_plots_per_scan, result);
}

void Sensing::dwells(const World& world, RadarId id, std::uint32_t number, Time t,
                     const std::vector<Cue>& cues, LookResult& result) {
  State& state = *state_;
  RadarModel& radar = state.radars[id.index()];
  if (!state.board(world, radar, t, t, result)) return;
  Sweep sweep{t, t};
  sweep.ordinal = ordinal_of(kDwell, number);
  state.begin(world, radar, sweep, result);
  result.batch.scan = number;
  result.batch.dedicated = true;

  // Who lies in one of the beams?
  point_dwells(radar, world.radar(id), cues, t, state.cued);
  state.beams.clear();
  for (const CuedBeam& cued : state.cued) {
    state.beams.push_back(cued.beam);
    if (result.radiated) result.batch.cued.push_back(cued.cue->track);
  }
  if (result.radiated) result.busiest_array = state.busiest_array(radar, radar.centre_rad(world.radar(id)));
  world.eights_present(t, state.eights);
  const SegmentLanes& lanes = world.segments_at(t, state.eights);
  const DwellTask task{cubic_arrays(lanes),
                       radar.constants.frame,
                       lanes.since_origin_ns(t),
                       {state.eights.data(), state.eights.size()},
                       lanes.count(),
                       state.beams.data(),
                       state.beams.size(),
                       state.index.data()};
  const std::size_t found = state.kernels->dwell(task);

  state.batch.clear();
  for (std::size_t i = 0; i < found; ++i)
    state.add_look(world, lanes, radar, sweep, PlatformId{state.index[i]}, 0.0);
  state.look(world, radar, sweep, result);
  state.report(world, radar, true, result);
  if (result.radiated) state.add_debris(world, radar, t, result);
  state.finish(radar, result);
}

void Sensing::listen(const World& world, RadarId id, std::uint32_t number, Time begin, Time end,
                     LookResult& result) {
  result.clear();
  const PassiveSite& site = state_->scenario->passive(id);
  result.radiated = world.radar(id).radiating(begin);
  PlotBatch& batch = result.batch;
  batch.radar = id;
  batch.begin = begin;
  batch.end = end;
  batch.scan = number;
  batch.dedicated = false;
  batch.faces = 1;
  batch.azimuth_begin_rad = full_turn(site.field_centre_rad - 0.5 * site.type.field_width_rad);
  batch.azimuth_width_rad = result.radiated ? double{site.type.field_width_rad} : 0.0;
  if (result.radiated) state_->listening.hear(world, site, number, end, batch.bearings, result.bearing_truth);
}

void Sensing::note_end_game(RadarId guiding, TrackNumber track, PlatformId platform, bool killed, Time t,
                            std::uint32_t shot_at_target) {
  state_->end_games.note(guiding, track, platform, killed, t, shot_at_target);
}

const Misalignment& Sensing::misalignment(RadarId radar) const {
  return state_->radars[radar.index()].misalignment;
}

/// Goes to where a radar is that is carried. False: it is not there, so that there is nothing to look with.
bool Sensing::State::board(const World& world, RadarModel& radar, Time begin, Time end,
                           LookResult& result) const {
  if (!radar.carried()) return true;
  if (!world.radar_present_within(radar.site->id, begin, end)) {
    result.clear();
    return false;
  }
  const PlatformId carrier = radar.site->carrier;
  radar.carry(*scenario, world.motion(carrier, begin), world.motion(carrier, end), (end - begin).seconds());
  return true;
}

void Sensing::State::begin(const World& world, const RadarModel& radar, const Sweep& sweep,
                           LookResult& result) const {
  const RadarId id = radar.site->id;
  result.clear();
  result.radiated = world.radar(id).radiating(sweep.begin);
  result.batch.radar = id;
  result.batch.begin = sweep.begin;
  result.batch.end = sweep.end;
  result.batch.dedicated = false;
  result.batch.azimuth_begin_rad = full_turn(sweep.begin_rad);
  result.batch.azimuth_width_rad = result.radiated ? sweep.width_rad : 0.0;
  result.batch.faces = sweep.faces;
  result.batch.moves = radar.carried();
  result.batch.p_radar_ecef_m = {};
}

/// Puts a platform on the list, if it is there at all during the sweep. `lanes`: at an instant of the sweep,
/// where most find the segment in which they are met.
void Sensing::State::add_look(const World& world, const SegmentLanes& lanes, const RadarModel& radar,
                              const Sweep& sweep, PlatformId platform, double guess_ns) {
  if (platform == radar.site->carrier || !world.present_within(platform, sweep.begin, sweep.end)) return;
  const RadarTarget& target = radar.targets[platform.index()];
  const Time t = sweep.begin + Duration{static_cast<std::int64_t>(guess_ns)};
  if (lanes.flies_here(platform.index(), t)) return batch.add(platform, lanes, sweep.begin, guess_ns, target);
  const Path& path = scenario->platforms[platform.index()].path;
  std::size_t& cursor = cursors[platform.index()];
  cursor = path.find(t, cursor);
  batch.add(platform, path.segments()[cursor], sweep.begin, guess_ns, target);
}

void Sensing::State::search(const World& world, RadarModel& radar, const Sweep& sweep, LookResult& result) {
  crossings.find(world, radar, sweep, *kernels);
  batch.clear();
  const SegmentLanes& lanes = world.segments();  // the search has brought them to the end
  for (std::size_t i = 0; i < crossings.count(); ++i)
    add_look(world, lanes, radar, sweep, crossings.platform(i), crossings.guess_ns(i));
  look(world, radar, sweep, result);
  strobes.begin();
  meet_jammers(world, radar, sweep);
  report(world, radar, false, result);
}

/// Every array goes over its own part of the sector in the same time.
void Sensing::State::search_with_arrays(const World& world, RadarModel& radar, const Sweep& whole,
                                        double centre_rad, LookResult& result) {
  ++frames_of_arrays;
  strobes.begin();
  for (const ArrayFace& array : radar.site->type.arrays) {
    Sweep part = sector_sweep(centre_rad + array.azimuth_rad, array.width_rad, whole.begin, whole.end);
    part.ordinal = whole.ordinal;
    crossings.find(world, radar, part, *kernels);
    batch.clear();
    const SegmentLanes& lanes = world.segments();
    for (std::size_t i = 0; i < crossings.count(); ++i) {
      std::uint64_t& last = met[crossings.platform(i).index()];
      if (last == frames_of_arrays) continue;
      last = frames_of_arrays;
      add_look(world, lanes, radar, part, crossings.platform(i), crossings.guess_ns(i));
    }
    look(world, radar, part, result);
    meet_jammers(world, radar, part);
    report(world, radar, false, result);
  }
}

/// Of the dwells just pointed, how many has the array that has most?
std::size_t Sensing::State::busiest_array(const RadarModel& radar, double centre_rad) const {
  if (radar.site->type.arrays.empty()) return cued.size();
  std::size_t dwells[kArraysMost] = {}, most = 0;
  for (const CuedBeam& beam : cued) {
    const Vec3& p = beam.p_believed_enu_m;
    most = std::max(most, ++dwells[radar.array_of(math::atan2(p.x, p.y), centre_rad)]);
  }
  return most;
}

/// What noise adds to a search, and the batch is ready.
void Sensing::State::end_search(const RadarModel& radar, const Sweep& sweep, double false_plots,
                                LookResult& result) {
  if (result.radiated) {
    add_false_plots(radar, sweep, false_plots, result.batch.plots);
    const bool asked = radar.site->type.interrogator != Interrogator::none;
    for (std::size_t i = result.truth.size(); i < result.batch.plots.size(); ++i) {
      result.batch.plots[i].iff = asked ? IffReply::silence : IffReply::not_asked;
      result.truth.push_back({PlatformId{}, 0});
    }
    if (!radar.carried())  // a bearing does not say from where
      strobes.report(radar, *scenario, sweep, result.batch.bearings, result.bearing_truth);
  }
  finish(radar, result);
}

/// Runs the kernel over the list and keeps what was seen.
void Sensing::State::look(const World& world, RadarModel& radar, const Sweep& sweep, LookResult& result) {
  const double length_s = (sweep.end - sweep.begin).seconds();
  LookConstants& c = radar.constants;
  c.beam_begin_rad = sweep.begin_rad;
  c.beam_rate_rad_s = length_s > 0.0 ? sweep.width_rad / length_s : 0.0;
  c.beam_spacing_rad = sweep.spacing_rad;
  c.sweep_ns = static_cast<double>((sweep.end - sweep.begin).ns);
  c.begin_since_start_ns = static_cast<double>((sweep.begin - scenario->start).ns);
  c.ordinal = sweep.ordinal;
  radar.face(radar.centre_rad(world.radar(radar.site->id)));
  jamming.felt_by(radar, world, sweep.begin);
  if (batch.count() > 0) batch.look(*kernels, c);

  echoes.clear();
  look_of_echo.clear();
  detected.clear();
  for (std::size_t i = 0; i < batch.count(); ++i) {
    LookTruth seen;
    seen.platform = batch.platform(i);
    seen.radar = radar.site->id;
    seen.time = sweep.begin + Duration{static_cast<std::int64_t>(batch.value(kLookTime, i))};
    if (!world.present(seen.platform, seen.time)) continue;
    seen.radiating = result.radiated;
    seen.in_coverage = batch.is(kInCoverage, i);
    seen.detected = result.radiated && batch.is(kDetected, i);
    seen.line_of_sight = batch.is(kLineOfSight, i) || seen.detected;  // seen round the horizon is in sight
    if (seen.detected) {
      detected.push_back(i);
      look_of_echo.push_back(result.looks.size());
    }
    result.looks.push_back(seen);
    if (exposure.asks_for(seen.platform)) expose(world, radar, sweep, i, seen, result);
  }
  batch.measure(*kernels, c, radar.measures, detected);
  for (std::size_t n = 0; n < batch.echoes(); ++n) take_echo(n, result.looks[look_of_echo[n]]);
  if (radar.site->type.cfar.given() && echoes.size() > 1) hide_masked(radar, result);
}

/// Takes down that it could be looked at, whatever came of it.
void Sensing::State::expose(const World& world, const RadarModel& radar, const Sweep& sweep, std::size_t i,
                            const LookTruth& seen, LookResult& result) const {
  if (!seen.in_coverage || !batch.is(kLineOfSight, i)) return;
  constexpr double kApart_s = 0.1;
  const Motion now = world.motion(seen.platform, seen.time),
               then = world.motion(seen.platform, seen.time + Duration::seconds(kApart_s));
  const Vec3 a_ecef_m_s2 = (1.0 / kApart_s) * (then.v_ecef_m_s - now.v_ecef_m_s);
  ExposedLook look = exposure.look(*kernels, radar, seen, {now.p_ecef_m, now.v_ecef_m_s, a_ecef_m_s2},
                                   batch.value(kLookSnr, i));
  const RadarType& type = radar.site->type;
  const bool turns = type.scan == ScanKind::rotating;
  look.stands_for_s =
      turns ? type.rotation_period_s / type.faces : (sweep.end - sweep.begin).seconds();  // 0: a dwell
  result.exposed.push_back(look);
}

void Sensing::State::take_echo(std::size_t n, const LookTruth& look) {
  Echo e;
  e.platform = look.platform;
  e.time = look.time;
  e.range_m = batch.value(kLookRange, detected[n]);
  e.azimuth_rad = batch.measured(kMeasuredTrueAzimuth, n);
  e.elevation_rad = batch.measured(kMeasuredTrueElevation, n);
  e.measured_range_m = batch.measured(kMeasuredRange, n);
  e.measured_azimuth_rad = batch.measured(kMeasuredAzimuth, n);
  e.measured_elevation_rad = batch.measured(kMeasuredElevation, n);
  e.range_sd_m = batch.measured(kMeasuredRangeSd, n);
  e.azimuth_sd_rad = batch.measured(kMeasuredAzimuthSd, n);
  e.elevation_sd_rad = batch.measured(kMeasuredElevationSd, n);
  e.snr = batch.measured(kMeasuredSnr, n);
  echoes.push_back(e);
}

/// Takes away whom a neighbour in the window of his threshold hides: the look's own draw, asked again of the
/// echo as it seems under the raised threshold. What he is to others stays.
void Sensing::State::hide_masked(const RadarModel& radar, LookResult& result) {
  const RadarType& type = radar.site->type;
  const double scale = scenario->seeing.cell_scale;
  const bool fan = type.pattern.elevation != ElevationPattern::even;
  const std::vector<double>& others =
      masking.others(echoes, {scale * type.range_resolution_m, static_cast<int>(type.cfar.guard),
                              static_cast<int>(type.cfar.cells), scale * type.azimuth_beamwidth_rad,
                              fan ? math::kPi : scale * type.elevation_beamwidth_rad});
  if (std::all_of(others.begin(), others.end(), [](double other) { return other == 0.0; })) return;
  ask_again(radar, others);

  std::size_t kept = 0;
  for (std::size_t n = 0; n < echoes.size(); ++n) {
    const RadarTarget& target = radar.targets[echoes[n].platform.index()];
    Draws draws(ReplicateKey{radar.constants.key}, target.detection_stream, radar.constants.ordinal);
    const double luck = draws.uniform();
    if (others[n] > 0.0 && luck >= std::max(masked_pd[n], radar.constants.pd_least)) {
      result.looks[look_of_echo[n]].merged_away = true;
      continue;
    }
    echoes[kept] = echoes[n];
    look_of_echo[kept++] = look_of_echo[n];
  }
  echoes.resize(kept);
  look_of_echo.resize(kept);
}

void Sensing::State::ask_again(const RadarModel& radar, const std::vector<double>& others) {
  const std::size_t padded = (echoes.size() + 7) / 8 * 8;
  first_sample.assign(padded, 0.0);
  masked_snrs.assign(padded, 0.0);
  masked_pd.resize(padded);
  for (std::size_t n = 0; n < echoes.size(); ++n) {
    const double snr = masked_snr(echoes[n].snr, others[n], static_cast<int>(radar.site->type.cfar.cells));
    first_sample[n] = radar.targets[echoes[n].platform.index()].first_sample;
    masked_snrs[n] = snr;
  }
  kernels->probability(
      {radar.constants.tables, first_sample.data(), masked_snrs.data(), masked_pd.data(), padded});
}

/// Turns echoes into plots: those that run together, what the interrogator heard, what an end game left to
/// see.
void Sensing::State::report(const World& world, const RadarModel& radar, bool dedicated, LookResult& result) {
  const RadarType& type = radar.site->type;
  const double cells = scenario->seeing.cell_scale;
  resolver.group(echoes, {cells * type.range_resolution_m, cells * type.azimuth_beamwidth_rad,
                          cells * type.elevation_beamwidth_rad});
  for (std::size_t g = 0; g < resolver.groups(); ++g) {
    const std::uint32_t* from = resolver.begin(g);
    const std::uint32_t* to = resolver.end(g);
    for (const std::uint32_t* m = from + 1; m < to; ++m) result.looks[look_of_echo[*m]].merged_away = true;

    Plot plot = centroid(echoes, from, to);
    plot.radar = radar.site->id;
    plot.dedicated = dedicated;
    plot.iff = dedicated ? IffReply::not_asked : reply(world, radar, from, to);
    for (const std::uint32_t* m = from; m < to && end_games.any() && plot.end_game == EndGame::nothing; ++m)
      plot.end_game = end_games.mark(world, radar.site->id, echoes[*m].platform, plot.time);
    result.batch.plots.push_back(plot);
    result.truth.push_back({echoes[*from].platform, static_cast<int>(to - from)});
  }
}

/// What is heard from a plot: its strongest contributor, or if that one is silent, the next that is not.
IffReply Sensing::State::reply(const World& world, const RadarModel& radar, const std::uint32_t* from,
                               const std::uint32_t* to) const {
  IffReply heard = IffReply::not_asked;
  for (const std::uint32_t* m = from; m < to; ++m) {
    heard = reply(world, radar, echoes[*m]);
    if (heard != IffReply::silence) return heard;
  }
  return heard;
}

/// With what another answer from the same beam and range leaves of it.
IffReply Sensing::State::reply(const World& world, const RadarModel& radar, const Echo& echo) const {
  const RadarId id = radar.site->id;
  const IffReply heard = interrogation.ask(id, echo.platform, echo.time);
  const bool answered = heard == IffReply::civil || heard == IffReply::national;
  if (!answered || !interrogation.garbles() || !another_answers(world, radar, echo)) return heard;
  return interrogation.garbled(id, echo.platform, radar.constants.ordinal) ? IffReply::silence : heard;
}

bool Sensing::State::another_answers(const World& world, const RadarModel& radar, const Echo& echo) const {
  const auto [sin, cos] = math::sincos(echo.azimuth_rad);
  const double cos_beam = math::cos(radar.site->type.azimuth_beamwidth_rad);
  for (std::size_t i = 0; i < batch.count(); ++i) {
    const double east_m = batch.value(kLookEast, i), north_m = batch.value(kLookNorth, i);
    const double ground_m = std::sqrt(std::fma(east_m, east_m, north_m * north_m));
    if (batch.platform(i) == echo.platform || !batch.is(kLineOfSight, i)) continue;
    if (std::fabs(batch.value(kLookRange, i) - echo.range_m) >= kReplyLength_m) continue;
    if (std::fma(east_m, sin, north_m * cos) < cos_beam * ground_m) continue;
    if (!world.present(batch.platform(i), echo.time)) continue;
    const IffReply other = interrogation.ask(radar.site->id, batch.platform(i), echo.time);
    if (other != IffReply::silence) return true;
  }
  return false;
}

/// Jammers that the beam met in this look.
void Sensing::State::meet_jammers(const World& world, const RadarModel& radar, const Sweep& sweep) {
  const std::vector<PlatformId>& who = jamming.who();
  for (std::size_t i = 0; i < batch.count(); ++i) {
    const auto jammer = std::find(who.begin(), who.end(), batch.platform(i));
    const Time t = sweep.begin + Duration{static_cast<std::int64_t>(batch.value(kLookTime, i))};
    if (jammer == who.end() || !batch.is(kLineOfSight, i) || !world.present(*jammer, t)) continue;
    const Vec3 p_enu_m{batch.value(kLookEast, i), batch.value(kLookNorth, i), batch.value(kLookUp, i)};
    const auto felt = static_cast<std::size_t>(jammer - who.begin());
    const auto& over_noise_m2 = radar.constants.jammers[felt].over_noise_m2;
    strobes.meet(radar, *jammer, t, p_enu_m,
                 *std::max_element(over_noise_m2, over_noise_m2 + radar.constants.arrays));
  }
}

void Sensing::State::add_debris(const World& world, const RadarModel& radar, Time t, LookResult& result) {
  if (!end_games.any()) return;
  end_games.forget_before(t);
  for (const CuedBeam& beam : cued) {
    Plot plot;
    PlatformId platform;
    if (!end_games.debris(world, radar, *beam.cue, beam.p_believed_enu_m, t, plot, platform)) continue;
    result.batch.plots.push_back(plot);
    result.truth.push_back({platform, 0});
  }
}

/// What a radar that is carried says of itself, and its north in all that it says.
void Sensing::State::tell_own_place(const RadarModel& radar, PlotBatch& told) const {
  told.azimuth_begin_rad = full_turn(told.azimuth_begin_rad + radar.north_error_rad);
  told.p_radar_ecef_m = radar.believed_place_ecef_m(0.0);
  for (Plot& plot : told.plots) {
    plot.azimuth_rad = full_turn(plot.azimuth_rad + radar.north_error_rad);
    plot.p_radar_ecef_m = radar.believed_place_ecef_m((plot.time - told.begin).seconds());
  }
}

/// Brings plots and truth into the order of what was measured, and lets nothing pass that is not a number.
void Sensing::State::finish(const RadarModel& radar, LookResult& result) {
  if (radar.carried()) tell_own_place(radar, result.batch);
  if (radar.misalignment.any()) misalign(radar.misalignment, result.batch);
  std::vector<Plot>& plots = result.batch.plots;
  for (const Plot& plot : plots) check_plot(plot);
  CUPOLA_CHECK(result.truth.size() == plots.size());
  if (plots.size() < 2) return;

  order.resize(plots.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return before(plots[a], plots[b]); });
  sorted_plots.clear();
  sorted_truth.clear();
  for (const std::size_t i : order) {
    sorted_plots.push_back(plots[i]);
    sorted_truth.push_back(result.truth[i]);
  }
  plots.swap(sorted_plots);
  result.truth.swap(sorted_truth);
}

}  // namespace cupola
