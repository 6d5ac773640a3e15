#pragma once

#include <string>

#include "catalogue/figure.hpp"
#include "catalogue/price.hpp"

namespace cupola {

class FieldVisitor;

/// What everybody may know of a launcher.
struct LauncherType {
  std::string name;
  int places = 4;            ///< places for large rounds; four small rounds fit in one
  Figure launch_interval_s;  ///< between two rounds of the same launcher
  Figure reload_time_s;
  Price price;  ///< of the vehicle, without rounds
};

void declare(FieldVisitor&, LauncherType&);

}  // namespace cupola
