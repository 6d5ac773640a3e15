#pragma once

namespace cupola {

/// How the rays of a viewshed are followed from line to line of posts.
enum class RayMethod {
  kFan,    ///< each ray by itself: nearest to the truth
  kXDraw,  ///< mixed from post to post, as gdal_viewshed does it, whose answers it gives: smears ridges
};

}  // namespace cupola
