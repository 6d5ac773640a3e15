#pragma once

#include <string>

#include "report/png.hpp"

namespace cupola {

/// A colour for a share of one, even steps looking evenly far apart.
/// Model      viridis (Smith and van der Walt 2015, CC0), straight lines between eleven of its colours
/// Holds for  shares in [0, 1]; others take the nearest end
Rgb viridis(double share);

/// The colour darker (below 1) or lighter towards white (above 1).
Rgb shaded(Rgb colour, double light);

std::string hex(Rgb colour);  ///< `#440154`

}  // namespace cupola
