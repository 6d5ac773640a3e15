#pragma once

#include <memory>

#include "earth/geodetic.hpp"
#include "earth/viewshed.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// What does the earth leave open of the view of a radar site?
/// Model      over terrain earth/viewshed.hpp over terrain_piece, from the antenna as far as its instrumented
///            range (at most kSiteView_m), thinned to kSiteViewPosts; beyond the piece, and without terrain,
///            horizon_range_m over the smooth earth at the reference ground
/// Holds for  one k factor
/// Leaves out diffraction
/// Random     none
/// Checked by tests/site_view.cpp
class SiteView {
 public:
  SiteView(const Scenario& scenario, const RadarSite& radar);

  /// Is a point in line of sight? `ground_range_m` from the site to below it.
  bool sees(const Geodetic& point, double ground_range_m) const;
  const Viewshed* viewshed() const { return viewshed_.get(); }  ///< null: smooth

 private:
  std::shared_ptr<const Viewshed> viewshed_;
  SmoothEarth earth_;
  double antenna_m_ = 0.0;  // above the reference ground
};

inline constexpr double kSiteView_m = 400e3;
inline constexpr double kSiteViewPosts = 16e6;

/// The viewshed of a site over the terrain of its scenario; null over the smooth earth. The same bits and the
/// same memory for all who ask.
std::shared_ptr<const Viewshed> viewshed_of(const Scenario& scenario, const RadarSite& radar);

}  // namespace cupola
