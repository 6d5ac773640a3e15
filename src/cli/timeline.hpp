#pragma once

#include <string>
#include <vector>

#include "record/log.hpp"

namespace cupola {

/// The dozen moments of a replicate worth reading, in order of time: `mm:ss  what`.
std::vector<std::string> timeline(const Names& names, Time start, const Log& log);

}  // namespace cupola
