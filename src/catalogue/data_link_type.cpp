#include "catalogue/data_link_type.hpp"

#include <algorithm>
#include <cmath>

#include "catalogue/measures.hpp"

namespace cupola {

const DataLinkRole* DataLinkType::find(const std::string& role) const {
  const auto found =
      std::find_if(roles.begin(), roles.end(), [&role](const DataLinkRole& r) { return r.role == role; });
  return found == roles.end() ? nullptr : &*found;
}

void declare(FieldVisitor& v, DataLinkRole& role) {
  v.about("data_link_role", "One kind of participant in a net, and how much of its time it has.");
  v.text({"role", "Its name, by which links call it."}, role.role);
  v.figure({"slots", "Of its own, a cycle, evenly spread."}, count_of(1, 1000000), Worse::lower, role.slots);
  v.figure({"reports_per_slot", "Tracks, or other messages, that one slot carries."}, count_of(1, 1000),
           Worse::lower, role.reports_per_slot);
  v.figure({"update_interval", "Between two reports of the same track."}, duration(0, 3600), Worse::higher,
           role.update_interval_s);
}

void declare(FieldVisitor& v, DataLinkType& link) {
  v.about("data_link", "What everybody may know of a data link whose participants send in turn.");
  v.name({"name", "Its name, by which links of a scenario call it."}, link.name);
  v.figure({"slot", "Length of a time slot."}, duration(1e-6, 60), Worse::higher, link.slot_s);
  v.figure({"slots_per_cycle", "Slots until everybody's turn comes again."}, count_of(1, 100000000),
           Worse::neither, link.slots_per_cycle);
  v.figure({"cycle", "Time until then."}, duration(1e-3, 3600), Worse::higher, link.cycle_s);
  v.figure({"processing", "At both ends together, and on the way."}, duration(0, 60), Worse::higher,
           link.processing_s);
  v.figure({"loss", "P(a message is lost)."}, probability(), Worse::higher, link.loss);
  v.list({"roles", "Kinds of participants."}, 1, 100, link.roles);
  const double cycle_s = link.slot_s.best * link.slots_per_cycle.best;
  v.rule("cycle", std::fabs(cycle_s - link.cycle_s.best) <= 1e-6 * cycle_s,
         "the cycle is not as long as its slots together", "cycle = slot x slots_per_cycle");
  v.rule("roles",
         std::all_of(link.roles.begin(), link.roles.end(),
                     [&link](const DataLinkRole& r) { return r.slots.best <= link.slots_per_cycle.best; }),
         "a role has more slots than the cycle", "");
}

}  // namespace cupola
