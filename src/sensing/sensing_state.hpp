#pragma once

#include <cstdint>
#include <vector>

#include "core/check.hpp"
#include "sensing/crossings.hpp"
#include "sensing/dwell_beams.hpp"
#include "sensing/end_game.hpp"
#include "sensing/exposure.hpp"
#include "sensing/interrogation.hpp"
#include "sensing/jamming.hpp"
#include "sensing/kernels.hpp"
#include "sensing/listening.hpp"
#include "sensing/look_batch.hpp"
#include "sensing/masking.hpp"
#include "sensing/radar_model.hpp"
#include "sensing/resolution.hpp"
#include "sensing/sensing.hpp"
#include "sensing/strobes.hpp"

namespace cupola {

/// The beam goes once over a sector, or over the part of one that an array has.
Sweep sector_sweep(double centre_rad, double width_rad, Time begin, Time end);

/// What a replicate's sensing keeps: the radars as they are in it, and the working memory of a look. Its looks are
/// carried out in sensing_look.cpp, what they tell in sensing_report.cpp.
struct Sensing::State {
  State(const Scenario& the_scenario, ReplicateKey key, const RadarModels& models)
      : scenario(&the_scenario),
        kernels(&cupola::kernels()),
        crossings(the_scenario),
        batch(the_scenario.platforms.size()),
        index(the_scenario.platforms.size()),
        met(the_scenario.platforms.size(), 0),
        jamming(the_scenario),
        listening(the_scenario, key),
        interrogation(the_scenario, key),
        exposure(the_scenario),
        end_games(the_scenario, key) {
    CUPOLA_CHECK(models.size() == the_scenario.radars.size());
    CUPOLA_CHECK(models.empty() || models.front().site == the_scenario.radars.data());
    radars.reserve(models.size());
    for (const RadarModel& model : models) radars.emplace_back(model, the_scenario, key);
    paths.reserve(the_scenario.platforms.size());
    for (const Platform& platform : the_scenario.platforms) paths.emplace_back(platform.path);
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
  std::vector<PathReader> paths;  // by PlatformId
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

}  // namespace cupola
