#include "catalogue/published.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "catalogue/card.hpp"
#include "catalogue/card_text.hpp"
#include "catalogue/figures.hpp"
#include "catalogue/names.hpp"

namespace cupola {
namespace {

constexpr std::size_t kTargetWidth = 18;

bool same(double a, double b) { return std::fabs(a - b) <= 1e-9 * std::fabs(b); }

PublishedUse use_of(const RadarType& radar, const PublishedRange& published) {
  const Figure &range = radar.reference_range_m, &rcs = radar.reference_rcs_m2;
  if (radar.equation != RadarEquation::reference || !published.rcs_m2) return PublishedUse::none;
  if (same(published.range_m, range.best) && same(*published.rcs_m2, rcs.best))
    return PublishedUse::reference;
  const bool advertised = range.advertised && same(published.range_m, *range.advertised) &&
                          same(*published.rcs_m2, rcs.advertised.value_or(rcs.best));
  return advertised ? PublishedUse::advertised : PublishedUse::none;
}

/// Of ours against what is published; what lies within a published span does not differ.
double difference(double ours_m, const PublishedRange& published) {
  const double far_m = published.range_m, near_m = published.range_least_m.value_or(far_m);
  return ours_m / std::clamp(ours_m, near_m, far_m) - 1.0;
}

/// The range with another reference range in force.
double range_with(RadarType radar, double reference_range_m, double rcs_m2) {
  radar.reference_range_m.value = reference_range_m;
  return range_at_rcs_m(radar, rcs_m2);
}

RangeComparison compare(const RadarType& radar, const PublishedRange& published) {
  RangeComparison c{radar.name, published, use_of(radar, published), {}, {}, {}, {}, false, {}};
  if (radar.equation != RadarEquation::reference) return c;
  if (!published.rcs_m2) {
    const double ratio = published.range_m / radar.reference_range_m;
    if (published.range_m <= radar.instrumented_range_m)
      c.takes_m2 = radar.reference_rcs_m2 * ratio * ratio * ratio * ratio;
    return c;
  }
  c.ours_m = range_at_rcs_m(radar, *published.rcs_m2);
  c.ours_low_m = range_with(radar, radar.reference_range_m.low, *published.rcs_m2);
  c.ours_high_m = range_with(radar, radar.reference_range_m.high, *published.rcs_m2);
  c.at_limit = *c.ours_m >= radar.instrumented_range_m;
  c.difference = difference(*c.ours_m, published);
  return c;
}

std::string km(double range_m) { return fmt::format("{:.0f}", range_m / 1e3); }

std::string target_text(const PublishedRange& published) {
  std::string text;
  if (published.rcs_m2) text = fmt::format("{:.4g} m2", *published.rcs_m2);
  if (!published.target.empty()) text += (text.empty() ? "" : ", ") + published.target;
  if (published.pd) text += fmt::format(", Pd {:.4g}", *published.pd);
  return text;
}

std::string published_text(const PublishedRange& published) {
  if (!published.range_least_m) return km(published.range_m);
  return fmt::format("{}..{}", km(*published.range_least_m), km(published.range_m));
}

const char* mark_of(PublishedUse use) {
  const char* marks[] = {" ", "*", "+"};
  return marks[static_cast<int>(use)];
}

/// `-6 %`; nothing for what cannot be compared.
std::string percent(const std::optional<double>& difference) {
  if (!difference) return "";
  const double whole = std::round(*difference * 100.0);
  return whole == 0.0 ? "0 %" : fmt::format("{:+.0f} %", whole);
}

std::string ours_text(const RangeComparison& c) {
  if (c.takes_m2) return fmt::format("{:.2g} m2", *c.takes_m2);
  return c.ours_m ? km(*c.ours_m) + (c.at_limit ? "!" : "") : "";
}

std::string row_of(const RangeComparison& c) {
  std::string interval;
  if (c.ours_low_m) interval = fmt::format("{}..{}", km(*c.ours_low_m), km(*c.ours_high_m));
  const std::string numbers = fmt::format("  {:>10}  {:>7}  {:>9}  {:>6}  ", published_text(c.published),
                                          ours_text(c), interval, percent(c.difference));
  std::string word = fmt::format("{}, {}", name_of(c.published.claimant), c.published.source);
  if (!c.published.remark.empty()) word += ": " + c.published.remark;

  const std::string left = fmt::format("  {} ", mark_of(c.use));
  const auto targets = wrap(target_text(c.published), kTargetWidth);
  const auto words = wrap(word, kCardWidth - left.size() - kTargetWidth - numbers.size());
  std::string text;
  for (std::size_t i = 0; i < std::max(targets.size(), words.size()); ++i) {
    std::string line = i == 0 ? left : std::string(left.size(), ' ');
    line += fmt::format("{:<{}}", i < targets.size() ? targets[i] : "", kTargetWidth);
    line += i == 0 ? numbers : std::string(numbers.size(), ' ');
    if (i < words.size()) line += words[i];
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string heading() {
  return fmt::format("    {:<{}}  {:>10}  {:>7}  {:>9}  {:>6}  {}\n", "target", kTargetWidth, "public, km",
                     "ours", "interval", "differ", "on whose word");
}

}  // namespace

std::vector<RangeComparison> compare_published(RadarType radar) {
  set_mode(radar, FigureMode::best);
  std::vector<RangeComparison> all;
  for (const PublishedRange& published : radar.published) all.push_back(compare(radar, published));
  return all;
}

std::string published_rows(const RadarType& radar) {
  std::string text;
  for (const RangeComparison& c : compare_published(radar)) text += row_of(c);
  return text.empty() ? "" : heading() + text;
}

std::string published_legend() {
  return "* our reference: the radar constant is solved back from it\n"
         "+ our reference with `figures: advertised`\n"
         "! no farther than the instrumented range\n"
         "m2: only words are published; ours sees this cross-section at that range\n"
         "interval: ours over the interval of the reference range, at the same Pd\n";
}

std::string published_table(const Catalogue& catalogue) {
  std::string text =
      "Published ranges beside ours: free space, one look at our reference Pd, our central figures\n\n" +
      heading();
  std::string without;
  for (const auto& [name, radar] : catalogue.radars) {
    if (radar.published.empty()) without += (without.empty() ? "" : "; ") + name;
    if (!radar.published.empty()) text += name + "\n";
    for (const RangeComparison& c : compare_published(radar)) text += row_of(c);
  }
  text += "\n" + published_legend();
  if (without.empty()) return text;
  for (const std::string& line :
       wrap("No range with a cross-section or a named target is published of " + without, kCardWidth))
    text += line + "\n";
  return text;
}

}  // namespace cupola
