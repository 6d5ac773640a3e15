#pragma once

#include "tracking/imm_task.hpp"

namespace cupola {

class FieldVisitor;

/// White-noise acceleration, and the share of the time that targets fly so.
struct ManoeuvreSettings {
  double acceleration_density_m2_s3 = 0.0;
  double share = 0.0;
  double upright = 1.0;  ///< share of the acceleration that acts along the vertical
};

/// What targets do, and for how long on end: the ways of flying between which a tracker's filter weighs.
/// docs/tracking.md says why the figures are what they are.
struct MotionSettings {
  ManoeuvreSettings steady{1.0, 0.5, 0.1};
  ManoeuvreSettings turn{1.0, 0.4, 0.1};
  ManoeuvreSettings hard_turn{30.0, 0.05, 0.1};
  ManoeuvreSettings agile{3000.0, 0.05, 0.1};
  ManoeuvreSettings fall{10.0, 0.02};  ///< in space only
  double rate_sd_rad_s = 0.03;         ///< of the rate with which a turn begins
  double hard_rate_sd_rad_s = 0.25;    ///< of that with which a hard turn begins
  double rate_density_rad2_s3 = 1e-7;  ///< at which the rate of a turn wanders
  double mode_lasts_s = 120.0;         ///< until the mode is drawn anew
};

/// Those of a run's tracker, which are as few as do the job, since each costs time. A turn whose rate is near
/// 0 is flight straight on. What no turn explains (dives, climbs, the drag of a falling body, breaks) is the
/// agile mode's, as much along the vertical as aside: 35 m/s of one standard deviation in 4 s, 55 m/s in 10 s.
/// A wider one follows fighters better and swaps more tracks of those who fly close together. Shares: targets fly straight or in turns nine tenths of the time.
MotionSettings motion_of_runs();

/// What may fall freely: nothing, a mode of its own, or every mode wherever a track is so high or so fast
/// that nothing flies there (free_fall.hpp).
enum class FallRule { never, own_mode, by_place };

/// The models that the settings speak of, those with a share above 0; at least one has one.
ImmModel imm_model(const MotionSettings& settings, FallRule fall);

void declare(FieldVisitor&, ManoeuvreSettings&);
void declare_motion(FieldVisitor&, MotionSettings&);

}  // namespace cupola
