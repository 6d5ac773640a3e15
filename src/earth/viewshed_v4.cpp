#include "earth/viewshed_template.hpp"

namespace cupola {

void sweep_line_v4(const ViewshedLine& line) { lanes::sweep_line<lanes::Floats16>(line); }

void sweep_rays_v4(const RayLine& line) { lanes::sweep_rays<lanes::Floats16>(line); }

}  // namespace cupola
