#include "sensing/reference_snr.hpp"

#include <map>
#include <mutex>
#include <tuple>

#include "sensing/detection.hpp"

namespace cupola {

ReferenceSnr reference_snr(const RadarType& radar) {
  static std::mutex guard;
  static std::map<std::tuple<bool, int, int, double, double>, ReferenceSnr> known;
  const bool referred = radar.equation == RadarEquation::reference;
  const std::tuple key{referred, static_cast<int>(radar.reference_swerling), static_cast<int>(radar.pulses),
                       radar.reference_pfa.value, radar.reference_pd.value};
  const std::lock_guard lock(guard);
  if (const auto found = known.find(key); found != known.end()) return found->second;
  const DetectionLaw law(radar.pulses, radar.reference_pfa);
  const ReferenceSnr snr{referred ? law.required_snr(radar.reference_swerling, radar.reference_pd) : 0.0,
                         law.threshold_snr()};
  if (known.size() >= 4096) known.clear();
  return known.emplace(key, snr).first->second;
}

}  // namespace cupola
