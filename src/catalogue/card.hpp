#pragma once

#include <string>
#include <vector>

#include "catalogue/catalogue.hpp"

namespace cupola {

/// Everything the catalogue says of one name, as `cupola catalogue show NAME` prints it: every figure with
/// its value, interval, status, claimant and source, then what follows from them. Of a radar: its range
/// against cross-sections from 20 to 0.0001 m2 at the reference Pd.
/// Model      range goes with the fourth root of the cross-section, in free space, up to the instrumented
///            range (radar equation, Skolnik 2.1); no other loss
/// Returns    text of at most 100 columns (addresses may be longer); empty if nothing has this name
/// Checked by tests/card.cpp
std::string card(const Catalogue& catalogue, const std::string& name);

/// Every name that has a card, by kind: what `cupola catalogue list` prints.
std::string catalogue_list(const Catalogue& catalogue);

/// Every name that has a card, in order, for suggestions.
std::vector<std::string> card_names(const Catalogue& catalogue);

/// Calls `act(kind, records)` on every kind of record that has a name to be shown by, records by name.
template <class Act>
void for_each_kind(const Catalogue& catalogue, const Act& act) {
  act("radar", catalogue.radars);
  act("interceptor", catalogue.interceptors);
  act("launcher", catalogue.launchers);
  act("command post", catalogue.command_posts);
  act("platform", catalogue.platforms);
  act("doctrine", catalogue.doctrines);
  act("system", catalogue.systems);
  act("ground", catalogue.grounds);
  act("passive sensor", catalogue.passive_sensors);
  act("readiness", catalogue.readiness);
  act("data link", catalogue.data_links);
  act("kill table", catalogue.kill_tables);
}

/// Range at which a target of this cross-section is seen as the reference target is at the reference range.
double range_at_rcs_m(const RadarType& radar, double rcs_m2);

}  // namespace cupola
