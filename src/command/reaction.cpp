#include "command/reaction.hpp"

#include <algorithm>

namespace cupola {

double reaction_of(const Doctrine& doctrine, ReplicateKey key, std::uint64_t unit, std::uint64_t engagement) {
  if (!doctrine.fire.reaction.given()) return doctrine.reaction_time_s;
  Draws draws(key, stream_key(Purpose::reaction, unit), engagement);
  double sum_s = 0.0;
  for (const Figure* stage : doctrine.fire.reaction.all()) {
    const double u = draws.uniform();
    sum_s += stage->distribution != Distribution::fixed ? drawn_value(*stage, u) : stage->value;
  }
  return std::max(sum_s, 0.0);
}

}  // namespace cupola
