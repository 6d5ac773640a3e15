#include "sensing/rcs_grid.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include "core/math.hpp"
#include "sensing/kernel_grid.hpp"
#include "world/signature.hpp"

namespace cupola {
namespace {

constexpr int kColumns = 361, kRows = 73;
constexpr double kPastAll = 1e9;
constexpr std::size_t kTablesKept = 64;

KernelAxis even(double first_rad, int count) {
  const double per = (count - 1) / (-2.0 * first_rad);
  return {first_rad, per, kPastAll, 0.0, 0.0, count - 1.0};
}

/// All that a table says, its level left out.
std::vector<double> content_of(const RcsTable& table) {
  std::vector<double> content = table.azimuths_rad;
  for (const RcsCut& cut : table.cuts) {
    content.push_back(cut.elevation_rad);
    content.insert(content.end(), cut.rcs_m2.begin(), cut.rcs_m2.end());
  }
  return content;
}

std::vector<double> sampled(RcsTable table) {
  table.level = 1.0;
  std::vector<double> samples;
  samples.reserve(static_cast<std::size_t>(kColumns) * kRows);
  for (int row = 0; row < kRows; ++row)
    for (int column = 0; column < kColumns; ++column)
      samples.push_back(ln_rcs(
          table, 0.0,
          {math::kPi * (2.0 * column / (kColumns - 1) - 1.0), math::kPi * (1.0 * row / (kRows - 1) - 0.5)}));
  return samples;
}

/// A table on the grid, made by whoever asks first and then shared by all replicates.
std::shared_ptr<const std::vector<double>> laid_down(const RcsTable& table) {
  static std::mutex guard;
  static std::map<std::vector<double>, std::shared_ptr<const std::vector<double>>> known;
  const std::vector<double> content = content_of(table);
  const std::lock_guard lock(guard);
  if (const auto found = known.find(content); found != known.end()) return found->second;
  if (known.size() >= kTablesKept) known.clear();
  return known.emplace(content, std::make_shared<const std::vector<double>>(sampled(table))).first->second;
}

}  // namespace

double RcsGrids::first_of(const PlatformType& type, Band band) {
  const RcsTable& table = type.rcs_table[static_cast<std::size_t>(band)];
  if (!table.given()) return -1.0;
  const double level = std::max<double>(table.level, 1e-12), added_m2 = augmented_rcs_m2(type);
  const auto grid = laid_down(table);
  for (const Laid& laid : laid_)
    if (laid.table == grid && laid.level == level && laid.added_m2 == added_m2) return laid.first;

  const double first = static_cast<double>(samples_.size()) / 2.0, ln_level = math::log(level);
  std::vector<float> own;
  own.reserve(grid->size());
  for (const double ln : *grid) {
    const double levelled = ln + ln_level;
    own.push_back(static_cast<float>(added_m2 > 0.0 ? math::log(math::exp(levelled) + added_m2) : levelled));
  }
  const std::vector<float> pairs = with_row_above(own, kColumns);
  samples_.insert(samples_.end(), pairs.begin(), pairs.end());
  laid_.push_back({grid, level, added_m2, first});
  return first;
}

KernelGrid RcsGrids::grid() const {
  return {samples_.empty() ? nullptr : samples_.data(), even(-math::kPi, kColumns),
          even(-0.5 * math::kPi, kRows), static_cast<double>(kColumns)};
}

}  // namespace cupola
