#include "cli/words.hpp"

#include <fmt/format.h>

#include "catalogue/card_text.hpp"
#include "cli/run_header.hpp"

namespace cupola {

namespace {

constexpr std::size_t kWidth = 118;

/// A text over several lines, all but the first further to the right.
std::string hanging(const std::string& text, std::size_t indent, std::size_t further) {
  std::string lines;
  std::size_t left = indent;
  for (const std::string& line : wrap(text, kWidth - indent - further)) {
    lines += std::string(left, ' ') + line + "\n";
    left = indent + further;
  }
  return lines;
}

}  // namespace

std::vector<std::string> caveats(bool one_draw, const std::string& ground, bool inputs_drawn) {
  const bool smooth = ground.empty() || ground == TerrainNote{}.words;
  std::vector<std::string> lines = {
      "in this model, with these inputs", smooth ? "smooth earth, no terrain" : ground,
      "no point defence, no fighters, no deception jamming beyond declared false tracks",
      "analysis and education; not predictive of real combat"};
  lines.insert(lines.begin(),
               one_draw ? "a single run is one draw, not an estimate: --replicates 200 gives intervals"
               : inputs_drawn
                   ? "the bands cover luck and the stated intervals of the inputs that were drawn, not "
                     "errors of the model"
                   : "the bands cover luck alone, not the intervals of the inputs and not errors of "
                     "the model");
  return lines;
}

std::string caveat_lines(bool one_draw, const std::string& ground, bool inputs_drawn) {
  std::string text = "What this is\n";
  for (const std::string& line : caveats(one_draw, ground, inputs_drawn)) text += hanging(line, 2, 2);
  return text;
}

std::string in_play_text(const std::vector<std::string>& lines) {
  std::string text = "In play\n";
  for (const std::string& line : lines) text += hanging(line, 2, 4);
  return text;
}

std::string precedence_lines(std::string_view precedence) {
  return hanging(fmt::format("precedence: {}", precedence), 2, 2);
}

nlohmann::ordered_json figures_json(const Scenario& s) {
  return {{"mode", name_of(s.figures)},
          {"asserted", s.status_counts.asserted},
          {"from_memory", s.status_counts.remembered},
          {"derived", s.status_counts.derived},
          {"assumed", s.status_counts.assumed}};
}

}  // namespace cupola
