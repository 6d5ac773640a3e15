#pragma once

#include <cstdint>
#include <vector>

#include "earth/viewshed_line.hpp"
#include "earth/viewshed_wedge.hpp"

namespace cupola {

/// Follows rays from post to post: the steepest ray to a post is what lies between those of two posts before
/// it.
class PostRays {
 public:
  PostRays(const WedgeFrame& frame, bool wide_lanes);
  void begin(int line);  ///< with rays marched to this line
  /// The heights of the next line, by lane; there must be room for kLinePadding more.
  void sweep(int line, const std::int16_t* posts, float* height_m);

  static double reach(double away) { return away + kMargin_lanes; }  ///< lanes that are read

  static constexpr bool kWritesBeyond = true;

 private:
  static constexpr int kMargin_lanes = 2;  // no ray comes from further outside the wedge

  float* steepest(int line) {
    return steepest_.data() + static_cast<std::size_t>(line & 1) * stride_ + kLinePadding;
  }
  void hold_ends(int line, WedgeFrame::Lanes lanes);

  const WedgeFrame& frame_;
  void (*kernel_)(const ViewshedLine&);
  std::size_t stride_;
  std::vector<float> steepest_;  // of this line and the one before, by turns
};

}  // namespace cupola
