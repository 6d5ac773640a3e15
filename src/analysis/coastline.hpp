#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/coverage_result.hpp"

namespace cupola {

/// Where does land meet the sea?
/// Model      Natural Earth 4.1.0, land, 1:10 000 000 (public domain), as rings; tools/coastlines.py made
///            the file
/// Accurate   some hundred metres about the Mediterranean and the Black Sea, 2 km elsewhere, where islands
///            below 15 km are left out; 200 of 200 places on the right side (tests)
/// Leaves out lakes but the Caspian Sea, rivers, tides
/// Random     none
/// Checked by tests/coastline.cpp
class Coastlines {
 public:
  /// The shipped file, beside the catalogue.
  static std::string default_file();
  /// Nothing where the file is absent or no such file.
  static std::optional<Coastlines> read(const std::string& file);

  bool is_land(const GroundPlace& place) const;
  /// What of them lies on a grid, as lines on its plane.
  std::vector<PlaneLine> on(const CoverageGrid& grid) const;

 private:
  using Ring = std::vector<GroundPlace>;
  std::vector<Ring> rings_;
};

}  // namespace cupola
