#include "earth/viewshed_wedge.hpp"

namespace cupola {

WedgeFrame::Ray WedgeFrame::march(double line, double lane) const {
  const double row = sweep == Sweep::kByRows ? line : lane, column = sweep == Sweep::kByRows ? lane : line;
  const double row_0 = input.geometry.row(), column_0 = input.geometry.column();
  const auto offset = input.geometry.offset(row, column);
  const double along_m = std::fabs(sweep == Sweep::kByRows ? offset.north_m : offset.east_m);
  const double drop_m = offset.distance2_m2() * input.per_drop;

  constexpr double kSamplesPerPost = 4.0;
  const double posts = std::max(std::fabs(row - row_0), std::fabs(column - column_0));
  const int steps = static_cast<int>(std::ceil(kSamplesPerPost * posts));
  double steepest = kLowest;
  for (int i = 1; i < steps; ++i) {
    const double f = static_cast<double>(i) / steps;
    const double ground_m =
        input.ground.height_m(row_0 + f * (row - row_0), column_0 + f * (column - column_0));
    steepest = std::max(steepest, (ground_m - input.eye_m - f * f * drop_m) / (f * along_m));
  }
  const double ground_m = input.ground.height_m(row, column), level_m = input.eye_m + drop_m;
  return {steepest, (ground_m - level_m) / along_m,
          std::max(ground_m - static_cast<double>(kOpenGround_m), steepest * along_m + level_m)};
}

}  // namespace cupola
