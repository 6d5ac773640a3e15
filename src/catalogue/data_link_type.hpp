#pragma once

#include <string>
#include <vector>

#include "catalogue/figure.hpp"

namespace cupola {

class FieldVisitor;

/// One kind of participant in a net, and how much of its time it has.
struct DataLinkRole {
  std::string role;
  Figure slots;              ///< of its own, a cycle, evenly spread
  Figure reports_per_slot;   ///< tracks, or other messages, that one carries
  Figure update_interval_s;  ///< between two reports of the same track
};

/// What everybody may know of a data link whose participants send in turn.
struct DataLinkType {
  std::string name;
  Figure slot_s, cycle_s, slots_per_cycle;
  Figure processing_s;  ///< at both ends together, and on the way
  Figure loss;
  std::vector<DataLinkRole> roles;

  const DataLinkRole* find(const std::string& role) const;
  /// Between two chances to send one report, where own slots are spread evenly.
  double chance_interval_s(const DataLinkRole& role) const {
    return cycle_s / (role.slots * role.reports_per_slot);
  }
};

void declare(FieldVisitor&, DataLinkRole&);
void declare(FieldVisitor&, DataLinkType&);

}  // namespace cupola
