#pragma once

#include <string>

#include "catalogue/figure.hpp"
#include "earth/ground.hpp"

namespace cupola {

class FieldVisitor;

/// What everybody may know of a kind of ground: how it answers a radar.
struct GroundType {
  std::string name;
  Figure reflectivity;  ///< gamma at 10 GHz: echo area per area, over the sine of the grazing angle
  Figure roughness_m;   ///< root mean square height of its surface over a few hundred metres
  GroundKind kind = GroundKind::medium;  ///< its electrical constants go by it
};

void declare(FieldVisitor&, GroundType&);

}  // namespace cupola
