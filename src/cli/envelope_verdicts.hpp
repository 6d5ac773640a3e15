#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "catalogue/catalogue.hpp"

namespace cupola {

/// Public figures beside the model's, judged.
struct EnvelopeVerdicts {
  std::string text;
  nlohmann::ordered_json json;
  int missed = 0;
};

/// Judges the interceptor of that name, or all.
EnvelopeVerdicts judge_envelopes(const Catalogue& catalogue, const std::string& name);

}  // namespace cupola
