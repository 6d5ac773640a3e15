#include "earth/refractivity.hpp"

#include <limits>

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola {

double refractivity(double temperature_k, double pressure_pa, double vapour_pressure_pa) {
  CUPOLA_CHECK(temperature_k > 0.0);
  const double p_hpa = 0.01 * pressure_pa, e_hpa = 0.01 * vapour_pressure_pa;
  return (77.6 * (p_hpa - e_hpa) + 72.0 * e_hpa + 3.75e5 * e_hpa / temperature_k) / temperature_k;
}

double vapour_pressure_pa(double vapour_density_kg_m3, double temperature_k) {
  return 1e5 * vapour_density_kg_m3 * temperature_k / 216.7;
}

double saturation_vapour_pressure_pa(double temperature_k, double pressure_pa) {
  const double t_c = temperature_k - 273.15;
  const double enhancement = 1.0 + 1e-4 * (7.2 + 0.01 * pressure_pa * (0.0320 + 5.9e-6 * t_c * t_c));
  return enhancement * 611.21 * math::exp((18.678 - t_c / 234.5) * t_c / (t_c + 257.14));
}

double k_factor(double gradient_n_per_m) {
  const double relative_curvature = 1.0 + kMeanEarthRadius_m * gradient_n_per_m * 1e-6;
  return relative_curvature > 0.0 ? 1.0 / relative_curvature : std::numeric_limits<double>::infinity();
}

double ExponentialAtmosphere::at(double height_m) const {
  return surface_n * math::exp(-height_m / scale_height_m);
}

double ExponentialAtmosphere::gradient_n_per_m(double height_m) const {
  return -at(height_m) / scale_height_m;
}

}  // namespace cupola
