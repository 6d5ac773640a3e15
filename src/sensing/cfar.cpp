#include "sensing/cfar.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "core/math.hpp"

namespace cupola {
namespace {

constexpr double kLossPd = 0.9;

/// p^(-1/N) - 1.
double root_less_one(double p, int cells) { return math::exp(-math::log(p) / cells) - 1.0; }

}  // namespace

double cfar_multiplier(int cells, double pfa) {
  CUPOLA_CHECK(cells > 0 && pfa > 0.0 && pfa < 1.0);
  return cells * root_less_one(pfa, cells);
}

double cfar_probability(int cells, double pfa, double snr) {
  return math::exp(-cells * math::log(1.0 + cfar_multiplier(cells, pfa) / (cells * (1.0 + snr))));
}

double cfar_loss(int cells, double pfa, double pd) {
  CUPOLA_CHECK(pd > pfa && pd < 1.0);
  const double needed = root_less_one(pfa, cells) / root_less_one(pd, cells) - 1.0;
  return needed / (math::log(pfa) / math::log(pd) - 1.0);
}

double cfar_loss(int cells, double pfa) { return cfar_loss(cells, pfa, kLossPd); }

double masked_snr(double snr, double others, int cells) {
  return std::max((1.0 + snr) / (1.0 + others / cells) - 1.0, 0.0);
}

}  // namespace cupola
