#pragma once

#include <cstdint>
#include <vector>

#include "core/random.hpp"
#include "earth/geodetic.hpp"
#include "messages/plot.hpp"
#include "scenario/scenario.hpp"
#include "sensing/echo_tables.hpp"
#include "sensing/kernels.hpp"
#include "world/signature.hpp"

namespace cupola {

/// What one radar's looks at one platform need besides where it is.
struct RadarTarget {
  AspectRcs rcs;              ///< mean, in the radar's band
  double first_sample = 0.0;  ///< of the detection table of its Swerling case, or of the steady one
  double fluctuation_shape = 0.0, blocks_per_ns = 0.0;  ///< of fluctuation drawn apart (look_task.hpp)
  std::uint64_t detection_stream = 0, fluctuation_stream = 0, noise_stream = 0;
};

/// How strong is an echo, and how well is it measured?
/// Model      radar equation in reference-range form: one constant solved back from the published pair
///            (RULES 7), SNR = SNR0 (rcs / rcs0) (R0 / R)^4 with SNR0 = required_snr(reference Pd, Pfa,
///            Swerling case, pulses). Cross-sections of target and reference alike are means of the
///            fluctuation, as Swerling's law takes them: a target of the reference's cross-section and case
///            has the reference Pd at the reference range. Accuracy (Skolnik 3e, 6): range cell / sqrt(2 N
///            SNR), beamwidth / (1.6 sqrt(2 N SNR)), a floor in quadrature, azimuth over cos(elevation); SNR
///            no lower than at the threshold, where a detected echo stood at least
/// Returns    constants for the look kernel
/// Holds for  free space within the horizon; range, azimuth and elevation beamwidth stand for the
///            resolution cell
/// Leaves out antenna pattern and scan loss, clutter, rain, multipath, jamming; noise is that of the mean
///            SNR, not of the amplitude drawn
/// Random     none (the streams that its looks will use)
/// Checked by tests/radar_model_test.cpp
struct RadarModel {
  RadarModel(const Scenario& scenario, const RadarSite& site, ReplicateKey key);
  RadarModel(RadarModel&&) = default;
  RadarModel(const RadarModel&) = delete;
  RadarModel& operator=(const RadarModel&) = delete;

  /// Turns the array's normal to an azimuth.
  void face(double azimuth_rad);

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
  void set_place(const Scenario& scenario);
  void set_detection(const Scenario& scenario);
  void set_accuracy(const Scenario& scenario);

  EchoTables tables_of_echo_;
  std::vector<double> tables_;
};

}  // namespace cupola
