#pragma once

#include "earth/great_circle.hpp"
#include "earth/terrain_tile.hpp"
#include "earth/viewshed_line.hpp"

namespace cupola {

/// Where do the posts of a grid stand as seen from a site, and by which posts does a ray come to them?
/// Model      great circles over the sphere of kMeanEarthRadius_m, or straight lines over a plane of square
///            metres
/// Returns    m; lanes and lines are columns and rows, or rows and columns, of the grid
/// Holds for  up to 600 km and latitudes up to 75 degrees (series for small angles)
/// Accurate   1e-3 of a post in where a ray came from, 1e-5 of distances (against GreatCircle, tests)
/// Checked by tests/viewshed.cpp
class ViewshedGeometry {
 public:
  static ViewshedGeometry sphere(const PostGrid& grid, const GroundPlace& site);
  static ViewshedGeometry plane(double row, double column, double row_step_m, double column_step_m);

  double row() const { return row_; }  ///< of the site
  double column() const { return column_; }

  /// Distance over ground from the site, times sine and cosine of the azimuth at which the way sets out.
  struct Offset {
    double east_m, north_m;
    double distance2_m2() const { return east_m * east_m + north_m * north_m; }
  };
  Offset offset(double row, double column) const;

  /// Which way lines are swept: lines are rows and lanes columns, or the other way round.
  enum class Sweep { kByRows, kByColumns };

  /// How far across over how far along: the same all along a ray.
  double ratio(Sweep sweep, double line, double lane) const;

  /// Fills in the cubics of line `line`, swept from `before`, for lanes within `reach` of the site.
  /// The eye's height above the datum and 1 / (2 k R) shape `level_m`.
  void fit(Sweep sweep, double line, double before, double reach, double eye_m, double per_drop,
           ViewshedLine& result) const;
  /// The same for rays numbered by their ratio: `ratio_per_ray` apart, that of ratio 0 being number `middle`.
  void fit_rays(Sweep sweep, double line, double reach, double eye_m, double per_drop, double ratio_per_ray,
                int middle, RayLine& result) const;

 private:
  Offset swept(Sweep sweep, double line, double lane) const;

  double row_ = 0.0, column_ = 0.0;
  bool plane_ = false;
  double row_step_ = 0.0, column_step_ = 0.0;  // rad, or m on a plane
  double sin_latitude_ = 0.0, cos_latitude_ = 1.0;
};

}  // namespace cupola
