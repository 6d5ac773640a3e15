#include "command/threat_score.hpp"

#include <algorithm>

namespace cupola {

ThreatScore::ThreatScore(const Doctrine& doctrine) : hostile_at_(doctrine.hostile_at) {
  for (std::size_t b = 0; b < lethality_.size(); ++b)
    lethality_[b] = expected_lethality(doctrine, static_cast<Behaviour>(b));
}

double ThreatScore::operator()(const TrackBelief& belief) const {
  const double believed = belief.identified().belief.is_hostile;
  const double hostile = belief.category() == Category::hostile ? std::max(believed, hostile_at_) : believed;
  return belief.danger().score * lethality_[static_cast<std::size_t>(belief.identity.behaviour)] * hostile;
}

}  // namespace cupola
