#include "sensing/sensing.hpp"

#include <algorithm>
#include <cmath>

#include "core/check.hpp"
#include "core/math.hpp"
#include "sensing/azimuth.hpp"
#include "sensing/false_plots.hpp"
#include "sensing/sensing_state.hpp"

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

/// What all arrays of a radar cover together: a sweep from the first one's edge to the last one's.
Sweep frame_sweep(const RadarModel& radar, double centre_rad, Time begin, Time end) {
  const RadarType& type = radar.site->type;
  if (type.arrays.empty()) return sector_sweep(centre_rad, type.sector_width_rad, begin, end);
  const ArrayFace& first = type.arrays.front();
  const double from_rad = centre_rad + first.azimuth_rad - 0.5 * first.width_rad;
  return sector_sweep(from_rad + 0.5 * type.sector_width_rad, type.sector_width_rad, begin, end);
}

}  // namespace

Sweep sector_sweep(double centre_rad, double width_rad, Time begin, Time end) {
  CUPOLA_CHECK(width_rad > 0.0 && end > begin);
  Sweep sweep{begin, end};
  sweep.width_rad = std::min(width_rad, kTurn_rad);
  sweep.begin_rad = centre_rad - 0.5 * sweep.width_rad;
  sweep.end_rad = centre_rad + 0.5 * sweep.width_rad;
  sweep.spacing_rad = kTurn_rad;
  return sweep;
}

void LookResult::clear() {
  batch.plots.clear();
  batch.bearings.clear();
  batch.cued.clear();
  batch.moves = false;
  batch.p_radar_ecef_m = {};
  truth.clear();
  bearing_truth.clear();
  looks.clear();
  exposed.clear();
  busiest_array = 0;
  radiated = false;
}

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

}  // namespace cupola
