#pragma once

#include "scenario/resolve.hpp"

namespace cupola {

// What a defence loads, against what stands there. `defence`: its entry in the file, for messages.

/// Every kind of round fits the launcher, and all together have their places. A place holds rounds of one kind.
void check_load(const Resolving& r, const Node& defence, const DefenceFile& file, const Catalogue& catalogue,
                const LauncherType& launcher);

/// Every kind of round of the load is told once, with the first fire unit whose radar cannot guide it.
void check_guidance(const Resolving& r, const Node& defence, const DefenceFile& file,
                    const Catalogue& catalogue, const SystemType& system);

}  // namespace cupola
