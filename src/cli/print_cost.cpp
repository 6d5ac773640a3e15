#include "cli/print_cost.hpp"

#include <fmt/format.h>

#include <cmath>

#include "catalogue/names.hpp"
#include "cli/interval_print.hpp"
#include "cli/words.hpp"
#include "core/quantity.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

constexpr CostKind kKinds[] = {CostKind::rounds, CostKind::killed, CostKind::own_losses};
constexpr const char* kWords[] = {"rounds fired", "hostiles killed", "own losses"};
constexpr const char* kKeys[] = {"rounds", "killed", "own_losses"};

std::string usd_text(double usd) {
  return std::isfinite(usd) ? format_quantity(usd, Dimension::money, 2) : "no limit";
}

std::string number_text(double number) {
  return std::isfinite(number) ? fmt::format("{:.2g}", number) : "no limit";
}

/// `1.9 MUSD [1.2, 4 MUSD] of 2022, asserted from memory`.
std::string price_text(const Price& price) {
  const Figure& f = price.usd;
  std::string text = usd_text(f);
  if (f.low < f.high) text += fmt::format(" [{}, {}]", usd_text(f.low), usd_text(f.high));
  text += fmt::format(" of {}, {}", price.year, name_of(f.status));
  return f.status == FigureStatus::asserted && f.claimant == Claimant::memory ? text + " from memory" : text;
}

/// Sum of one kind with its interval over luck, where there is any luck to see.
std::string sum_text(const CostTally& tally, CostKind kind) {
  const MoneySpan span = tally.span(kind);
  std::string text = fmt::format("  {:<20} {:>10}", kWords[static_cast<int>(kind)], usd_text(span.usd));
  if (tally.replicates() > 1) {
    const Interval luck = tally.money(kind);
    text += fmt::format("  [{}, {}]", usd_text(luck.low), usd_text(luck.high));
  }
  if (span.low_usd < span.high_usd)
    text += fmt::format("; over the prices {} to {}", usd_text(span.low_usd), usd_text(span.high_usd));
  const std::vector<std::string> missing = tally.missing(kind);
  if (!missing.empty()) text += fmt::format("; without {}: no price", fmt::join(missing, ", "));
  return text + "\n";
}

std::string item_lines(const CostTally& tally) {
  std::string text;
  for (const CostRow& row : tally.rows())
    text += fmt::format("    {:>5.3g} {} {}, {}\n", row.count,
                        row.kind == CostKind::rounds   ? "fired"
                        : row.kind == CostKind::killed ? "killed"
                                                       : "lost",
                        row.name, row.price.given() ? price_text(row.price) : "no price");
  return text;
}

std::vector<std::string> missing_of(const CostTally& tally) {
  std::vector<std::string> names;
  for (const CostKind kind : kKinds)
    for (const std::string& name : tally.missing(kind)) names.push_back(name);
  return names;
}

/// What missing prices make of the ratio: `at least` where they are of rounds, `at most` where of hostiles.
const char* ratio_bound(const CostTally& tally) {
  const bool rounds = !tally.missing(CostKind::rounds).empty(),
             killed = !tally.missing(CostKind::killed).empty();
  return rounds && killed ? "not given" : rounds ? "at least" : killed ? "at most" : "exact";
}

std::string ratio_text(const CostTally& tally) {
  if (tally.replicates() < 2) return "  one draw: sums, no exchange ratio\n";
  const std::string bound = ratio_bound(tally);
  if (bound == "not given") return "  exchange ratio not given: prices are missing on both sides\n";
  const auto ratio = tally.exchange_ratio(), prices = tally.exchange_over_prices();
  if (!ratio || !prices)
    return "  exchange ratio not given: nothing of a price was killed, or all replicates agree\n";
  std::string text = fmt::format(
      "  exchange ratio, rounds over hostiles killed: {}{:.2g}  [{}, {}] (ratio of means, Fieller 95 %: luck "
      "alone)\n",
      bound == "exact" ? "" : bound + " ", ratio->estimate, number_text(ratio->low),
      number_text(ratio->high));
  return text + fmt::format("    {} to {} with the prices at the ends of their intervals\n",
                            number_text(prices->low), number_text(prices->high));
}

Json item_json(const CostRow& row) {
  Json j = {{"kind", kKeys[static_cast<int>(row.kind)]}, {"name", row.name}, {"count", row.count}};
  j["price_usd"] = Json();
  if (!row.price.given()) return j;
  const Figure& f = row.price.usd;
  j["price_usd"] = f.value;
  j["price_low_usd"] = f.low;
  j["price_high_usd"] = f.high;
  j["price_year"] = row.price.year;
  j["status"] = name_of(f.status);
  j["claimant"] = name_of(f.claimant);
  return j;
}

}  // namespace

std::string cost_as_text(const CostTally& tally) {
  if (tally.replicates() == 0 || tally.rows().empty()) return {};
  std::string text = tally.replicates() > 1 ? "\nCost, mean a replicate" : "\nCost of this draw";
  text += "; each price in the money of its year, not adjusted\n";
  for (const CostKind kind : kKinds) text += sum_text(tally, kind);
  text += ratio_text(tally) + "  of it\n" + item_lines(tally);
  std::string missing;
  for (const std::string& name : missing_of(tally)) missing += (missing.empty() ? "" : ", ") + name;
  return text + fmt::format("  missing prices: {}\n", missing.empty() ? "none" : missing);
}

Json cost_as_json(const CostTally& tally) {
  Json j = {{"is_one_draw", tally.replicates() == 1}};
  for (const CostKind kind : kKinds) {
    const MoneySpan span = tally.span(kind);
    Json sum = {
        {"usd", span.usd}, {"at_low_prices_usd", span.low_usd}, {"at_high_prices_usd", span.high_usd}};
    if (tally.replicates() > 1) {
      const Interval luck = tally.money(kind);
      sum["low_usd"] = luck.low;
      sum["high_usd"] = luck.high;
    }
    j[kKeys[static_cast<int>(kind)]] = sum;
  }
  j["items"] = Json::array();
  for (const CostRow& row : tally.rows()) j["items"].push_back(item_json(row));
  j["missing_prices"] = missing_of(tally);
  if (tally.replicates() < 2) return j;
  Json ratio = {{"method", "ratio of means, Fieller"}, {"bound", ratio_bound(tally)}};
  const auto luck = tally.exchange_ratio(), prices = tally.exchange_over_prices();
  ratio["over_luck"] = luck ? interval_json(*luck) : Json();
  ratio["over_prices"] = luck && prices ? interval_json(*prices) : Json();
  j["exchange_ratio"] = ratio;
  return j;
}

}  // namespace cupola
