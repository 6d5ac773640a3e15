#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <vector>

#include "core/random.hpp"
#include "earth/geodetic.hpp"
#include "earth/path.hpp"
#include "messages/plot.hpp"
#include "scenario/scenario.hpp"
#include "sensing/echo_tables.hpp"
#include "sensing/kernels.hpp"
#include "sensing/misalignment.hpp"
#include "sensing/rcs_grid.hpp"
#include "world/radar_state.hpp"
#include "world/signature.hpp"

namespace cupola {

/// What one radar's looks at one platform need besides where it is.
struct RadarTarget {
  AspectRcs rcs;                  ///< mean, in the radar's band
  double rcs_table_first = -1.0;  ///< instead of it, if not below 0 (rcs_grid.hpp)
  double span_m = 0.0;
  double first_sample = 0.0;  ///< of the detection table of its Swerling case, or of the steady one
  double fluctuation_shape = 0.0, blocks_per_ns = 0.0;  ///< of fluctuation drawn apart (look_task.hpp)
  std::uint64_t detection_stream = 0, fluctuation_stream = 0, noise_stream = 0;
};

/// How strong is an echo, and how well is it measured?
/// Model      radar constant of radar_equation.hpp, over the fourth power of range; times cross-section,
///            antenna, path and filter, against clutter and jamming, as echo_tables.hpp and look_template.hpp
///            lay down (docs/decisions/echoes.md). Cross-sections of target and reference alike are means of
///            the fluctuation, as Swerling's law takes them; where a platform has a decorrelation time its
///            fluctuation is drawn apart and detection is that of a steady echo so strong. Accuracy (Skolnik
///            3e, 6): range cell / sqrt(2 N SNR), beamwidth / (1.6 sqrt(2 N SNR)), a floor in quadrature,
///            azimuth over cos(elevation); SNR as it is met, no lower than at the threshold, where a detected
///            echo stood at least. The true error is larger than claimed, in quadrature: by glint, 0.25 of
///            a body's span over range (Skolnik 3e, 4: 0.15 to 0.25; Barton to 0.35), where the platform has
///            a span; and in elevation, of pencil beams that have a low_angle_error over ground, by so many
///            beamwidths times the reflection, sqrt(beam_gain) of the image, 2 h / R off, and Ament's
///            roughness (Barton, Radar Equations: about half a beamwidth over a mirror)
/// Returns    constants for the kernels
///            One that is carried takes the radial speed of a target against the ground, its own motion taken
///            out as such radars do, and its tables at its height rounded to 250 m, with its own horizon. Its
///            errors of place and north are the same all through a replicate
/// Holds for  the smooth earth and terrain (earth/sight_map.hpp); range, azimuth and elevation beamwidth
///            stand for the resolution cell
/// Leaves out that glint, and the error near the ground, last longer than a look; lobes over terrain; of a
///            carried radar terrain, clutter straight below and in side lobes, attitude
/// Random     none (the streams that its looks will use); carried: Purpose::navigation, by radar
/// Checked by tests/radar_model_test.cpp, tests/echo_tables_test.cpp, tests/kernels_test.cpp,
///            tests/terrain_look_test.cpp
struct RadarModel {
  RadarModel(const Scenario& scenario, const RadarSite& site, ReplicateKey key);
  /// The same radar in another replicate: it shares all that this one has worked out, and has errors of its own.
  RadarModel(const RadarModel& of_any_replicate, const Scenario& scenario, ReplicateKey key);
  RadarModel(RadarModel&&) = default;
  RadarModel& operator=(const RadarModel&) = delete;

  /// What the way to a place and back takes from an echo: natural logarithm of the power left; very little
  /// where nothing gets through.
  double ln_path(const Vec3& p_enu_m) const;

  /// Of the antenna, or of one of its arrays, one way, towards a direction, but for where its beam is put.
  double gain_towards(const Vec3& unit_enu, int array = 0) const;

  /// Turns the array's normal, or those of several about it, to an azimuth.
  void face(double azimuth_rad);
  /// Where its sector is centred: as it was turned, and with the nose of whoever carries it.
  double centre_rad(const RadarState& state) const;
  /// Which of its arrays, 0, 1, ..., has this azimuth in its part of the sector?
  std::size_t array_of(double azimuth_rad, double centre_rad) const;

  // Of one that is carried (radar_model_carried.cpp).

  /// Puts it where its carrier is at the begin of a look, on its way to where that is at the end: a cubic, so
  /// that a turn of 0.5 g within 10 s costs less than 10 m and a slice of a turn nothing.
  void carry(const Scenario& scenario, const Motion& at_begin, const Motion& at_end, double length_s);
  bool carried() const { return site->carrier.valid(); }
  /// Where it believes it is, so long after the begin of the look.
  Vec3 believed_place_ecef_m(double since_begin_s) const;
  double north_error_rad = 0.0;  ///< added to every azimuth that it tells

  /// Of any that is not aligned (misalignment.hpp): drawn for this replicate.
  Misalignment misalignment;

  /// The errors that the radar claims of an echo at this SNR (mean, of one pulse).
  struct Sds {
    double range_m, azimuth_rad, elevation_rad;
  };
  Sds sds(double snr, double cos_elevation) const;

  /// A plot at this place of an echo that just passes the threshold; its errors as claimed, its place
  /// exact.
  Plot faint_plot(const Polar& place, Time t) const;

  const RadarSite* site;
  LocalFrame frame;
  LookConstants constants{};  ///< without the sweep and the ordinal
  MeasureConstants measures{};
  std::vector<RadarTarget> targets;  ///< by PlatformId

 private:
  RadarModel(const RadarModel&) = default;
  void draw_errors(const Scenario& scenario, ReplicateKey key);
  void set_place(const Scenario& scenario);
  void set_detection(const Scenario& scenario);
  void set_accuracy(const Scenario& scenario);
  void set_image(const Scenario& scenario);
  void set_navigation(const Scenario& scenario);
  void stand_at(const Scenario& scenario, double antenna_agl_m);

  double faced_rad_ = std::numeric_limits<double>::quiet_NaN();  ///< not yet
  std::shared_ptr<const EchoTables> tables_of_echo_;
  std::map<int, EchoTables> tables_by_height_;        // carried: by its height in steps
  double course_rad_ = 0.0;                           // carried: of the nose
  Vec3 place_error_enu_m_;                            // carried
  std::shared_ptr<const std::vector<float>> tables_;  // of detection
  std::shared_ptr<const RcsGrids> rcs_grids_;
};

}  // namespace cupola
