// Swerling's laws, by sensing/detection.hpp.
#include <map>
#include <memory>
#include <utility>

#include "analysis/calculation.hpp"
#include "core/quantity.hpp"
#include "sensing/detection.hpp"

namespace cupola {

namespace {

constexpr double kLeastPfa = 1e-15, kMostPfa = 0.5;

const Unit& decibel() { return units_for(Dimension::power_ratio).front(); }

InputColumn swerling() { return {"swerling", "", "case of fluctuation, 0 for a steady echo", 0, 4, true}; }
InputColumn n_pulses() {
  return {"n_pulses", "", "pulses summed behind a square-law detector", 1, 4096, true};
}
InputColumn pfa() { return {"pfa", "", "probability of a false alarm", kLeastPfa, kMostPfa}; }

/// Laws are slow to build for many pulses, and rows repeat them.
class Laws {
 public:
  const DetectionLaw& of(int pulses, double pfa) {
    if (kept_.size() >= 256) kept_.clear();
    return kept_.try_emplace({pulses, pfa}, pulses, pfa).first->second;
  }

 private:
  std::map<std::pair<int, double>, DetectionLaw> kept_;
};

RowLaw pd_law(const CalculationOptions&, Problems&) {
  return [laws = std::make_shared<Laws>()](std::span<const double> in, std::span<double> out) {
    const DetectionLaw& law = laws->of(static_cast<int>(in[1]), in[2]);
    out[0] = law.probability(static_cast<int>(in[0]), to_si(in[3], decibel()));
    return RowFault();
  };
}

RowLaw required_snr_law(const CalculationOptions&, Problems&) {
  return [laws = std::make_shared<Laws>()](std::span<const double> in, std::span<double> out) {
    if (in[3] <= in[2])
      return RowFault{3, "more than the probability of a false alarm", "noise alone does that"};
    const DetectionLaw& law = laws->of(static_cast<int>(in[1]), in[2]);
    out[0] = from_si(law.required_snr(static_cast<int>(in[0]), in[3]), decibel());
    return RowFault();
  };
}

}  // namespace

std::vector<Calculation> detection_calculations() {
  return {{.name = "pd",
           .doc = "How likely is an echo to pass the threshold of one look?",
           .in = {swerling(),
                  n_pulses(),
                  pfa(),
                  {"snr_db_per_pulse", "dB", "mean signal to noise ratio of one pulse", -200, 200}},
           .out = {{"pd", "", "probability of detection"}},
           .law = pd_law,
           .example = "swerling,n_pulses,pfa,snr_db_per_pulse\n1,10,1e-6,13.5\n"},
          {.name = "required-snr",
           .doc = "How strong must an echo be for a wanted probability of detection?",
           .in = {swerling(),
                  n_pulses(),
                  pfa(),
                  {"pd", "", "wanted probability of detection", kLeastPfa, 0.999999}},
           .out = {{"required_snr_db_per_pulse", "dB", "mean signal to noise ratio of one pulse"}},
           .law = required_snr_law,
           .example = "swerling,n_pulses,pfa,pd\n1,10,1e-6,0.9\n"}};
}

}  // namespace cupola
