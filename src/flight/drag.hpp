#pragma once

#include <cmath>
#include <vector>

namespace cupola {

/// How large is the zero-lift drag coefficient of a slender finned missile?
/// Model      a standard curve by Mach number on the body's cross-section: flat below the speed of sound,
///            rising through it, then falling with wave and base drag. Its shape is that of the component
///            build-up for a body of fineness 14 (Fleeman, Tactical Missile Design 2e, 2.5; knots rounded by
///            us); its level is set for each missile by the catalogue's drag_scale
/// Returns    dimensionless; knots joined by straight lines
/// Holds for  Mach 0 to 10; held above
/// Leaves out power-on base drag, dependence on height (Reynolds number)
/// Checked by tests/drag.cpp
double standard_drag_coefficient(double mach);

/// The curve times area and scale, halved, for the integrator: drag = density * speed^2 * at(mach).
/// Accurate   0.1 % against the curve (linear between values every 0.02 Mach, knots on them)
class DragTable {
 public:
  DragTable(double area_m2, double drag_scale);

  double at(double mach) const {
    double x = mach * (1.0 / kStep);
    x = x < kCount - 2 ? x : kCount - 2;
    const int i = static_cast<int>(x);
    return half_area_m2_[i] + (x - std::floor(x)) * (half_area_m2_[i + 1] - half_area_m2_[i]);
  }

  /// For kernels: the values that at() joins, one every kStep.
  const std::vector<double>& values() const { return half_area_m2_; }

  static constexpr double kStep = 0.02;
  static constexpr int kCount = 503;

 private:
  std::vector<double> half_area_m2_;
};

}  // namespace cupola
