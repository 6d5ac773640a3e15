#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/check.hpp"
#include "core/math.hpp"
#include "sensing/azimuth.hpp"
#include "sensing/misalignment.hpp"
#include "sensing/sensing_state.hpp"

namespace cupola {
namespace {

constexpr double kTurn_rad = 2.0 * math::kPi;

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

    Plot& plot = result.batch.plots.emplace_back(centroid(echoes, from, to));
    plot.radar = radar.site->id;
    plot.dedicated = dedicated;
    plot.iff = dedicated ? IffReply::not_asked : reply(world, radar, from, to);
    for (const std::uint32_t* m = from; m < to && end_games.any() && plot.end_game == EndGame::nothing; ++m)
      plot.end_game = end_games.mark(world, radar.site->id, echoes[*m].platform, plot.time);
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
