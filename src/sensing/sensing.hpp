#pragma once

#include <array>
#include <memory>
#include <vector>

#include "core/random.hpp"
#include "messages/cue.hpp"
#include "messages/plot.hpp"
#include "sensing/misalignment.hpp"
#include "world/world.hpp"

namespace cupola {

/// What a plot or a bearing really was: the truth column beside a batch, index by index. Never given to a
/// command post.
struct PlotTruth {
  PlatformId platform;  ///< strongest contributor; invalid: a false plot
  int merged = 1;       ///< how many platforms stand behind it; 0: false, or debris of `platform`
};

/// One platform in one look, as it really went: for the record and the ledger.
struct LookTruth {
  PlatformId platform;
  RadarId radar;
  Time time;
  bool radiating = true;  ///< false: the beam would have been there, the radar was off, turning or not ready
  bool line_of_sight = true;  ///< false: masked by the horizon, and not seen round it either
  bool in_coverage =
      true;  ///< range and elevation limits; masked ones are not also below the lowest elevation
  bool detected = false;
  bool merged_away = false;  ///< detected, but its plot was merged into another's, or a neighbour raised
                             ///< the threshold over it
};

/// From which side a radar looks at a body: within 45 deg of its nose, of its tail, or between.
enum class AspectSector : std::uint8_t { nose, beam, tail };
inline constexpr int kAspectSectorCount = 3;

/// What its cross-section might be: the low end, the best value and the high end of its figures, as it fights
/// and with what it carries to be seen.
inline constexpr int kRcsCaseCount = 6;  ///< clean low, best, high; augmented low, best, high

/// A look that was possible at an aircraft whose exposure is taken down: the beam on it, with line of sight.
/// For the record only.
struct ExposedLook {
  PlatformId platform;
  RadarId radar;
  Time time;
  AspectSector aspect = AspectSector::nose;
  double stands_for_s = 0.0;  ///< of search: until the beam comes again; 0: a dedicated dwell
  bool radiating = true;      ///< false: none was made
  bool detected = false;
  /// With each cross-section, all else and the luck the same: P(detection), and whether it would have been.
  std::array<double, kRcsCaseCount> pd{};
  std::array<bool, kRcsCaseCount> would_be{};
};

/// What one look of one radar gave: the plots for the defence, and apart from them, the truth.
struct LookResult {
  PlotBatch batch;
  std::vector<PlotTruth> truth;  ///< parallel to batch.plots, which come in the order of what was measured
  std::vector<PlotTruth> bearing_truth;  ///< parallel to batch.bearings, likewise
  std::vector<LookTruth> looks;
  std::vector<ExposedLook> exposed;  ///< of those in line of sight; empty unless a scenario asks for exposure
  std::size_t busiest_array = 0;     ///< dwells of the array that has most of them
  bool radiated = false;  ///< false: the radar was silent, the batch covers nothing and is nobody's to send
  void clear();
};

struct RadarModel;
/// The radars of a scenario as they are before any luck, with all that their looks need worked out: made once, and
/// shared by its replicates, whose radars have errors of their own. The scenario must outlive them, in its place.
using RadarModels = std::vector<RadarModel>;
std::shared_ptr<const RadarModels> radar_models_of(const Scenario& scenario);

/// The only door from truth to perception. One object per replicate. A look is evaluated when it is over:
/// what is dead by then, is dead at its time of death. A radar that did not radiate at the begin of a look
/// is silent for all of it. One that is carried looks from where its carrier is, tells where it believes
/// that to be, and falls silent with it; it does not look at its own carrier.
/// Model      who is crossed, and when: crossings.hpp, dwell_beams.hpp; what is seen: radar_model.hpp,
///            look_task.hpp, jamming.hpp, strobes.hpp; which echoes run together: resolution.hpp; who hides
///            whom: masking.hpp, cfar.hpp; what else is seen: false_plots.hpp, interrogation.hpp,
///            end_game.hpp; what is heard: listening.hpp; what is added to all of
///            it by a radar out of line: misalignment.hpp. Whoever two arrays would meet in one frame is met
///            by the first
/// Random     Purpose::detection and Purpose::measurement_noise: (platform, radar), the look's number and
///            kind (4 n for slices, 4 n + 1 for search frames, 4 n + 2 for dwells); Purpose::fluctuation:
///            (platform, radar), the block of its decorrelation time; the others' where they are named
/// Checked by tests/sensing_test.cpp, tests/kernels_test.cpp
class Sensing {
 public:
  Sensing(const Scenario& scenario, ReplicateKey key);
  Sensing(const Scenario& scenario, ReplicateKey key, const RadarModels& radars);
  ~Sensing();
  Sensing(Sensing&&) noexcept;

  /// One sixteenth of a rotation of a rotating radar: [begin, end) with begin = start + n * period / 16.
  /// Every platform that one of the faces crosses is looked at, at its own crossing time.
  void slice(const World& world, RadarId radar, std::uint32_t number, Time begin, Time end,
             LookResult& result);

  /// One search frame of a sector radar: the beam goes over the sector once, from left to right; where
  /// several arrays make up the sector, each over its own part at the same time.
  void frame(const World& world, RadarId radar, std::uint32_t number, Time begin, Time end,
             LookResult& result);

  /// The dedicated dwells on cued tracks of one track interval: the beam points where the cue says,
  /// extrapolated. Whoever lies in one of the beams and its range gate is looked at, once.
  void dwells(const World& world, RadarId radar, std::uint32_t number, Time t, const std::vector<Cue>& cues,
              LookResult& result);

  /// One period of a passive sensor: whoever radiates is heard, or not, as things are at its end. `radiated`
  /// says that it listened.
  void listen(const World& world, RadarId passive, std::uint32_t number, Time begin, Time end,
              LookResult& result);

  /// Tells sensing that a round has been flown into `platform` (or into nothing: invalid) near the given
  /// guiding track, so that the guiding radar may see a break-up, rightly or wrongly, `assessment_delay`
  /// later.
  void note_end_game(RadarId guiding, TrackNumber track, PlatformId platform, bool killed, Time t,
                     std::uint32_t shot_at_target);

  /// What a radar adds to all that it measures: truth, for the record.
  const Misalignment& misalignment(RadarId radar) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cupola
