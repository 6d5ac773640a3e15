#include "flight/drag.hpp"

#include <array>
#include <cstddef>

namespace cupola {
namespace {

struct Knot {
  double mach, coefficient;
};
constexpr std::array<Knot, 16> kKnots = {{{0.0, 0.30},
                                          {0.6, 0.30},
                                          {0.8, 0.32},
                                          {0.9, 0.37},
                                          {1.0, 0.47},
                                          {1.1, 0.53},
                                          {1.2, 0.54},
                                          {1.5, 0.48},
                                          {2.0, 0.40},
                                          {2.5, 0.345},
                                          {3.0, 0.30},
                                          {4.0, 0.245},
                                          {5.0, 0.21},
                                          {6.0, 0.19},
                                          {8.0, 0.17},
                                          {10.0, 0.16}}};

}  // namespace

double standard_drag_coefficient(double mach) {
  for (std::size_t i = 1; i < kKnots.size(); ++i)
    if (mach < kKnots[i].mach) {
      const Knot &a = kKnots[i - 1], &b = kKnots[i];
      return a.coefficient + (mach - a.mach) / (b.mach - a.mach) * (b.coefficient - a.coefficient);
    }
  return kKnots.back().coefficient;
}

DragTable::DragTable(double area_m2, double drag_scale) {
  for (int i = 0; i < kCount; ++i)
    half_area_m2_.push_back(0.5 * area_m2 * drag_scale * standard_drag_coefficient(i * kStep));
}

}  // namespace cupola
