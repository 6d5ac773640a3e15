#pragma once

#include <memory>
#include <vector>

#include "catalogue/platform_type.hpp"
#include "sensing/look_task.hpp"

namespace cupola {

/// The tables of cross-section of all that fly, laid down for the look kernel on one grid.
/// Model      ln_rcs of world/signature.hpp sampled each degree of azimuth and 2.5 deg of elevation; tables
///            of whole degrees in azimuth keep their values. Sampled once for all replicates
/// Random     none
/// Checked by tests/rcs_grid_test.cpp
class RcsGrids {
 public:
  /// Where the table of a platform begins among the samples; -1: it has none in this band. Platforms alike
  /// share one.
  double first_of(const PlatformType& type, Band band);

  /// The axes, and the samples as they lie once all are there; no samples where nobody has a table.
  KernelGrid grid() const;

 private:
  struct Laid {
    std::shared_ptr<const std::vector<double>> table;
    double level, added_m2, first;
  };
  std::vector<Laid> laid_;
  std::vector<float> samples_;
};

}  // namespace cupola
