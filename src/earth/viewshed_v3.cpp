#include "earth/viewshed_template.hpp"

namespace cupola {

void sweep_line_v3(const ViewshedLine& line) { lanes::sweep_line<lanes::Floats8>(line); }

void sweep_rays_v3(const RayLine& line) { lanes::sweep_rays<lanes::Floats8>(line); }

}  // namespace cupola
