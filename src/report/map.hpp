#pragma once

#include <string>

#include "record/database.hpp"

namespace cupola {

/// A map of one run as SVG: where everything truly flew, what the posts believed (confirmed tracks), the
/// rounds, who was killed and who got through, group by group, range rings about the defence, and the defence
/// close by.
/// Model      plane of latitude and longitude, east-west scaled by the cosine of the middle latitude
/// Leaves out terrain: none is in the run; the picture says so
std::string draw_map(Database& run);

}  // namespace cupola
