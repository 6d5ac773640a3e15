// What two builds must agree on, in one small program: the digests of scenarios and of tracks. It links the rooms that
// a run and the tracker need and no others, so that a further build of it takes less than one of the whole command.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/load.hpp"
#include "core/digest.hpp"
#include "core/problem.hpp"
#include "formats/read_detections.hpp"
#include "scenario/load.hpp"
#include "study/many.hpp"
#include "tracking/detection_scans.hpp"
#include "tracking/detection_tracker.hpp"

namespace cupola {
namespace {

constexpr std::uint64_t kReplicates = 4;

int complain(const Problems& problems) {
  std::fputs(problems.text().c_str(), stderr);
  return 1;
}

/// The same digest as `cupola run SCENARIO --replicates 4` prints.
int run(const std::string& scenario_file, const std::string& catalogue_folder) {
  Problems problems;
  Catalogue catalogue;
  Scenario scenario;
  if (!load_catalogue(catalogue_folder, catalogue, problems) ||
      !load_scenario(scenario_file, catalogue, scenario, problems))
    return complain(problems);
  const std::uint64_t seed = scenario.seed;
  std::puts(play_many(*make_plan(std::move(scenario)), seed, kReplicates, 1).digest.c_str());
  return 0;
}

template <int D>
std::string digest_of_tracks(const DetectionTrackerSettings& settings, const DetectionSet& set) {
  std::vector<ScanRhythm> rhythms;
  for (std::size_t i = 0; i < set.sensors.size(); ++i)
    rhythms.push_back(scan_rhythm(set, static_cast<int>(i), settings.scan_period_s));
  DetectionScans<D> scans(set, rhythms);
  DetectionTracker<D> tracker(settings, set.sensors);
  PlotScan<D> scan;
  std::vector<TrackEstimate<D>> estimates;
  Digest digest;
  while (scans.next(scan)) {
    tracker.process(scan);
    tracker.estimate(scan.end, estimates);
    for (const TrackEstimate<D>& track : estimates) {
      digest.add(scan.end.ns);
      digest.add(track.number);
      for (const double x : track.x) digest.add(x);
      for (const double c : track.c) digest.add(c);
      digest.add(track.turn_rate_rad_s);
      digest.add(track.existence);
    }
  }
  return digest.hex();
}

/// One digest for each way of association, with sensors that tell two plots apart or not.
int track(const std::string& plots_file) {
  Problems problems;
  const std::optional<DetectionsRead> read = read_detections(plots_file, {}, problems);
  if (!read) return complain(problems);
  for (const AssociationMethod association : {AssociationMethod::gnn, AssociationMethod::bp}) {
    for (const double resolution_range_m : {0.0, 2e3}) {
      DetectionTrackerSettings settings;
      settings.association = association;
      settings.resolution_range_m = resolution_range_m;
      const std::string digest = over_ellipsoid(read->set) ? digest_of_tracks<3>(settings, read->set)
                                                           : digest_of_tracks<2>(settings, read->set);
      std::puts(digest.c_str());
    }
  }
  return 0;
}

}  // namespace
}  // namespace cupola

/// digests run SCENARIO CATALOGUE
/// digests track PLOTS
int main(int count, char** words) {
  if (count == 4 && std::strcmp(words[1], "run") == 0) return cupola::run(words[2], words[3]);
  if (count == 3 && std::strcmp(words[1], "track") == 0) return cupola::track(words[2]);
  std::fputs("usage: digests run SCENARIO CATALOGUE | digests track PLOTS\n", stderr);
  return 2;
}
