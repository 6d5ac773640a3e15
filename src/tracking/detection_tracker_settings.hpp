#pragma once

#include "tracking/measurement_model.hpp"
#include "tracking/motion_settings.hpp"

namespace cupola {

enum class FilterKind { imm, kalman };
enum class AssociationMethod { gnn, bp };
enum class TrackInitiation { existence, counting, sprt };

/// How the stand-alone tracker works. docs/tracking.md says why the figures are what they are.
struct DetectionTrackerSettings : MotionSettings {
  AssociationMethod association = AssociationMethod::gnn;
  double gate_probability = 0.999;
  /// A young track competes for plots as if it existed at least so surely.
  double association_existence = 0.1;

  FilterKind filter = FilterKind::imm;
  double acceleration_density_m2_s3 = 10.0;  ///< with kalman: of the one mode there is
  MeasurementModel measurement = MeasurementModel::automatic;

  // A new track.
  double speed_sd_m_s = 250.0;  ///< of each component, before a second plot says more
  double climb_sd_m_s = 100.0;  ///< the same along the vertical

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
  int duplicate_scans = 5;               ///< that two tracks on one target are borne; 0: for ever
  int tracks_most = 200'000;

  // Plots that two targets share, and second plots of one; where a sensor's resolution is known.
  double resolution_range_m = 0.0;      ///< of every sensor; 0: not given
  double resolution_azimuth_rad = 0.0;  ///< of every sensor; 0: not given
  double split_probability = 0.05;      ///< that a target's plot comes with a second one

  // The sensors, for all of them alike; else what is known of each, else the data.
  double detection_probability = 0.0;       ///< 0: not given
  double false_detections_per_scan = -1.0;  ///< below 0: not given
  double new_targets_per_scan = 0.5;
  double scan_period_s = 0.0;  ///< 0: not given
};

/// The models of the filter that the settings ask for, in a plane or in space.
ImmModel filter_model(const DetectionTrackerSettings& settings, bool in_space);

void declare(FieldVisitor&, DetectionTrackerSettings&);

}  // namespace cupola
