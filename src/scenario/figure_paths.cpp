#include "scenario/figure_paths.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "catalogue/decode.hpp"
#include "catalogue/names.hpp"
#include "scenario/scenario_file.hpp"

namespace cupola {

namespace {

/// The visitor that takes down the figures under any `values`, with the names that `--set` knows entries by.
class Walk : public FieldVisitor {
 public:
  Walk(const Document& document, std::vector<FigurePath>& paths) : document_(document), paths_(paths) {}

  void figure(const Field& field, const Measure& measure, Worse, Figure& figure) override {
    if (in_values() && figure.has_record()) paths_.push_back({prefix_ + field.name, measure, figure});
  }
  void nested(const Field& field, const Declaration& declaration) override {
    descend(field.name, declaration);
  }

 protected:
  void listed(const Field& field, const ListAccess& list) override {
    const Node* node = document_.root.find(field.name);
    if (!prefix_.empty() || node == nullptr) return;
    for (std::size_t i = 0; i < std::min(list.size(), node->items.size()); ++i) {
      const Node* name = node->items[i].find("name");
      descend(fmt::format("{}.{}", field.name, name != nullptr ? name->text : std::to_string(i + 1)),
              [&](FieldVisitor& v) { list.element(v, i); });
    }
  }
  void mapped(const Field& field, const MapAccess& map) override {
    if (!in_values()) return;
    for (const std::string& name : map.names())
      descend(fmt::format("{}.{}", field.name, name), [&](FieldVisitor& v) { map.element(v, name); });
  }

 private:
  bool in_values() const { return ("." + prefix_).find(".values.") != std::string::npos; }
  void descend(const std::string& name, const Declaration& declaration) {
    const std::size_t before = prefix_.size();
    prefix_ += name + ".";
    declaration(*this);
    prefix_.resize(before);
  }

  const Document& document_;
  std::vector<FigurePath>& paths_;
  std::string prefix_;
};

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::vector<FigurePath> figure_paths(const std::string& scenario_file, const Catalogue& catalogue,
                                     Problems& problems) {
  std::vector<FigurePath> paths;
  Document document;
  if (!read_yaml(scenario_file, document, problems)) return paths;
  ScenarioFile file = prepared(document, catalogue);
  References references;
  if (!decode(document, document.root, "", file, references, problems)) return paths;
  Walk walk(document, paths);
  declare(walk, file);
  return paths;
}

std::set<std::string> types_in_play(const Scenario& scenario) {
  std::set<std::string> types = {scenario.environment.cover.name, scenario.kill_table,
                                 scenario.doctrine_true.name};
  for (const RadarSite& radar : scenario.radars) types.insert(radar.type.name);
  for (const PassiveSite& passive : scenario.passives) types.insert(passive.type.name);
  for (const LauncherSite& launcher : scenario.launchers) types.insert(launcher.type.name);
  for (const PostSite& post : scenario.posts) types.insert({post.type.name, post.doctrine.name});
  for (const InterceptorType& weapon : scenario.weapons_true) types.insert(weapon.name);
  for (const Platform& platform : scenario.platforms) types.insert(platform.type.name);
  types.erase("");
  return types;
}

std::string type_of_path(const std::string& path, const std::set<std::string>& types) {
  const std::size_t values = ("." + path).find(".values.");
  if (values == std::string::npos) return {};
  // values, the kind, the type.
  const std::size_t kind = values + std::string_view("values.").size();
  const std::size_t begin = path.find('.', kind);
  if (begin == std::string::npos) return {};
  std::string longest;
  for (const std::string& type : types)
    if (path.compare(begin + 1, type.size() + 1, type + ".") == 0 && type.size() > longest.size())
      longest = type;
  return longest;
}

bool matches(const std::string& path, const std::string& pattern) {
  // What may still match after each sign of the pattern: a set of places in the path.
  std::vector<bool> at(path.size() + 1, false);
  at[0] = true;
  for (const char c : pattern) {
    std::vector<bool> next(path.size() + 1, false);
    bool any = false;
    for (std::size_t i = 0; i <= path.size(); ++i) {
      any = any || at[i];
      if (c == '*')
        next[i] = any;
      else if (i > 0)
        next[i] = at[i - 1] && path[i - 1] == c;
    }
    at = std::move(next);
  }
  return at[path.size()];
}

std::string exact_text(double value_si, Dimension dimension) {
  for (const Unit& unit : units_for(dimension))
    if (unit.scale == Unit::Scale::linear && unit.si == 1.0)
      return unit.name.empty() ? fmt::format("{}", value_si) : fmt::format("{} {}", value_si, unit.name);
  return fmt::format("{}", value_si);
}

std::string figure_text(const Figure& figure, const Measure& measure, double drawn) {
  const auto exact = [&](double value) { return exact_text(value, measure.dimension); };
  std::string text = fmt::format("{{value: {}, low: {}, high: {}, drawn: {}", exact(figure.best),
                                 exact(figure.low), exact(figure.high), exact(drawn));
  if (figure.distribution != Distribution::fixed)
    text += fmt::format(", distribution: {}",
                        names_of(Distribution{})[static_cast<std::size_t>(figure.distribution)]);
  text += fmt::format(", status: {}", names_of(FigureStatus{})[static_cast<std::size_t>(figure.status)]);
  if (!figure.source.empty())
    text += fmt::format(", source: {}, claimant: {}", quoted(figure.source),
                        names_of(Claimant{})[static_cast<std::size_t>(figure.claimant)]);
  if (!figure.reason.empty()) text += ", reason: " + quoted(figure.reason);
  if (figure.advertised)
    text += fmt::format(", advertised: {}, advertised_source: {}, advertised_claimant: {}",
                        exact(*figure.advertised), quoted(figure.advertised_source),
                        names_of(Claimant{})[static_cast<std::size_t>(figure.advertised_claimant)]);
  return text + "}";
}

}  // namespace cupola
