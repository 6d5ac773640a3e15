#pragma once

#include "core/id.hpp"

namespace cupola {

/// Tells a radar to radiate or not, and a sector radar where to face.
struct EmissionOrder {
  RadarId radar;
  bool radiate = true;
  bool turn = false;               ///< face `sector_centre_rad`
  double sector_centre_rad = 0.0;  ///< azimuth from north
};

}  // namespace cupola
