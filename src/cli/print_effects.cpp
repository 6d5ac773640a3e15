#include <fmt/format.h>

#include <bit>

#include "cli/interval_print.hpp"
#include "cli/print_ignorance.hpp"
#include "cli/study_words.hpp"

namespace cupola {

namespace {

using Json = nlohmann::ordered_json;

/// `I = -ABD = +ACDE`: what never changes, each with its sign; words longer than four letters do no harm and are counted.
std::string relation_text(const FractionalDesign& design) {
  std::string text = "I";
  std::size_t longer = 0;
  for (const FactorSet word : design.defining_relation()) {
    if (std::popcount(word) > 4)
      ++longer;
    else
      text += fmt::format(" = {}{}", sign_of_alias(word, 0) > 0 ? '+' : '-', letters_of(word));
  }
  return longer > 0 ? fmt::format("{} and {} longer", text, longer) : text;
}

std::string aliases_text(const FactorEffect& e) {
  std::string text;
  for (const FactorSet alias : e.aliases)
    text += fmt::format(" {} {}", sign_of_alias(e.factors, alias) > 0 ? '+' : '-', letters_of(alias));
  return text;
}

/// Effects of two factors that cannot be told apart, each group once.
std::string confounded_text(const FractionalDesign& design) {
  std::string text;
  for (std::size_t f = 0; f < design.factors; ++f)
    for (std::size_t g = f + 1; g < design.factors; ++g) {
      const FactorSet effect = (1u << f) | (1u << g);
      bool first = true;
      std::string chain = letters_of(effect);
      for (const FactorSet alias : design.aliases_of(effect)) {
        first = first && std::popcount(alias) == 2 && alias > effect;
        chain += fmt::format(" {} {}", sign_of_alias(effect, alias) > 0 ? '+' : '-', letters_of(alias));
      }
      if (first && chain.size() > 2) text += (text.empty() ? "" : "; ") + chain;
    }
  return text.empty() ? text : "Not told apart: " + text + "\n";
}

}  // namespace

std::string effects_text(const Study& study, const StudyAnswer& answer) {
  if (answer.effects.empty()) return {};
  const FractionalDesign design = fractional_of(study.file);
  std::string text = fmt::format(
      "\nEffects from the first level to the second, 95 % intervals over replicates; {} runs "
      "of {} factors, resolution {}\n",
      std::size_t{1} << design.base, design.factors, design.resolution());
  for (std::size_t f = 0; f < design.factors; ++f) {
    const FactorFile& factor = study.file.factors[f];
    text += fmt::format("  {}  {}: {} to {}\n", letters_of(1u << f), factor.name, factor.levels[0].name,
                        factor.levels[1].name);
  }
  text += relation_text(design) + "\n" + confounded_text(design);
  std::string column;
  for (const FactorEffect& e : answer.effects) {
    if (e.column != column) text += fmt::format("\n{}\n", text_of(study, e.column));
    column = e.column;
    text += fmt::format("  {}  {}{}\n", interval_text(scaled(e.effect, shown(study, e.column))),
                        letters_of(e.factors), aliases_text(e));
  }
  return text;
}

Json effects_json(const Study& study, const StudyAnswer& answer) {
  const FractionalDesign design = fractional_of(study.file);
  Json object = {
      {"resolution", design.resolution()}, {"defining_relation", Json::array()}, {"effects", Json::array()}};
  for (const FactorSet word : design.defining_relation())
    object["defining_relation"].push_back(
        fmt::format("{}{}", sign_of_alias(word, 0) > 0 ? "+" : "-", letters_of(word)));
  for (const FactorEffect& e : answer.effects) {
    Json row = {{"measure", e.column}, {"effect", letters_of(e.factors)}, {"replicates", e.replicates}};
    row.update(interval_json(e.effect));
    row["aliases"] = Json::array();
    for (const FactorSet alias : e.aliases)
      row["aliases"].push_back(
          fmt::format("{}{}", sign_of_alias(e.factors, alias) > 0 ? "+" : "-", letters_of(alias)));
    object["effects"].push_back(row);
  }
  return object;
}

}  // namespace cupola
