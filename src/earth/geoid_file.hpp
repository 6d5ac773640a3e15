#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/problem.hpp"
#include "earth/geoid.hpp"

namespace cupola {

/// Reads a grid of undulations in NOAA's GTX format, such as EGM96 at 15 arc-minutes of PROJ
/// (`egm96_15.gtx`).
/// Model      header of 40 bytes, big-endian: latitude and longitude of the south-western post and steps
///            (four doubles, degrees), rows, columns; then one float a post, metres, from the south. A grid
///            that goes once round the earth gets its first column again as the last, so that no gap is left
/// Returns    the geoid, or nothing and one problem: not readable, cut short or too long, a grid that is not
///            on the earth, an undulation beyond 150 m
/// Accurate   posts to 1.5 mm. Between posts bilinear: EGM96 at 15' within 0.06 m of the full model at the
///            six places for which NGA publishes it, elsewhere up to 1.2 m (geoid.hpp)
/// Checked by tests/geoid_file.cpp
std::optional<Geoid> read_gtx(const std::string& path, Problems& problems);

/// EGM96 from where it lies on this machine.
/// Model      the file $CUPOLA_GEOID where that is set, and no other; else egm96_15.gtx in the first of
///            $PROJ_DATA, $PROJ_LIB, /usr/share/proj, /usr/local/share/proj that has it (Debian: proj-data)
/// Returns    nothing and one problem where there is none, or where it is damaged
/// Checked by tests/geoid_file.cpp
std::optional<Geoid> load_egm96(Problems& problems);

/// Where load_egm96 looks, in this order.
std::vector<std::string> egm96_places();

}  // namespace cupola
