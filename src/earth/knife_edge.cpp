#include "earth/knife_edge.hpp"

#include <cmath>

#include "core/check.hpp"
#include "earth/decibel.hpp"

namespace cupola {

double knife_edge_parameter(double height_above_line_m, double distance1_m, double distance2_m,
                            double wavelength_m) {
  CUPOLA_CHECK(distance1_m > 0.0 && distance2_m > 0.0 && wavelength_m > 0.0);
  return height_above_line_m *
         std::sqrt(2.0 * (distance1_m + distance2_m) / (wavelength_m * distance1_m * distance2_m));
}

double knife_edge_loss_db(double v) {
  if (!(v > -0.78)) return 0.0;
  const double x = v - 0.1;
  const double loss_db = 6.9 + decibels_of_field(std::sqrt(x * x + 1.0) + x);
  return loss_db > 0.0 ? loss_db : 0.0;
}

}  // namespace cupola
