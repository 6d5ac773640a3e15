#include "catalogue/ground_type.hpp"

#include "catalogue/measures.hpp"
#include "catalogue/names.hpp"

namespace cupola {

void declare(FieldVisitor& v, GroundType& ground) {
  v.about("ground", "What everybody may know of a kind of ground: how it answers a radar.");
  v.name({"name", "Its name, by which scenarios call it."}, ground.name);
  v.figure(
      {"reflectivity",
       "Gamma of the constant-gamma law at 10 GHz: echo area per area, over the sine of the grazing angle."},
      power_ratio(1e-8, 10), Worse::higher, ground.reflectivity);
  v.figure({"roughness", "Root mean square height of its surface."}, length(0, 1000), Worse::neither,
           ground.roughness_m);
  v.choice({"kind", "What it is to a radio wave: sea, or ground with so much water."}, ground.kind);
}

}  // namespace cupola
