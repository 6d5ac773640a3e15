#pragma once

#include <cmath>
#include <limits>
#include <vector>

#include "catalogue/interceptor_type.hpp"
#include "core/vec3.hpp"
#include "earth/geodetic.hpp"
#include "earth/horizon.hpp"

namespace cupola {

/// How long does an interceptor take to a point, and how fast is it there?
/// Model      flyouts integrated with the same dynamics, midcourse law and steps as in flight (flight/flyout.hpp,
///            flight/guided_step.hpp), on a grid of ground range by height of the point above mean sea level; bilinear
///            between. Heights are even. Columns of range stand the closer the more the times bend there (fly_table):
///            next to the launcher, and where a round in thin air begins to spend its speed on turning, which is a fold
///            in the times a kilometre or two wide
/// Returns    seconds and m/s; negative where the round cannot get there
/// Holds for  launch at the height the table was flown from, points inside the grid. Where one corner of a
///            cell cannot be reached, the three others carry the triangle they span; where more cannot,
///            nothing in the cell is reached
/// Accurate   time within 0.05 s of a flight to the same point, over the advertised zones of the interceptors that
///            ship. Within 0.5 % of a flight with steps of 0.05 s. Flown northwards from 40 N, so that the turning of
///            the earth adds up to 1 % to flights east and west
/// Checked by tests/flyout_table.cpp
struct FlyoutTable {
  /// The range is cut into even strips; columns stand where strips meet. Four numbers a strip, about the columns it
  /// lies between: the number of the nearer one, the strip that begins there, one over how many strips there are up to
  /// the farther one, and 0. The last strip once more, for who stands on its far side.
  std::vector<float> strips;
  double strips_per_m = 0.0, rows_per_m = 0.0;
  double end_m = 0.0, top_m = 0.0;  ///< where the last column and row stand
  int range_count = 0, height_count = 0;
  /// [height * range_count + range]. Negative: cannot get there; the size is then what it would take if it
  /// could (continued from the cells that can), so that an iteration may pass through.
  std::vector<float> time_s, speed_m_s;
  /// No point is reached sooner than at this speed straight from the foot of the grid (fastest_way_m_s).
  double fastest_m_s = std::numeric_limits<double>::infinity();

  /// A grid without times: columns where these strips begin (the first 0, the last the number of strips), rows even.
  static FlyoutTable of_grid(const std::vector<int>& columns, double strip_m, int height_count,
                             double height_step_m);
  /// The same with a column at every strip.
  static FlyoutTable even_grid(int range_count, double range_step_m, int height_count, double height_step_m);

  double range_m(int column) const;
  double height_m(int row) const { return row / rows_per_m; }

  /// Seconds from launch to the point, or a negative number where it cannot get there.
  double time_of_flight_s(double ground_range_m, double height_msl_m) const;
  /// The same to four points.
  void time_of_flight_s(const double (&ground_range_m)[4], const double (&height_msl_m)[4],
                        double (&time_s)[4]) const;
  double speed_at_m_s(double ground_range_m, double height_msl_m) const;

  /// Time to a point reachable or not, continued past the edges, with its slopes: what an iteration needs.
  struct Slope {
    double time_s, per_range_s_m, per_height_s_m;
  };
  Slope slope(double ground_range_m, double height_msl_m) const {
    const double strip = held(ground_range_m, end_m) * strips_per_m,
                 y = held(height_msl_m, top_m) * rows_per_m;
    const float* of = strips.data() + 4 * static_cast<int>(strip);
    const int last_row = height_count - 2, row = static_cast<int>(y), j = row < last_row ? row : last_row;
    const float* near = time_s.data() + (j * range_count + static_cast<int>(of[0]));
    const float* above = near + range_count;
    const double u = (strip - double{of[1]}) * double{of[2]}, w = y - j;
    const double a = size(near[0]), c = size(above[0]), ab = size(near[1]) - a, cd = size(above[1]) - c;
    const double low = a + u * ab, rise = (c + u * cd) - low;
    Slope found{low + w * rise, (ab + w * (cd - ab)) * (double{of[2]} * strips_per_m), rise * rows_per_m};
    if (ground_range_m > end_m || height_msl_m > top_m)
      go_on(found, ground_range_m - end_m, height_msl_m - top_m);
    return found;
  }

  bool operator==(const FlyoutTable&) const = default;

 private:
  static double held(double x, double most) {
    const double below = x < most ? x : most;
    return below > 0.0 ? below : 0.0;
  }
  static double size(float x) { return double{std::fabs(x)}; }
  static void go_on(Slope& slope, double beyond_range_m, double beyond_height_m);
};

inline constexpr int kFlyoutRanges = 96, kFlyoutHeights = 48;
inline constexpr double kFlyoutBeyond_m_s = 600.0;  ///< at which times are continued past what can be reached
inline constexpr double kFlyoutMargin = 1.04;       ///< the grid goes a little past the advertised zone
inline constexpr int kFlyoutStrips = 4;             ///< for each gap between columns, on average

/// Computes the table by flying (slow: read it through the cache of flight/table_cache.hpp). Flies to a few heights
/// first, at every strip, and puts the columns so that straight lines between them miss these times by the least.
FlyoutTable fly_table(const InterceptorType& type, double launch_msl_m);

/// The same on a grid of other size.
FlyoutTable fly_table(const InterceptorType& type, double launch_msl_m, int range_count, int height_count);

/// The highest mean speed, straight from the foot of the grid, at which the table has a point reached: as what lies
/// between its points is interpolated, and the straight distance bulges downwards, it holds between them too.
double fastest_way_m_s(const FlyoutTable& table);

/// How far is a point over the ground from the origin of a local frame?
/// Model      arc on a sphere of the mean radius below the point: atan of the tangent-plane offset, as a
///            series
/// Returns    m; the radius of the sphere enters to second order only
/// Accurate   4e-5 of its value against the geodesic, from a few hundred metres up
double ground_range_m(const Vec3& p_enu_m);

/// The same from the offset in the tangent plane and the height over that plane; of one point or, in lanes,
/// of several.
template <class V>
V arc_over_ground_m(V across_m, V up_m) {
  const V x = across_m / (kMeanEarthRadius_m + up_m);
  const V x2 = x * x;
  return kMeanEarthRadius_m * x * (1.0 - x2 * (1.0 / 3.0 - x2 * (0.2 - x2 * (1.0 / 7.0))));
}

/// The point at a ground range and height above the ellipsoid from the origin of a frame, in the plane of the
/// direction (east, north); inverse of ground_range_m.
Vec3 point_over_ground_ecef_m(const LocalFrame& frame, double east, double north, double range_m,
                              double height_hae_m);

}  // namespace cupola
