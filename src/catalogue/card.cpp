#include "catalogue/card.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "catalogue/card_text.hpp"
#include "catalogue/figures.hpp"
#include "catalogue/hits_per_scan.hpp"
#include "catalogue/published.hpp"

namespace cupola {
namespace {

constexpr double kCurveRcs_m2[] = {20, 10, 5, 4, 2, 1, 0.5, 0.1, 0.05, 0.01, 0.005, 0.001, 0.0005, 0.0001};

// What the words beside the figures mean.
constexpr const char* kLegend =
    "\nasserted: somebody says so (who, where; memory: remembered, not read again); derived: solved back\n"
    "or computed; assumed: our judgement. The interval is what is believed, not what is measured.\n";

/// Short enough for a column: 0.01, 5e-4.
std::string rcs_text(double rcs_m2) {
  if (rcs_m2 >= 0.005) return fmt::format("{}", rcs_m2);
  const int power = rcs_m2 < 0.001 ? -4 : -3;
  return fmt::format("{:.0f}e{}", rcs_m2 / (power == -4 ? 1e-4 : 1e-3), power);
}

std::string curve_row(RadarType radar, FigureMode mode, const char* label) {
  set_mode(radar, mode);
  std::string row = fmt::format("  {:<12}", label);
  for (const double rcs_m2 : kCurveRcs_m2)
    row += fmt::format("{:>6.0f}", range_at_rcs_m(radar, rcs_m2) / 1e3);
  return row + "\n";
}

/// Where the radar constant comes from.
std::string pair_text(const RadarType& radar) {
  std::string text = fmt::format(
      "The radar constant is solved back from {} on {} at Pd {}, Pfa {}, Swerling {}; power, gains and noise "
      "do not enter it.",
      format_quantity(radar.reference_range_m.best, Dimension::length),
      format_quantity(radar.reference_rcs_m2.best, Dimension::area_rcs), radar.reference_pd.best,
      radar.reference_pfa.best, radar.reference_swerling);
  const Figure& range = radar.reference_range_m;
  if (range.advertised) {
    const double rcs_m2 = radar.reference_rcs_m2.advertised.value_or(radar.reference_rcs_m2.best);
    text += fmt::format(" The maker's pair is {} on {}, without Pd, Pfa or fluctuation.",
                        format_quantity(*range.advertised, Dimension::length),
                        format_quantity(rcs_m2, Dimension::area_rcs));
  }
  const bool published = std::any_of(radar.published.begin(), radar.published.end(),
                                     [](const PublishedRange& p) { return p.rcs_m2.has_value(); });
  if (!published) text += " No pair of range and cross-section is published at all.";
  return text;
}

/// What others say of its reach, beside ours.
std::string published_section(const RadarType& radar) {
  const std::string rows = published_rows(radar);
  return rows.empty() ? "" : "\npublished ranges beside our best\n" + rows + published_legend();
}

/// How long the beam of a turning antenna looks, and how many echoes from the end of its range that leaves
/// room for.
std::string dwell_section(const RadarType& radar) {
  if (radar.scan != ScanKind::rotating) return "";
  const double beam_rad = radar.azimuth_beamwidth_rad, turn_s = radar.rotation_period_s;
  const double rate_hz = unambiguous_pulse_rate_hz(radar.instrumented_range_m);
  const std::string text = fmt::format(
      "time on target {:.0f} ms a pass: {:.1f} pulses at {:.0f} Hz, the highest rate at which echoes from "
      "the "
      "instrumented range are back before the next pulse leaves.",
      time_on_target_s(beam_rad, turn_s) * 1e3, hits_per_scan(beam_rad, turn_s, rate_hz), rate_hz);
  std::string lines = "\n";
  for (const std::string& line : wrap(text, kCardWidth)) lines += line + "\n";
  return lines;
}

std::string derived(const RadarType& radar) {
  if (radar.equation == RadarEquation::energy) {
    return "\nThe radar constant follows from power, gains, noise and losses: no range is given here.\n" +
           dwell_section(radar) + published_section(radar);
  }
  std::string text =
      "\nrange against cross-section: free space, one look at the reference Pd, up to the instrumented "
      "range\n";
  text += "  RCS, m2     ";
  for (const double rcs_m2 : kCurveRcs_m2) text += fmt::format("{:>6}", rcs_text(rcs_m2));
  text += '\n';
  text += curve_row(radar, FigureMode::advertised, "advertised");
  text += curve_row(radar, FigureMode::best, "best, km");
  text += curve_row(radar, FigureMode::low, "low");
  for (const std::string& line : wrap(pair_text(radar), kCardWidth - 2)) text += fmt::format("  {}\n", line);
  return text + dwell_section(radar) + published_section(radar);
}

template <class Record>
std::string derived(const Record&) {
  return "";
}

std::string source_lines(const Catalogue& catalogue, const std::set<std::string>& keys) {
  std::string text = keys.empty() ? "" : "\nsources\n";
  for (const std::string& key : keys) {
    const auto found = catalogue.sources.find(key);
    if (found == catalogue.sources.end()) continue;
    std::string left = fmt::format("  {:<20}  ", key);
    for (const std::string& line : wrap(found->second.title, kCardWidth - left.size())) {
      text += left + line + "\n";
      left.assign(left.size(), ' ');
    }
    if (!found->second.url.empty()) text += left + found->second.url + "\n";
  }
  return text;
}

template <class Record>
std::string card_of(const Catalogue& catalogue, const char* kind, Record record) {
  const StatusCounts counts = count(record);
  std::string text = fmt::format("{}, {}\n", record.name, kind);
  if (counts.all() > 0) text += counts_text(counts) + "\n";
  std::set<std::string> keys;
  auto sections = card_sections([&](FieldVisitor& v) { declare(v, record); }, keys);
  // Published ranges stand in a table of their own, beside ours.
  std::erase_if(sections, [](const CardSection& section) { return section.heading == "published"; });
  text += print_sections(sections);
  if (counts.all() > 0) text += kLegend;
  return text + derived(record) + source_lines(catalogue, keys);
}

std::string radar_rows(const std::vector<SystemRadar>& radars, double east_m, double north_m) {
  std::string text;
  for (const SystemRadar& radar : radars)
    text += fmt::format("  {:<12}  {:<22}  {:>8.2f}  {:>8.2f}\n", radar.name, "radar " + radar.type,
                        (east_m + radar.east_m) / 1e3, (north_m + radar.north_m) / 1e3);
  return text;
}

std::string unit_rows(const SystemFireUnit& unit) {
  std::string text = fmt::format("  {:<12}  {:<22}  {:>8.2f}  {:>8.2f}  {:.0f} launchers {}\n", unit.name,
                                 "guidance " + unit.guidance_radar, unit.east_m / 1e3, unit.north_m / 1e3,
                                 double{unit.launchers}, unit.launcher);
  return text + radar_rows(unit.radars, unit.east_m, unit.north_m);
}

/// A system: what stands where, as a table, and the figures of its fire units.
std::string card_of(const Catalogue& catalogue, const char* kind, SystemType system) {
  std::string text =
      fmt::format("{}, {}\n{}\n\n  {:<12}  {:<22}  {:>8}  {:>8}\n", system.name, kind,
                  counts_text(count(system)), "element", "what it is", "east, km", "north, km");
  if (!system.command_post.empty())
    text +=
        fmt::format("  {:<12}  {:<22}  {:>8.2f}  {:>8.2f}\n", system.command_post, "command post", 0.0, 0.0);
  text += radar_rows(system.radars, 0.0, 0.0);
  for (const SystemPassive& passive : system.passive_sensors)
    text += fmt::format("  {:<12}  {:<22}  {:>8.2f}  {:>8.2f}\n", passive.name, "listens " + passive.type,
                        passive.east_m / 1e3, passive.north_m / 1e3);
  for (const SystemFireUnit& unit : system.fire_units) text += unit_rows(unit);
  std::set<std::string> keys;
  for (SystemFireUnit& unit : system.fire_units) {
    text += '\n' + unit.name;
    text += print_sections(card_sections([&unit](FieldVisitor& v) { declare_figures(v, unit); }, keys));
  }
  return text + kLegend + source_lines(catalogue, keys);
}

}  // namespace

double range_at_rcs_m(const RadarType& radar, double rcs_m2) {
  const double range_m = radar.reference_range_m * std::sqrt(std::sqrt(rcs_m2 / radar.reference_rcs_m2));
  return std::min<double>(range_m, radar.instrumented_range_m);
}

std::string card(const Catalogue& catalogue, const std::string& name) {
  std::string text;
  for_each_kind(catalogue, [&](const char* kind, const auto& records) {
    const auto found = records.find(name);
    if (found == records.end()) return;
    if (!text.empty()) text += '\n';
    text += card_of(catalogue, kind, found->second);
  });
  return text;
}

std::string catalogue_list(const Catalogue& catalogue) {
  std::string text;
  for_each_kind(catalogue, [&](const char* kind, const auto& records) {
    std::string names;
    for (const auto& [name, record] : records) {
      if (!names.empty()) names += "; ";
      names += name;
    }
    std::string left = fmt::format("{:<16}", kind);
    for (const std::string& line : wrap(names, kCardWidth - left.size())) {
      text += left + line + "\n";
      left.assign(left.size(), ' ');
    }
  });
  return text;
}

std::vector<std::string> card_names(const Catalogue& catalogue) {
  std::set<std::string> names;
  for_each_kind(catalogue, [&](const char*, const auto& records) {
    for (const auto& [name, record] : records) names.insert(name);
  });
  return {names.begin(), names.end()};
}

}  // namespace cupola
