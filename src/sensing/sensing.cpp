#include "sensing/sensing.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/check.hpp"
#include "core/math.hpp"
#include "sensing/azimuth.hpp"
#include "sensing/crossings.hpp"
#include "sensing/dwell_beams.hpp"
#include "sensing/end_game.hpp"
#include "sensing/false_plots.hpp"
#include "sensing/interrogation.hpp"
#include "sensing/jamming.hpp"
#include "sensing/kernels.hpp"
#include "sensing/listening.hpp"
#include "sensing/look_batch.hpp"
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

Sweep frame_sweep(const RadarState& state, const RadarType& type, Time begin, Time end) {
  CUPOLA_CHECK(type.sector_width_rad > 0.0 && end > begin);
  Sweep sweep{begin, end};
  sweep.width_rad = std::min<double>(type.sector_width_rad, kTurn_rad);
  sweep.begin_rad = state.sector_centre_rad - 0.5 * sweep.width_rad;
  sweep.end_rad = state.sector_centre_rad + 0.5 * sweep.width_rad;
  sweep.spacing_rad = kTurn_rad;
  return sweep;
}

/// NaN never travels: checked at the gate.
void check_plot(const Plot& p) {
  CUPOLA_CHECK(p.range_m > 0.0 && p.range_m < 1e9);
  CUPOLA_CHECK(p.azimuth_rad >= 0.0 && p.azimuth_rad < kTurn_rad);
  CUPOLA_CHECK(std::fabs(p.elevation_rad) <= 2.0);
  CUPOLA_CHECK(p.range_sd_m > 0.0 && p.azimuth_sd_rad > 0.0 && p.elevation_sd_rad > 0.0);
  CUPOLA_CHECK(p.range_sd_m < 1e9 && p.azimuth_sd_rad < 1e9 && p.elevation_sd_rad < 1e9);
}

auto measured(const Plot& p) { return std::tuple(p.time, p.azimuth_rad, p.range_m, p.elevation_rad); }

}  // namespace

void LookResult::clear() {
  batch.plots.clear();
  batch.bearings.clear();
  batch.cued.clear();
  truth.clear();
  bearing_truth.clear();
  looks.clear();
  radiated = false;
}

struct Sensing::State {
  State(const Scenario& the_scenario, ReplicateKey key)
      : scenario(&the_scenario),
        kernels(&cupola::kernels()),
        crossings(the_scenario),
        batch(the_scenario.platforms.size()),
        index(the_scenario.platforms.size()),
        cursors(the_scenario.platforms.size(), 0),
        jamming(the_scenario),
        listening(the_scenario, key),
        interrogation(the_scenario, key),
        end_games(the_scenario, key) {
    radars.reserve(the_scenario.radars.size());
    for (const RadarSite& site : the_scenario.radars) radars.emplace_back(the_scenario, site, key);
  }

  void begin(const World& world, const RadarModel& radar, const Sweep& sweep, LookResult& result) const;
  void add_look(const World& world, const RadarModel& radar, const Sweep& sweep, PlatformId platform,
                double guess_ns);
  void search(const World& world, RadarModel& radar, const Sweep& sweep, double false_plots,
              LookResult& result);
  void look(const World& world, RadarModel& radar, const Sweep& sweep, LookResult& result);
  void take_echo(std::size_t n, const LookTruth& look);
  void report(const World& world, const RadarModel& radar, bool dedicated, LookResult& result);
  IffReply reply(const RadarModel& radar, const std::uint32_t* from, const std::uint32_t* to) const;
  void add_strobes(const World& world, const RadarModel& radar, const Sweep& sweep, LookResult& result);
  void add_debris(const World& world, const RadarModel& radar, Time t, LookResult& result);
  void finish(LookResult& result);

  const Scenario* scenario;
  const Kernels* kernels;
  std::vector<RadarModel> radars;
  Crossings crossings;
  LookBatch batch;
  std::vector<std::uint32_t> index;  // platforms in a dwell
  std::vector<std::size_t> cursors;  // of the platforms' paths
  std::vector<CuedBeam> cued;
  std::vector<DwellBeam> beams;
  std::vector<Echo> echoes;
  std::vector<std::size_t> detected, look_of_echo;  // by echo: among the batch, among the result's looks
  Resolver resolver;
  Jamming jamming;
  Strobes strobes;
  Listening listening;
  Interrogation interrogation;
  EndGames end_games;
  // For sorting.
  std::vector<std::size_t> order;
  std::vector<Plot> sorted_plots;
  std::vector<PlotTruth> sorted_truth;
};

Sensing::Sensing(const Scenario& scenario, ReplicateKey key)
    : state_(std::make_unique<State>(scenario, key)) {}
Sensing::~Sensing() = default;
Sensing::Sensing(Sensing&&) noexcept = default;

void Sensing::slice(const World& world, RadarId id, std::uint32_t number, Time begin, Time end,
                    LookResult& result) {
  RadarModel& radar = state_->radars[id.index()];
  const RadarType& type = radar.site->type;
  Sweep sweep = slice_sweep(world.radar(id), type, state_->scenario->start, begin, end);
  sweep.ordinal = ordinal_of(kSlice, number);
  state_->begin(world, radar, sweep, result);
  result.batch.scan = number / kSlicesPerTurn;
  state_->search(world, radar, sweep, type.false_plots_per_scan * type.faces / kSlicesPerTurn, result);
}

void Sensing::frame(const World& world, RadarId id, std::uint32_t number, Time begin, Time end,
                    LookResult& result) {
  RadarModel& radar = state_->radars[id.index()];
  Sweep sweep = frame_sweep(world.radar(id), radar.site->type, begin, end);
  sweep.ordinal = ordinal_of(kFrame, number);
  state_->begin(world, radar, sweep, result);
  result.batch.scan = number;
  state_->search(world, radar, sweep, radar.site->type.false_plots_per_scan, result);
}

void Sensing::dwells(const World& world, RadarId id, std::uint32_t number, Time t,
                     const std::vector<Cue>& cues, LookResult& result) {
  State& state = *state_;
  RadarModel& radar = state.radars[id.index()];
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
  const SegmentLanes& lanes = world.segments_at(t);
  const DwellTask task{cubic_arrays(lanes), radar.constants.frame, lanes.since_origin_ns(t), lanes.count(),
                       state.beams.data(),  state.beams.size(),    state.index.data()};
  const std::size_t found = state.kernels->dwell(task);

  state.batch.clear();
  for (std::size_t i = 0; i < found; ++i)
    state.add_look(world, radar, sweep, PlatformId{state.index[i]}, 0.0);
  state.look(world, radar, sweep, result);
  state.report(world, radar, true, result);
  if (result.radiated) state.add_debris(world, radar, t, result);
  state.finish(result);
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
}

/// Puts a platform on the list, if it is there at all during the sweep.
void Sensing::State::add_look(const World& world, const RadarModel& radar, const Sweep& sweep,
                              PlatformId platform, double guess_ns) {
  if (!world.present_within(platform, sweep.begin, sweep.end)) return;
  const Path& path = scenario->platforms[platform.index()].path;
  const Time t = sweep.begin + Duration{static_cast<std::int64_t>(guess_ns)};
  std::size_t& cursor = cursors[platform.index()];
  cursor = path.find(t, cursor);
  batch.add(platform, path.segments()[cursor], sweep.begin, guess_ns, radar.targets[platform.index()]);
}

void Sensing::State::search(const World& world, RadarModel& radar, const Sweep& sweep, double false_plots,
                            LookResult& result) {
  crossings.find(world, radar, sweep, *kernels);
  batch.clear();
  for (std::size_t i = 0; i < crossings.count(); ++i)
    add_look(world, radar, sweep, crossings.platform(i), crossings.guess_ns(i));
  look(world, radar, sweep, result);
  report(world, radar, false, result);
  if (result.radiated) {
    add_false_plots(radar, sweep, false_plots, result.batch.plots);
    const bool asked = radar.site->type.interrogator != Interrogator::none;
    for (std::size_t i = result.truth.size(); i < result.batch.plots.size(); ++i) {
      result.batch.plots[i].iff = asked ? IffReply::silence : IffReply::not_asked;
      result.truth.push_back({PlatformId{}, 0});
    }
    add_strobes(world, radar, sweep, result);
  }
  finish(result);
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
  radar.face(world.radar(radar.site->id).sector_centre_rad);
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
  }
  batch.measure(*kernels, c, radar.measures, detected);
  for (std::size_t n = 0; n < batch.echoes(); ++n) take_echo(n, result.looks[look_of_echo[n]]);
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
    plot.iff = dedicated ? IffReply::not_asked : reply(radar, from, to);
    for (const std::uint32_t* m = from; m < to && end_games.any() && plot.end_game == EndGame::nothing; ++m)
      plot.end_game = end_games.mark(world, radar.site->id, echoes[*m].platform, plot.time);
    result.batch.plots.push_back(plot);
    result.truth.push_back({echoes[*from].platform, static_cast<int>(to - from)});
  }
}

/// What is heard from a plot: its strongest contributor, or if that one is silent, the next that is not.
IffReply Sensing::State::reply(const RadarModel& radar, const std::uint32_t* from,
                               const std::uint32_t* to) const {
  IffReply heard = IffReply::not_asked;
  for (const std::uint32_t* m = from; m < to; ++m) {
    heard = interrogation.ask(radar.site->id, echoes[*m].platform, echoes[*m].time);
    if (heard != IffReply::silence) return heard;
  }
  return heard;
}

/// Jammers that the beam met in this look.
void Sensing::State::add_strobes(const World& world, const RadarModel& radar, const Sweep& sweep,
                                 LookResult& result) {
  const std::vector<PlatformId>& who = jamming.who();
  if (who.empty()) return;
  strobes.begin();
  for (std::size_t i = 0; i < batch.count(); ++i) {
    const auto jammer = std::find(who.begin(), who.end(), batch.platform(i));
    const Time t = sweep.begin + Duration{static_cast<std::int64_t>(batch.value(kLookTime, i))};
    if (jammer == who.end() || !batch.is(kLineOfSight, i) || !world.present(*jammer, t)) continue;
    const Vec3 p_enu_m{batch.value(kLookEast, i), batch.value(kLookNorth, i), batch.value(kLookUp, i)};
    const auto felt = static_cast<std::size_t>(jammer - who.begin());
    strobes.meet(radar, *jammer, t, p_enu_m, radar.constants.jammers[felt].over_noise_m2);
  }
  strobes.report(radar, *scenario, sweep, result.batch.bearings, result.bearing_truth);
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

/// Brings plots and truth into the order of what was measured, and lets nothing pass that is not a number.
void Sensing::State::finish(LookResult& result) {
  std::vector<Plot>& plots = result.batch.plots;
  for (const Plot& plot : plots) check_plot(plot);
  CUPOLA_CHECK(result.truth.size() == plots.size());
  if (plots.size() < 2) return;

  order.resize(plots.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return measured(plots[a]) < measured(plots[b]); });
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
