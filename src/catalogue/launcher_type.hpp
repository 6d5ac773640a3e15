#pragma once

#include <string>
#include <vector>

#include "catalogue/figure.hpp"
#include "catalogue/price.hpp"

namespace cupola {

class FieldVisitor;

/// What everybody may know of a launcher.
struct LauncherType {
  std::string name;
  int places = 4;            ///< each for one round, or as many small ones as fit in one place
  Figure launch_interval_s;  ///< between two rounds of the same launcher
  Figure reload_time_s;
  std::vector<std::string> interceptors{};  ///< what it can be loaded with; empty: anything
  Price price;                              ///< of the vehicle, without rounds
};

void declare(FieldVisitor&, LauncherType&);

}  // namespace cupola
