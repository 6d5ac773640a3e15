#pragma once

#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"

namespace cupola {

/// What did somebody change in a catalogue?
/// Returns    a line for every field of a record that reads otherwise than before, in the order of kinds,
///            names and declarations: `radar 91N6E: rotation period 10 s -> 6 s`; a figure reads as its
///            central value with its interval
/// Leaves out sources and systems, which no scenario can change; words about a figure (status, source,
///            reason)
/// Checked by tests/differences.cpp
std::vector<std::string> differences(const Catalogue& before, const Catalogue& after);

}  // namespace cupola
