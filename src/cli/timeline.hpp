#pragma once

#include <string>
#include <vector>

#include "engine/replicate.hpp"
#include "record/run_file.hpp"

namespace cupola {

/// A moment of a replicate worth telling; the heavier ones stay where there is no room for all.
struct Moment {
  Time time;
  int weight;
  std::string what;
};

/// All of them, in order of time.
std::vector<Moment> timeline(const Plan& plan, const Log& log);

/// The same for a run file.
std::vector<RunMoment> run_moments(Time start, const std::vector<Moment>& moments);

/// The dozen that weigh most, in order of time: `mm:ss  what`.
std::vector<std::string> timeline_lines(Time start, std::vector<Moment> moments);

}  // namespace cupola
