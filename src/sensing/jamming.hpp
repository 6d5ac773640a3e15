#pragma once

#include <vector>

#include "sensing/radar_model.hpp"
#include "world/world.hpp"

namespace cupola {

/// Who jams a radar?
/// Model      noise of even density over the jammer's bandwidth, radiated alike to all sides, received
/// through
///            the radar's beam or its side lobes (models.md M14); on its one way gases, rain and the bulge of
///            the earth take half of the decibels that they take from an echo there and back
/// Holds for  as long as a look lasts: the jammer where it is at its begin. Only radars whose receiver is
///            declared feel it, only those within the jammer's frequencies
/// Leaves out deception, polarisation, cancellers; the direction itself is in strobes.hpp
/// Random     none
/// Checked by tests/jamming_test.cpp
class Jamming {
 public:
  explicit Jamming(const Scenario& scenario);

  /// Sets the jammers in the constants of a radar's look that begins at t. They stay until the next call.
  void felt_by(RadarModel& radar, const World& world, Time t);
  /// Who they are, in the order in which felt_by set them.
  const std::vector<PlatformId>& who() const { return who_; }

 private:
  const Scenario* scenario_;
  std::vector<PlatformId> jammers_;
  std::vector<KernelJammer> felt_;
  std::vector<PlatformId> who_;
};

/// Is the platform's jammer on at t? As its group was told, while it is there.
bool jams_at(const Scenario& scenario, PlatformId id, const World& world, Time t);

}  // namespace cupola
