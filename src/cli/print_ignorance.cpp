#include "cli/print_ignorance.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/interval_print.hpp"
#include "cli/study_words.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kInputsShown = 12;

std::string band_text(const QuantileBand& band, double unit) {
  return fmt::format("{:>8.2g} {:>8.2g} {:>8.2g}", band.low * unit, band.middle * unit, band.high * unit);
}

/// What part of the variance is ignorance, in words.
std::string split_text(const VarianceSplit& split) {
  if (!split.distinguishable())
    return fmt::format(
        "what is not known moves the mean: not distinguishable from zero in {} draws of {} replicates",
        split.draws, split.replicates);
  const double all = split.knowledge.estimate + split.luck;
  return fmt::format("ignorance is {:.2g} % of the variance of a single raid  [{:.2g}, {:.2g}]",
                     100.0 * split.knowledge.estimate / all,
                     100.0 * split.knowledge.low / (split.knowledge.low + split.luck),
                     100.0 * split.knowledge.high / (split.knowledge.high + split.luck));
}

std::string bands_text(const Study& study, const MeasureBands& b) {
  const double unit = shown(study, b.column);
  const std::string levels = levels_text(study, b.point);
  std::string text = levels.empty() ? "" : "  " + levels + "\n";
  text += fmt::format("    mean at the best guess     {}\n", interval_text(scaled(b.best_guess, unit)));
  if (!b.is_event) text += fmt::format("    luck: single raids, at best {}\n", band_text(b.luck, unit));
  text += fmt::format("    ignorance: means           {}   (with what luck leaves in them {})\n",
                      band_text(b.knowledge, unit), band_text(b.means, unit));
  if (!b.is_event) text += fmt::format("    both: single raids         {}\n", band_text(b.both, unit));
  return text + "    " + split_text(b.split) + "\n";
}

std::string verdict(const DrawDifference& d) {
  if (!d.distinguishable()) return "not distinguishable";
  return d.higher >= DrawDifference::kAhead ? "higher" : "lower";
}

std::string difference_text(const Study& study, const DrawDifference& d) {
  const double unit = shown(study, d.column);
  return fmt::format(
      "  {}: {} less {} ({})\n    higher in {:.0f} %, lower in {:.0f} % of the draws  [{:.0f}, {:.0f}]: "
      "{}\n    ignorance: means           {}\n",
      study.file.factors[d.factor].name, level_of(study, d.point, d.factor),
      level_of(study, d.base, d.factor), text_of(study, d.column), 100.0 * d.higher, 100.0 * d.lower,
      100.0 * d.share.low, 100.0 * d.share.high, verdict(d), band_text(d.knowledge, unit));
}

std::string input_text(const Uncertainty& uncertain, const InputSensitivity& s, double unit) {
  const UncertainInput& input = uncertain.inputs[s.input];
  if (s.bar) {
    const auto end = [&](const Interval& moved, double quantile) {
      if (is_best_at(input, quantile))
        return fmt::format("        0 at {}, as at best", text_at(input, quantile));
      return fmt::format("{:>+9.2g} [{:+.2g}, {:+.2g}] at {}", moved.estimate * unit, moved.low * unit,
                         moved.high * unit, text_at(input, quantile));
    };
    return fmt::format("    {}{}\n      low  {}\n      high {}\n", input.name,
                       s.bar->reverses ? "  (turns the difference round)" : "", end(s.bar->at_low, 0.0),
                       end(s.bar->at_high, 1.0));
  }
  if (s.indices)
    return fmt::format("    first {}   total {}   {}\n", interval_text(s.indices->first),
                       interval_text(s.indices->total), input.name);
  if (s.effects)
    return fmt::format("    mu* {}   mu {:>+8.2g}   sigma {:>8.2g}   {}\n",
                       interval_text(scaled(s.effects->mean_size, unit)), s.effects->mean.estimate * unit,
                       s.effects->spread * unit, input.name);
  return fmt::format("    {}   {}\n", interval_text(*s.rank_correlation), input.name);
}

std::string how_ranked(SamplingKind sampling) {
  switch (sampling) {
    case SamplingKind::morris:
      return "Morris: mu* mean size, mu mean, sigma spread of the effect of a whole way from low to high";
    case SamplingKind::saltelli:
      return "shares of the variance that comes from ignorance: first by itself, total with all others";
    case SamplingKind::tornado:
      return "each input at its ends, all others at best, replicate by replicate under the same luck";
    default:
      return "rank correlation of the input with the mean of its draw";
  }
}

/// Whether it is surely more than nothing.
bool tells(const InputSensitivity& s) {
  const auto off_zero = [](const Interval& i) { return i.low > 0.0 || i.high < 0.0; };
  if (s.bar) return off_zero(s.bar->at_low) || off_zero(s.bar->at_high);
  if (s.indices) return off_zero(s.indices->total);
  return s.effects ? s.effects->mean_size.low > s.effects->noise : off_zero(*s.rank_correlation);
}

/// The inputs that matter most, and which of them do not surely matter.
std::string named_text(const Uncertainty& uncertain, const Sensitivity& s) {
  std::string text;
  for (std::size_t i = 0; i < std::min(kInputsNamed, s.inputs.size()) && s.inputs[i].weight > 0.0; ++i)
    text += fmt::format("{}{}{}", i > 0 ? ", " : "", uncertain.inputs[s.inputs[i].input].name,
                        tells(s.inputs[i]) ? "" : " (not distinguishable from none)");
  return text.empty() ? "no input moves it in these draws" : "most of it by " + text;
}

std::string sensitivity_text(const Study& study, const Sensitivity& s) {
  const double unit =
      s.inputs.front().indices || s.inputs.front().rank_correlation ? 1.0 : shown(study, s.column);
  std::string of = levels_text(study, s.point);
  if (s.base) of += " less " + levels_text(study, *s.base);
  std::string text = fmt::format("  {}{}{}: {}\n", text_of(study, s.column), of.empty() ? "" : "; ", of,
                                 named_text(study.uncertain, s));
  if (s.inputs.front().weight <= 0.0) return text;
  for (std::size_t i = 0; i < std::min(kInputsShown, s.inputs.size()); ++i)
    text += input_text(study.uncertain, s.inputs[i], unit);
  if (s.inputs.size() > kInputsShown)
    text += fmt::format("    and {} more, in --json\n", s.inputs.size() - kInputsShown);
  return text;
}

Json band_json(const QuantileBand& band) {
  return {{"p5", band.low}, {"p50", band.middle}, {"p95", band.high}};
}

Json split_json(const VarianceSplit& split) {
  return {{"draws", split.draws},
          {"replicates", split.replicates},
          {"knowledge", interval_json(split.knowledge)},
          {"luck", split.luck},
          {"rest", split.rest},
          {"distinguishable", split.distinguishable()}};
}

Json input_json(const UncertainInput& input) {
  Json paths = Json::array();
  if (!input.path.empty()) paths.push_back(input.path);
  for (const FigurePath& f : input.figures) paths.push_back(f.path);
  return {{"name", input.name},
          {"paths", paths},
          {"best", text_at(input, kAtBest)},
          {"low", text_at(input, 0.0)},
          {"high", text_at(input, 1.0)}};
}

Json sensitivity_json(const Study& study, const Sensitivity& s) {
  Json row = {{"measure", s.column}, {"point", s.point}, {"at_best", s.at_best}, {"inputs", Json::array()}};
  row["base"] = s.base ? Json(*s.base) : Json();
  for (const InputSensitivity& i : s.inputs) {
    Json one = {{"input", study.uncertain.inputs[i.input].name}, {"weight", i.weight}};
    if (i.rank_correlation) one["rank_correlation"] = interval_json(*i.rank_correlation);
    if (i.effects)
      one.update({{"mu", interval_json(i.effects->mean)},
                  {"mu_star", interval_json(i.effects->mean_size)},
                  {"sigma", i.effects->spread},
                  {"noise", i.effects->noise}});
    if (i.indices)
      one.update({{"first", interval_json(i.indices->first)}, {"total", interval_json(i.indices->total)}});
    if (i.bar)
      one.update({{"at_low", interval_json(i.bar->at_low)},
                  {"at_high", interval_json(i.bar->at_high)},
                  {"reverses", i.bar->reverses}});
    row["inputs"].push_back(one);
  }
  return row;
}

}  // namespace

std::string ignorance_text(const Study& study, const StudyAnswer& answer) {
  const Uncertainty& uncertain = study.uncertain;
  if (!uncertain.given()) return {};
  const char* sampling = names_of(SamplingKind{})[static_cast<std::size_t>(uncertain.sampling)];
  std::string text = fmt::format("\nLuck and ignorance: {} draws ({}) of {} inputs that are not known\n",
                                 uncertain.draws() - 1, sampling, uncertain.inputs.size());
  std::string column;
  if (!answer.bands.empty()) text += "5, 50 and 95 % under the stated distributions\n";
  for (const MeasureBands& b : answer.bands) {
    if (b.column != column) text += fmt::format("\n{}\n", text_of(study, b.column));
    column = b.column;
    text += bands_text(study, b);
  }
  if (!answer.draw_differences.empty())
    text +=
        "\nDifferences draw by draw under the same luck; called higher or lower from 90 % of the draws on\n";
  for (const DrawDifference& d : answer.draw_differences) text += difference_text(study, d);
  if (!answer.sensitivities.empty())
    text += fmt::format("\nWhich inputs decide ({})\n", how_ranked(uncertain.sampling));
  for (const Sensitivity& s : answer.sensitivities) text += sensitivity_text(study, s);
  return text;
}

Json ignorance_json(const Study& study, const StudyAnswer& answer) {
  const Uncertainty& uncertain = study.uncertain;
  Json object = {{"sampling", names_of(SamplingKind{})[static_cast<std::size_t>(uncertain.sampling)]},
                 {"draws", uncertain.draws() - 1},
                 {"inputs", Json::array()},
                 {"bands", Json::array()},
                 {"differences", Json::array()},
                 {"sensitivities", Json::array()}};
  for (const UncertainInput& input : uncertain.inputs) object["inputs"].push_back(input_json(input));
  for (const MeasureBands& b : answer.bands)
    object["bands"].push_back({{"measure", b.column},
                               {"point", b.point},
                               {"best_guess", interval_json(b.best_guess)},
                               {"luck", band_json(b.luck)},
                               {"knowledge", band_json(b.knowledge)},
                               {"means", band_json(b.means)},
                               {"both", band_json(b.both)},
                               {"variance", split_json(b.split)}});
  for (const DrawDifference& d : answer.draw_differences)
    object["differences"].push_back({{"measure", d.column},
                                     {"factor", study.file.factors[d.factor].name},
                                     {"point", d.point},
                                     {"base", d.base},
                                     {"higher", d.higher},
                                     {"lower", d.lower},
                                     {"share", interval_json(d.share)},
                                     {"verdict", verdict(d)},
                                     {"knowledge", band_json(d.knowledge)},
                                     {"variance", split_json(d.split)}});
  for (const Sensitivity& s : answer.sensitivities)
    object["sensitivities"].push_back(sensitivity_json(study, s));
  return object;
}

}  // namespace cupola
