#pragma once

#include <memory>
#include <vector>

#include "sensing/look_task.hpp"
#include "sensing/path_grid.hpp"

namespace cupola {

/// A radar's antenna, filter and surroundings as the tables that its looks read (look_task.hpp).
/// Model      antenna_pattern.hpp, clutter.hpp, rain_clutter.hpp, path_grid.hpp, radar_equation.hpp
/// Random     none
/// Checked by tests/echo_tables_test.cpp
class EchoTables {
 public:
  EchoTables(const Scenario& scenario, const RadarSite& site);

  /// Sets what they say in a radar's constants, which know their ground already. They must outlive it.
  void put_into(LookConstants& constants) const;

 private:
  void fill_pattern(const RadarSite& site);
  void fill_scan(const RadarSite& site);
  void fill_sight(const Scenario& scenario, const RadarSite& site);
  void fill_clutter(const Scenario& scenario, const RadarSite& site);
  void fill_filter(const RadarType& type);
  void fill_rain(const Scenario& scenario, const RadarSite& site);

  LookConstants set_{};
  double rain_top_hae_m_ = 0.0;
  std::vector<double> pattern_, scan_, clutter_, knife_, rain_;
  std::shared_ptr<const PathGrid> path_, bulge_;
};

}  // namespace cupola
