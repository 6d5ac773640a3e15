#pragma once

#include "catalogue/false_plot_law.hpp"
#include "core/id.hpp"
#include "earth/geodetic.hpp"
#include "tracking/registration.hpp"

namespace cupola {

/// What a post knows of one of its radars, from the catalogue and its own survey.
struct SensorBook {
  RadarId id;
  LocalFrame frame;               ///< of one that is carried only where it is first: its batches say where
  double own_place_sd_m = 0.0;    ///< of one that is carried: how well it knows its place, on each axis
  double north_sd_rad = 0.0;      ///< and its north
  double look_interval_s = 10.0;  ///< rotation period over faces, or search frame
  double track_interval_s = 1.0;  ///< between dedicated dwells
  double false_plots_per_m3 = 1e-16;   ///< density of false plots per look, even everywhere
  FalsePlotLaw false_plots;            ///< and of those that noise makes in search, where they lie
  double detection_probability = 0.8;  ///< assumed by the association
  int faces = 1;                       ///< as declared; each batch says over how many it looked
  bool listens = false;                ///< a passive sensor: it gives bearings alone
  SensorBias registration_sd;          ///< how well it is aligned, as declared; what it is, nobody knows
};

}  // namespace cupola
