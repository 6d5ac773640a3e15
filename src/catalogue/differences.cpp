#include "catalogue/differences.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "catalogue/fields.hpp"

namespace cupola {
namespace {

using Leaves = std::vector<std::pair<std::string, std::string>>;  // dotted name and text

/// The visitor that reads every field out.
class LeafReader : public FieldVisitor {
 public:
  explicit LeafReader(Leaves& leaves) : leaves_(leaves) {}

  void quantity(const Field& field, const Measure& measure, double& value) override {
    add(field, format_quantity(value, measure.dimension));
  }
  void quantity(const Field& field, const Measure& measure, std::optional<double>& value) override {
    add(field, value ? format_quantity(*value, measure.dimension) : "not given");
  }
  void quantities(const Field& field, const Measure& measure, std::vector<double>& values) override {
    std::string text;
    for (const double value : values)
      text += (text.empty() ? "" : ", ") + format_quantity(value, measure.dimension);
    add(field, text);
  }
  void flag(const Field& field, bool& value) override { add(field, value ? "yes" : "no"); }
  void text(const Field& field, std::string& value) override { add(field, value); }
  void reference(const Field& field, const char* kind, std::string& value) override {
    if (std::string_view(kind) != "source") add(field, value);
  }
  void references(const Field& field, const char*, std::vector<std::string>& values) override {
    add(field, fmt::format("{}", fmt::join(values, ", ")));
  }
  void figure(const Field& field, const Measure& measure, Worse, Figure& figure) override {
    const auto shown = [&](double value) { return format_quantity(value, measure.dimension); };
    std::string text = figure.has_record() ? shown(figure.best) : "not given";
    if (figure.low < figure.high) text += fmt::format(" ({} .. {})", shown(figure.low), shown(figure.high));
    if (figure.advertised) text += fmt::format(", advertised {}", shown(*figure.advertised));
    add(field, text);
  }
  void nested(const Field& field, const Declaration& declaration) override {
    descend(field.name, declaration);
  }

 protected:
  void whole_number(const Field& field, const Whole&, std::int64_t& value) override {
    add(field, std::to_string(value));
  }
  void one_of(const Field& field, std::span<const char* const> names, std::size_t& index) override {
    add(field, index < names.size() ? names[index] : "not given");
  }
  void listed(const Field& field, const ListAccess& list) override {
    for (std::size_t i = 0; i < list.size(); ++i)
      descend(fmt::format("{} {}", field.name, i + 1), [&](FieldVisitor& v) { list.element(v, i); });
  }
  void mapped(const Field& field, const MapAccess& map) override {
    for (const std::string& name : map.names())
      descend(fmt::format("{} {}", field.name, name), [&](FieldVisitor& v) { map.element(v, name); });
  }

 private:
  void add(const Field& field, std::string text) {
    if (text.empty()) text = "not given";
    std::string name = prefix_ + field.name;
    std::replace(name.begin(), name.end(), '_', ' ');
    leaves_.emplace_back(std::move(name), std::move(text));
  }
  void descend(const std::string& name, const Declaration& declaration) {
    const std::size_t before = prefix_.size();
    prefix_ += name + " ";
    declaration(*this);
    prefix_.resize(before);
  }

  Leaves& leaves_;
  std::string prefix_;
};

template <class Record>
Leaves leaves_of(Record record) {
  Leaves leaves;
  LeafReader reader(leaves);
  declare(reader, record);
  return leaves;
}

/// Empty where there is no such field: an entry of a list that one of the two does not have.
std::string value_at(const Leaves& leaves, const std::string& name) {
  const auto at =
      std::find_if(leaves.begin(), leaves.end(), [&](const auto& leaf) { return leaf.first == name; });
  return at == leaves.end() ? "" : at->second;
}

template <class Record>
void compare(const char* kind, const std::map<std::string, Record>& before,
             const std::map<std::string, Record>& after, std::vector<std::string>& lines) {
  for (const auto& [name, record] : after) {
    const auto old = before.find(name);
    if (old == before.end()) continue;
    const Leaves was = leaves_of(old->second), is = leaves_of(record);
    for (const auto& [field, text] : is) {
      const std::string old_text = value_at(was, field);
      if (old_text != text)
        lines.push_back(
            fmt::format("{} {}: {} {} -> {}", kind, name, field, old_text.empty() ? "new" : old_text, text));
    }
    const auto gone = [&](const auto& leaf) { return value_at(is, leaf.first).empty(); };
    for (const auto& leaf : was)
      if (gone(leaf))
        lines.push_back(fmt::format("{} {}: {} {} -> gone", kind, name, leaf.first, leaf.second));
  }
}

}  // namespace

std::vector<std::string> differences(const Catalogue& before, const Catalogue& after) {
  std::vector<std::string> lines;
  compare("radar", before.radars, after.radars, lines);
  compare("interceptor", before.interceptors, after.interceptors, lines);
  compare("launcher", before.launchers, after.launchers, lines);
  compare("command post", before.command_posts, after.command_posts, lines);
  compare("platform", before.platforms, after.platforms, lines);
  compare("doctrine", before.doctrines, after.doctrines, lines);
  compare("ground", before.grounds, after.grounds, lines);
  compare("passive sensor", before.passive_sensors, after.passive_sensors, lines);
  compare("readiness", before.readiness, after.readiness, lines);
  compare("data link", before.data_links, after.data_links, lines);
  compare("kill table", before.kill_tables, after.kill_tables, lines);
  return lines;
}

}  // namespace cupola
