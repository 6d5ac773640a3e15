#include "study/add_draws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenario/load.hpp"

namespace cupola {

namespace {

constexpr std::size_t kMostPoints = 200'000;  // each of them is a scenario that is loaded and played

class DrawAdder {
 public:
  DrawAdder(const Document& document, Study& study, Problems& problems)
      : document_(document), node_(*document.root.find("uncertain")), study_(study), problems_(problems) {}
  bool add();

 private:
  bool find();
  bool take_no_factor();
  bool small_enough();
  bool try_end(const UncertainInput& input, double quantile, const std::string& end);
  bool refuse(const Node& at, const std::string& what, const std::string& hint) {
    problems_.add(document_.problem(at.line, at.column, what, hint));
    return false;
  }
  const Node& entry(const UncertainInput& input) const { return node_.find("inputs")->items[input.entry]; }
  const Node& value(const char* key) const {
    const Node* at = node_.find(key);
    return at != nullptr ? *at : node_;
  }

  const Document& document_;
  const Node& node_;
  Study& study_;
  Problems& problems_;
  std::vector<std::string> first_;  // settings of the first point
};

bool DrawAdder::find() {
  Scenario scenario;
  first_ = settings_of(study_.file, study_.points.front());
  Problems told;
  // What is wrong without any draw is told with the points.
  if (!load_scenario(study_.scenario_file, *study_.catalogue, scenario, told, study_.terrain, first_))
    return true;
  if (!find_inputs(document_, study_.file, study_.scenario_file, scenario, *study_.catalogue,
                   study_.uncertain.inputs, problems_))
    return false;
  const bool figures = std::any_of(study_.uncertain.inputs.begin(), study_.uncertain.inputs.end(),
                                   [](const UncertainInput& i) { return !i.figures.empty(); });
  if (figures && scenario.figures != FigureMode::best)
    return refuse(node_, "figures are drawn about their best values, and the scenario plays others",
                  "let the scenario have `figures: best`");
  return true;
}

/// One of both would be without effect.
bool DrawAdder::take_no_factor() {
  std::set<std::string> varied;
  for (const FactorFile& factor : study_.file.factors)
    for (const LevelFile& level : factor.levels)
      for (const SettingFile& setting : level.set) varied.insert(setting.path);
  bool good = true;
  for (const UncertainInput& input : study_.uncertain.inputs)
    for (const SettingFile& setting : settings_at(input, 1.0))
      if (varied.contains(setting.path) || varied.contains("figures"))
        good = refuse(entry(input),
                      varied.contains(setting.path)
                          ? fmt::format("`{}` is set by a factor and drawn as well", setting.path)
                          : std::string("a factor sets `figures`, and draws are about best values"),
                      "leave it to one of them");
  return good;
}

bool DrawAdder::small_enough() {
  const UncertaintyFile& file = study_.file.uncertain;
  const std::size_t inputs = study_.uncertain.inputs.size(), most = inputs_most(file.sampling);
  if (inputs > most)
    return refuse(value("sampling"), fmt::format("{} inputs, and this sampling takes {}", inputs, most),
                  "screen them by `morris` first, or draw some `together`");
  const std::uint64_t of_one = file.sampling == SamplingKind::morris     ? inputs + 1
                               : file.sampling == SamplingKind::saltelli ? inputs + 2
                                                                         : 1;
  const std::uint64_t draws = file.sampling == SamplingKind::tornado ? 2 * inputs : file.draws * of_one;
  if (draws * study_.points.size() <= kMostPoints) return true;
  return refuse(value("draws"),
                fmt::format("{} draws at each of {} points of the design are more than {} in all", draws,
                            study_.points.size(), kMostPoints),
                "draw less, or vary less");
}

/// Where its end does not load, the field does not take it.
bool DrawAdder::try_end(const UncertainInput& input, double quantile, const std::string& end) {
  std::vector<std::string> settings = first_;
  for (const SettingFile& setting : settings_at(input, quantile))
    settings.push_back(setting.path + "=" + setting.value);
  Scenario scenario;
  Problems told;
  if (load_scenario(study_.scenario_file, *study_.catalogue, scenario, told, study_.terrain, settings))
    return true;
  for (const Problem& problem : told.all())
    refuse(entry(input), fmt::format("at its {} end, {}: {}", end, text_at(input, quantile), problem.what),
           problem.hint);
  return false;
}

bool DrawAdder::add() {
  if (!find()) return false;
  Uncertainty& uncertain = study_.uncertain;
  if (!take_no_factor() || !small_enough()) return false;
  bool good = true;
  for (const UncertainInput& input : uncertain.inputs) {
    for (std::size_t l = 0; l < input.levels.size(); ++l)
      good &=
          try_end(input, (static_cast<double>(l) + 0.5) / static_cast<double>(input.levels.size()), "named");
    if (input.levels.empty()) good &= try_end(input, 0.0, "low") && try_end(input, 1.0, "high");
  }
  if (!good) return false;
  uncertain.sampling = study_.file.uncertain.sampling;
  uncertain.points = draw_points(study_.file.uncertain, uncertain.inputs, study_.file.seed);
  std::vector<DesignPoint> all;
  for (const DesignPoint& point : study_.points)
    for (std::size_t draw = 0; draw < uncertain.draws(); ++draw) all.push_back({point.levels, draw});
  study_.points = std::move(all);
  return true;
}

}  // namespace

bool add_draws(const Document& document, Study& study, Problems& problems) {
  return !study.file.uncertain.given() || DrawAdder(document, study, problems).add();
}

}  // namespace cupola
