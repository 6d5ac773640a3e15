#include <fmt/format.h>

#include "analysis/validation.hpp"
#include "core/math.hpp"
#include "earth/decibel.hpp"
#include "sensing/cfar.hpp"
#include "sensing/detection.hpp"

namespace cupola {

namespace {

std::vector<Comparison> losses(const std::string&, Problems&) {
  const struct {
    int cells;
    double loss_db;
  } rows[] = {{8, 4.269}, {16, 2.007}, {32, 0.971}};
  std::vector<Comparison> all;
  for (const auto& row : rows)
    all.push_back({fmt::format("{} cells", row.cells), row.loss_db,
                   decibels_of_power(cfar_loss(row.cells, 1e-6, 0.9)), 6e-4});
  return all;
}

/// Noise alone passes with Pfa: alpha and Pd are two formulas.
std::vector<Comparison> false_alarms(const std::string&, Problems&) {
  std::vector<Comparison> all;
  for (const int cells : {4, 16, 64})
    for (const double pfa : {1e-3, 1e-6, 1e-9})
      all.push_back({fmt::format("{} cells, Pfa {:g}", cells, pfa), pfa, cfar_probability(cells, pfa, 0.0),
                     1e-9 * pfa});
  return all;
}

/// A steady neighbour in one of 16 cells under a fixed threshold T: exp(-T (1 + I / N) / (1 + S)).
std::vector<Comparison> masking(const std::string&, Problems&) {
  std::vector<Comparison> all;
  for (const double snr : {100.0, 400.0})
    for (const double other : {16.0, 160.0})
      all.push_back({fmt::format("echo {:g}, neighbour {:g} times the noise", snr, other),
                     math::exp(math::log(1e-6) * (1.0 + other / 16.0) / (1.0 + snr)),
                     detection_probability(1, 1, 1e-6, masked_snr(snr, other, 16)), 1e-9});
  return all;
}

}  // namespace

std::vector<ValidationCase> cfar_cases() {
  constexpr const char* kSource = "Richards 2e, 6.5: cell averaging, square law; recomputed";
  return {{"cfar/loss", "loss at Pfa 1e-6, Pd 0.9", "dB", kSource, "", losses},
          {"cfar/false-alarms", "probability that noise passes", "", kSource, "", false_alarms},
          {"cfar/masking", "probability of detection beside a neighbour", "", kSource, "", masking}};
}

}  // namespace cupola
