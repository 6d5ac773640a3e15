#include <algorithm>

#include "core/math.hpp"
#include "sensing/azimuth.hpp"
#include "sensing/cfar.hpp"
#include "sensing/false_plots.hpp"
#include "sensing/sensing_state.hpp"

namespace cupola {

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
}

/// Puts a platform on the list, if it is there at all during the sweep. `lanes`: at an instant of the sweep,
/// where most find the segment in which they are met.
void Sensing::State::add_look(const World& world, const SegmentLanes& lanes, const RadarModel& radar,
                              const Sweep& sweep, PlatformId platform, double guess_ns) {
  if (platform == radar.site->carrier || !world.present_within(platform, sweep.begin, sweep.end)) return;
  const RadarTarget& target = radar.targets[platform.index()];
  const Time t = sweep.begin + Duration{static_cast<std::int64_t>(guess_ns)};
  if (lanes.flies_here(platform.index(), t)) return batch.add(platform, lanes, sweep.begin, guess_ns, target);
  batch.add(platform, paths[platform.index()].segment(t), sweep.begin, guess_ns, target);
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
    const Time t = sweep.begin + Duration{static_cast<std::int64_t>(batch.value(kLookTime, i))};
    if (!world.present(batch.platform(i), t)) continue;
    LookTruth& seen = result.looks.emplace_back();
    seen.platform = batch.platform(i);
    seen.radar = radar.site->id;
    seen.time = t;
    seen.radiating = result.radiated;
    seen.in_coverage = batch.is(kInCoverage, i);
    seen.detected = result.radiated && batch.is(kDetected, i);
    seen.line_of_sight = batch.is(kLineOfSight, i) || seen.detected;  // seen round the horizon is in sight
    if (seen.detected) {
      detected.push_back(i);
      look_of_echo.push_back(result.looks.size() - 1);
    }
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
  Echo& e = echoes.emplace_back();
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

}  // namespace cupola
