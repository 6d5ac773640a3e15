#include "sensing/rcs_grid.hpp"

#include <algorithm>

#include "core/math.hpp"
#include "world/signature.hpp"

namespace cupola {
namespace {

constexpr int kColumns = 361, kRows = 73;
constexpr double kPastAll = 1e9;

KernelAxis even(double first_rad, int count) {
  const double per = (count - 1) / (-2.0 * first_rad);
  return {first_rad, per, kPastAll, 0.0, 0.0, count - 1.0};
}

bool same(const RcsTable& a, const RcsTable& b) {
  return double{a.level} == double{b.level} && a.azimuths_rad == b.azimuths_rad &&
         std::equal(a.cuts.begin(), a.cuts.end(), b.cuts.begin(), b.cuts.end(),
                    [](const RcsCut& x, const RcsCut& y) {
                      return x.elevation_rad == y.elevation_rad && x.rcs_m2 == y.rcs_m2;
                    });
}

}  // namespace

double RcsGrids::first_of(const PlatformType& type, Band band) {
  const RcsTable& table = type.rcs_table[static_cast<std::size_t>(band)];
  if (!table.given()) return -1.0;
  const double added_m2 = augmented_rcs_m2(type);
  for (const Laid& laid : laid_)
    if (laid.added_m2 == added_m2 && same(laid.table, table)) return laid.first;

  const double first = static_cast<double>(samples_.size());
  for (int row = 0; row < kRows; ++row)
    for (int column = 0; column < kColumns; ++column)
      samples_.push_back(static_cast<float>(ln_rcs(
          table, added_m2,
          {math::kPi * (2.0 * column / (kColumns - 1) - 1.0), math::kPi * (1.0 * row / (kRows - 1) - 0.5)})));
  laid_.push_back({table, added_m2, first});
  return first;
}

KernelGrid RcsGrids::grid() const {
  return {samples_.empty() ? nullptr : samples_.data(), even(-math::kPi, kColumns),
          even(-0.5 * math::kPi, kRows), static_cast<double>(kColumns)};
}

}  // namespace cupola
