#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "catalogue/quantity_text.hpp"
#include "catalogue/scalar.hpp"
#include "study/uncertain.hpp"

namespace cupola {

namespace {

/// Turns the entries of a study file into inputs.
class Finder {
 public:
  Finder(const Document& document, std::vector<FigurePath> paths, const Scenario& scenario,
         Problems& problems)
      : document_(document),
        list_(*document.root.find("uncertain")->find("inputs")),
        paths_(std::move(paths)),
        types_(types_in_play(scenario)),
        problems_(problems) {}

  void add(const UncertainFile& file, std::size_t entry);
  std::vector<UncertainInput> inputs;

 private:
  void add_levels(const UncertainFile& file);
  void add_path(const UncertainFile& file);
  void add_every(const UncertainFile& file);
  void add_plain(const UncertainFile& file);
  bool restate(const UncertainFile& file, FigurePath& at);
  bool read(const char* key, const std::string& text, const Measure& measure, double& value);
  bool take_number(const char* key, const std::string& text, UncertainInput& input, double& value);
  void put(UncertainInput input);
  bool refuse(const char* key, const std::string& what, const std::string& hint) {
    const Node& node = list_.items[entry_];
    const Node* at = node.find(key);
    const Node& place = at != nullptr ? *at : node;
    problems_.add(document_.problem(place.line, place.column, what, hint));
    return false;
  }

  const Document& document_;
  const Node& list_;
  const std::vector<FigurePath> paths_;
  const std::set<std::string> types_;
  Problems& problems_;
  std::size_t entry_ = 0;
};

void Finder::put(UncertainInput input) {
  input.entry = entry_;
  const auto sets = [](const UncertainInput& some, const std::string& path) {
    if (some.path == path) return true;
    return std::any_of(some.figures.begin(), some.figures.end(),
                       [&](const auto& f) { return f.path == path; });
  };
  for (const UncertainInput& other : inputs) {
    if (other.name == input.name) {
      refuse("name", fmt::format("`{}` is the name of another input", input.name), "call it otherwise");
      return;
    }
    std::string twice = !input.path.empty() && sets(other, input.path) ? input.path : "";
    for (const FigurePath& f : input.figures)
      if (sets(other, f.path)) twice = f.path;
    if (twice.empty()) continue;
    refuse(input.path.empty() ? "every" : "path",
           fmt::format("`{}` is drawn by `{}` already", twice, other.name), "leave it to one of them");
    return;
  }
  inputs.push_back(std::move(input));
}

void Finder::add(const UncertainFile& file, std::size_t entry) {
  entry_ = entry;
  const int ways = int{!file.path.empty()} + int{!file.every.empty()} + int{!file.levels.empty()};
  if (ways > 1) {
    refuse("name", "more than one of `path`, `every` and `levels`",
           "an input is one of them: take the others out");
    return;
  }
  if (file.distribution == Distribution::fixed) {
    refuse("distribution", "what is fixed is known", "write uniform, triangular or lognormal");
    return;
  }
  if (!file.levels.empty())
    add_levels(file);
  else if (!file.every.empty())
    add_every(file);
  else
    add_path(file);
}

void Finder::add_levels(const UncertainFile& file) {
  UncertainInput input;
  input.name = file.name;
  input.levels = file.levels;
  put(std::move(input));
}

bool Finder::read(const char* key, const std::string& text, const Measure& measure, double& value) {
  if (text.empty()) return true;
  Node node;
  node.text = text;
  const std::string wrong = parse_measured(node, measure.dimension, value);
  if (wrong.empty() && value >= measure.least && value <= measure.most) return true;
  return refuse(key, fmt::format("found `{}`, expected {}", text, expected_quantity(measure)),
                wrong.empty() ? "that is the range of the field" : wrong);
}

/// The study's own interval, where it has one.
bool Finder::restate(const UncertainFile& file, FigurePath& at) {
  Figure& figure = at.figure;
  const bool own = !file.value.empty() || !file.low.empty() || !file.high.empty();
  if (own && file.reason.empty())
    return refuse("name",
                  fmt::format("`{}` has another interval than the catalogue, and no reason", file.name),
                  "say why: `reason: ...`");
  if (!read("value", file.value, at.measure, figure.best) || !read("low", file.low, at.measure, figure.low) ||
      !read("high", file.high, at.measure, figure.high))
    return false;
  if (figure.low > figure.best || figure.best > figure.high)
    return refuse(file.low.empty() ? "high" : "low",
                  fmt::format("low {}, value {}, high {}: not in order",
                              format_quantity(figure.low, at.measure.dimension),
                              format_quantity(figure.best, at.measure.dimension),
                              format_quantity(figure.high, at.measure.dimension)),
                  "low <= value <= high; what the study does not say is the catalogue's");
  if (own && figure.distribution == Distribution::fixed) figure.distribution = Distribution::triangular;
  if (file.distribution) figure.distribution = *file.distribution;
  if (figure.distribution == Distribution::lognormal && figure.low <= 0.0)
    return refuse("distribution", "a lognormal input has a low end of 0 or less",
                  "`low` is three standard deviations below the median");
  if (own) {
    figure.status = FigureStatus::assumed;
    figure.reason = file.reason;
  }
  return true;
}

void Finder::add_path(const UncertainFile& file) {
  const auto at =
      std::find_if(paths_.begin(), paths_.end(), [&](const FigurePath& f) { return f.path == file.path; });
  if (at == paths_.end()) return add_plain(file);
  FigurePath figure = *at;
  if (!restate(file, figure)) return;
  if (figure.figure.low >= figure.figure.high) {
    refuse("path", fmt::format("the catalogue gives no interval for `{}`", file.path),
           "state `low`, `high` and a `reason`");
    return;
  }
  UncertainInput input;
  input.name = file.name;
  input.restated = !file.value.empty();
  input.figures.push_back(std::move(figure));
  put(std::move(input));
}

/// A number and its unit.
bool Finder::take_number(const char* key, const std::string& text, UncertainInput& input, double& value) {
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc())
    return refuse(key, fmt::format("`{}` does not begin with a number", text),
                  "choices that are no numbers are `levels`");
  std::string unit(end, text.data() + text.size());
  unit.erase(0, unit.find_first_not_of(' ') == std::string::npos ? unit.size() : unit.find_first_not_of(' '));
  if (key == std::string_view("low")) input.unit = unit;
  if (unit != input.unit)
    return refuse(key, fmt::format("`{}` is in another unit than the low end, `{}`", text, input.unit),
                  "write all of them in one unit: it is drawn in that");
  return true;
}

/// A value of the scenario.
void Finder::add_plain(const UncertainFile& file) {
  if (file.low.empty() || file.high.empty()) {
    std::vector<std::string> known;
    for (const FigurePath& f : paths_) known.push_back(f.path);
    const std::string nearest = nearest_of(file.path, known);
    refuse("path", fmt::format("no figure of the catalogue stands at `{}`", file.path),
           nearest.empty() ? "of a value of the scenario say `low` and `high`"
                           : "did you mean `" + nearest + "`?");
    return;
  }
  UncertainInput input;
  input.name = file.name;
  input.path = file.path;
  input.has_best = !file.value.empty();
  Figure& interval = input.interval;
  if (!take_number("low", file.low, input, interval.low) ||
      !take_number("high", file.high, input, interval.high))
    return;
  interval.best = (interval.low + interval.high) / 2.0;
  if (input.has_best && !take_number("value", file.value, input, interval.best)) return;
  interval.distribution = file.distribution.value_or(Distribution::uniform);
  if (interval.low > interval.best || interval.best > interval.high || interval.low == interval.high) {
    refuse("low", fmt::format("low {}, high {}: not in order", file.low, file.high),
           "low <= value <= high, low < high");
    return;
  }
  if (interval.distribution != Distribution::uniform && !input.has_best) {
    refuse("distribution", "this distribution needs a central value", "add `value`");
    return;
  }
  if (interval.distribution == Distribution::lognormal && interval.low <= 0.0) {
    refuse("distribution", "a lognormal input has a low end of 0 or less", "write uniform or triangular");
    return;
  }
  put(std::move(input));
}

void Finder::add_every(const UncertainFile& file) {
  if (!file.value.empty() || !file.low.empty() || !file.high.empty()) {
    refuse("every", "figures of many kinds have no one interval",
           "give those that need it an entry of their own");
    return;
  }
  std::vector<FigurePath> found;
  bool any = false;
  for (const FigurePath& f : paths_) {
    const std::string type = type_of_path(f.path, types_);
    if (type.empty() || !matches(f.path, file.every)) continue;
    any = true;
    if (f.figure.distribution == Distribution::fixed) continue;
    found.push_back(f);
    if (file.distribution) found.back().figure.distribution = *file.distribution;
  }
  if (found.empty()) {
    refuse("every",
           any ? fmt::format("no figure like `{}` has an interval", file.every)
               : fmt::format("no figure of the types in play is like `{}`", file.every),
           "paths are like `values.interceptors.48N6E3.kill_probability.aircraft`");
    return;
  }
  UncertainInput all;
  all.name = file.name;
  for (FigurePath& f : found) {
    if (file.together) {
      all.figures.push_back(std::move(f));
      continue;
    }
    UncertainInput input;
    const std::string type = type_of_path(f.path, types_);
    input.name = fmt::format("{}: {}", file.name, f.path.substr(f.path.find(type)));
    input.figures.push_back(std::move(f));
    put(std::move(input));
  }
  if (file.together) put(std::move(all));
}

}  // namespace

bool find_inputs(const Document& document, const StudyFile& file, const std::string& scenario_file,
                 const Scenario& scenario, const Catalogue& catalogue, std::vector<UncertainInput>& inputs,
                 Problems& problems) {
  const std::size_t before = problems.all().size();
  Finder finder(document, figure_paths(scenario_file, catalogue, problems), scenario, problems);
  for (std::size_t i = 0; i < file.uncertain.inputs.size(); ++i) finder.add(file.uncertain.inputs[i], i);
  inputs = std::move(finder.inputs);
  return problems.all().size() == before;
}

}  // namespace cupola
