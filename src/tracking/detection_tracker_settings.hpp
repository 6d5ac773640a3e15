#pragma once

#include "tracking/measurement_model.hpp"

namespace cupola {

class FieldVisitor;

enum class FilterKind { imm, kalman };
enum class AssociationMethod { gnn, bp };
enum class TrackInitiation { existence, counting, sprt };

/// White-noise acceleration, and the share of the time that targets fly so.
struct ManoeuvreSettings {
  double acceleration_density_m2_s3 = 0.0;
  double share = 0.0;
  double upright = 1.0;  ///< share of the acceleration that acts along the vertical
};

/// How the stand-alone tracker works. docs/tracking.md says why the figures are what they are.
struct DetectionTrackerSettings {
  AssociationMethod association = AssociationMethod::gnn;
  double gate_probability = 0.999;
  /// A young track competes for plots as if it existed at least so surely.
  double association_existence = 0.1;

  FilterKind filter = FilterKind::imm;
  double acceleration_density_m2_s3 = 10.0;  ///< with kalman: of the one mode there is
  MeasurementModel measurement = MeasurementModel::automatic;

  // Motion: what targets do, and for how long on end.
  ManoeuvreSettings steady{1.0, 0.5, 0.1};
  ManoeuvreSettings turn{1.0, 0.4, 0.1};
  ManoeuvreSettings hard_turn{30.0, 0.05, 0.1};
  ManoeuvreSettings agile{3000.0, 0.05, 0.1};
  ManoeuvreSettings fall{10.0, 0.02};  ///< in space only
  double rate_sd_rad_s = 0.03;         ///< of the rate with which a turn begins
  double hard_rate_sd_rad_s = 0.25;    ///< of that with which a hard turn begins
  double rate_density_rad2_s3 = 1e-7;  ///< at which the rate of a turn wanders
  double mode_lasts_s = 120.0;         ///< until the mode is drawn anew
  double speed_sd_m_s = 250.0;         ///< of each component, before a second plot says more
  double climb_sd_m_s = 100.0;         ///< the same along the vertical

  // Life.
  TrackInitiation initiation = TrackInitiation::existence;
  double target_lasts_s = 2000.0;  ///< mean time that a target stays
  double confirm_at = 0.7;         ///< probability of existence
  double report_at = 0.5;          ///< a firm track below is held, not reported
  double forget_at = 1e-3;
  int initiation_hits = 2, initiation_looks = 3, deletion_misses = 3;  ///< with counting
  double false_track_probability = 1e-3, missed_track_probability = 0.05,
         lost_track_probability = 1e-3;  ///< with sprt
  double coast_most_s = 60.0;            ///< without a plot
  int tracks_most = 200'000;

  // The sensors, for all of them alike; else what is known of each, else the data.
  double detection_probability = 0.0;       ///< 0: not given
  double false_detections_per_scan = -1.0;  ///< below 0: not given
  double new_targets_per_scan = 0.5;
  double scan_period_s = 0.0;  ///< 0: not given
};

void declare(FieldVisitor&, ManoeuvreSettings&);
void declare(FieldVisitor&, DetectionTrackerSettings&);

}  // namespace cupola
