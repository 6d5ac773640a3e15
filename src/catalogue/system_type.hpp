#pragma once

#include <string>
#include <vector>

#include "catalogue/figure.hpp"

namespace cupola {

class FieldVisitor;

/// One radar of a system: its type and where it stands relative to the system's own point.
struct SystemRadar {
  std::string name, type;
  double east_m = 0.0, north_m = 0.0;
};

/// One passive sensor of a system, likewise.
struct SystemPassive {
  std::string name, type;
  double east_m = 0.0, north_m = 0.0;
};

/// One fire unit: guidance radar, optional further radars, launchers.
struct SystemFireUnit {
  std::string name;
  double east_m = 0.0, north_m = 0.0;
  std::string guidance_radar;       ///< a sector radar type
  std::vector<SystemRadar> radars;  ///< further radars of the fire unit
  std::string launcher;             ///< launcher type
  Figure launchers, target_channels, missile_channels;
};

/// A whole system: a command post with its radars, and fire units under it. Without a command post every fire
/// unit fights on its own.
struct SystemType {
  std::string name;
  std::string command_post;  ///< command post type; empty: none
  std::vector<SystemRadar> radars;
  std::vector<SystemFireUnit> fire_units;
  std::vector<SystemPassive> passive_sensors{};  ///< of the command post, as its radars
};

void declare(FieldVisitor&, SystemRadar&);
void declare(FieldVisitor&, SystemPassive&);
void declare(FieldVisitor&, SystemFireUnit&);
/// Its figures alone: launchers and channels.
void declare_figures(FieldVisitor&, SystemFireUnit&);
void declare(FieldVisitor&, SystemType&);

}  // namespace cupola
