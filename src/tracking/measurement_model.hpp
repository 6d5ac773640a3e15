#pragma once

#include "catalogue/names.hpp"

namespace cupola {

/// How a range and azimuth enters a filter of positions (beam_measurement.hpp).
enum class MeasurementModel {
  automatic,     ///< what is best at the plot's bend
  converted,     ///< to a position, as measured
  decorrelated,  ///< the same, with the covariance that the predicted place would give
  extended,      ///< linear about the prediction
  iterated,      ///< linear about where prediction and plot together put it
  unscented      ///< linear by sigma points of the prediction
};
NameList names_of(MeasurementModel);

}  // namespace cupola
