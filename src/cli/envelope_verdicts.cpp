#include "cli/envelope_verdicts.hpp"

#include <fmt/format.h>

#include "analysis/interceptor_reach.hpp"
#include "cli/version.hpp"

namespace cupola {

namespace {

nlohmann::ordered_json entry(const std::string& name, const PublicFigure& f) {
  return {{"id", name + "/" + f.what},
          {"unit", f.unit},
          {"expected", f.published},
          {"low", f.low},
          {"high", f.high},
          {"at_least", f.at_least},
          {"got", f.model},
          {"fitted", f.fitted},
          {"verdict", f.met ? "met" : "missed"}};
}

std::string row(const PublicFigure& f) {
  return fmt::format("  {:<6} {:<51} {:>6.4g} {:>11} {:>8.4g} {:<4} {:>+7.1f} %  {}\n",
                     f.met ? "met" : "MISSED", f.what, f.published,
                     fmt::format("{:.4g}-{:.4g}", f.low, f.high), f.model, f.unit, 100.0 * f.difference(),
                     f.fitted ? "fitted" : "held back");
}

}  // namespace

EnvelopeVerdicts judge_envelopes(const Catalogue& catalogue, const std::string& asked) {
  EnvelopeVerdicts verdicts;
  verdicts.json = {{"version", version()},
                   {"content_hash", catalogue.content_hash},
                   {"figures", nlohmann::ordered_json::array()}};
  verdicts.text = fmt::format("{:<60} {:>6} {:>11} {:>8}\n", "Public figures about flight", "public",
                              "interval", "model");
  int all = 0;
  for (const auto& [name, type] : catalogue.interceptors) {
    if (!asked.empty() && name != asked) continue;
    verdicts.text += fmt::format("\n{}\n", name);
    for (const PublicFigure& figure : public_figures(type)) {
      verdicts.text += row(figure);
      verdicts.json["figures"].push_back(entry(name, figure));
      verdicts.missed += !figure.met;
      ++all;
    }
  }
  verdicts.text += fmt::format(
      "\n{} figures: {} met, {} missed. A reach is met where the model's is no shorter than the low end: the "
      "zone\n"
      "ends before the energy does. An entry that misses a figure's own interval is refused.\n",
      all, all - verdicts.missed, verdicts.missed);
  return verdicts;
}

}  // namespace cupola
