#include "catalogue/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "catalogue/quantity_text.hpp"
#include "catalogue/scalar.hpp"

namespace cupola {
namespace {

constexpr std::size_t kProblemsMost = 100;  ///< a file that is wrong throughout is not told to the end

/// What `--set` calls an entry of a list: its name, else its place from 1 on.
std::string entry_name(const Node& entry, std::size_t index) {
  const Node* name = entry.kind == Node::Kind::map ? entry.find("name") : nullptr;
  return name != nullptr && !name->text.empty() ? name->text : std::to_string(index + 1);
}

/// The visitor that reads.
class Decoder : public FieldVisitor {
 public:
  Decoder(const Document& document, References& references, Problems& problems)
      : document_(document), references_(references), problems_(problems) {}

  bool read(const Node& node, const std::string& path, const Declaration& declaration) {
    read_map(node, path, declaration, false);
    return refused_ == 0;
  }

  void about(const char* record, const char*) override { frame().record = record; }

  void quantity(const Field& field, const Measure& measure, double& value) override {
    if (const Node* node = find(field)) read_quantity(field, measure, *node, value);
  }
  void quantity(const Field& field, const Measure& measure, std::optional<double>& value) override {
    if (const Node* node = find(field)) {
      double read = 0.0;
      if (read_quantity(field, measure, *node, read)) value = read;
    }
  }
  void quantities(const Field& field, const Measure& measure, std::vector<double>& values) override {
    const Node* list = find(field);
    if (!list || !expect(field, *list, Node::Kind::list, "a list of quantities")) return;
    values.clear();
    for (const Node& item : list->items) {
      double read = 0.0;
      if (full() || !read_quantity(field, measure, item, read)) return;
      values.push_back(read);
    }
  }
  void flag(const Field& field, bool& value) override {
    const Node* node = find(field);
    if (!node) return;
    if (!node->plain || (node->text != "true" && node->text != "false")) {
      return refuse_value(field, *node, "true or false", "");
    }
    value = node->text == "true";
  }
  void text(const Field& field, std::string& value) override {
    read_text(field, value, YamlLimits::kStringBytes);
  }
  void scalar(const Field& field, std::string& value) override {
    const Node* node = find(field);
    if (node &&
        expect(field, *node, Node::Kind::scalar, "a value: a text, a number with or without its unit"))
      value = node->text;
  }
  void name(const Field& field, std::string& value) override {
    read_text(field, value, YamlLimits::kNameBytes);
  }
  void reference(const Field& field, const char* kind, std::string& value) override {
    if (const Node* node = read_text(field, value, YamlLimits::kNameBytes))
      refer(*node, path_to(field.name), kind);
  }
  void references(const Field& field, const char* kind, std::vector<std::string>& values) override {
    const Node* list = find(field);
    if (!list || !expect(field, *list, Node::Kind::list, "a list of names")) return;
    values.clear();
    for (const Node& item : list->items) {
      if (!is_text(item) || item.text.size() > YamlLimits::kNameBytes) {
        refuse_value(field, item, "a name", "");
        continue;
      }
      values.push_back(item.text);
      refer(item, path_to(field.name), kind);
    }
  }
  void notation(const Field& field, const Notation& notation,
                const std::function<std::string(std::string_view)>& take) override {
    const Node* node = find(field);
    if (!node || !expect(field, *node, Node::Kind::scalar, notation.expected)) return;
    const std::string wrong = take(node->text);
    if (!wrong.empty()) refuse_value(field, *node, notation.expected, wrong);
  }
  void figure(const Field& field, const Measure& measure, Worse, Figure& figure) override {
    // A figure is written whole even where the record around it is only changed: half a record has no source.
    const Node* node = find(field);
    if (!node) return;
    if (node->kind == Node::Kind::scalar) {
      return refuse_value(
          field, *node, "a figure: a map with a value and where it comes from",
          fmt::format("`{{value: {}, source: KEY, claimant: press}}`, or `{{value: {}, status: assumed, "
                      "reason: \"...\"}}`",
                      node->text, node->text));
    }
    Figure read;
    if (read_map(
            *node, path_to(field.name), [&](FieldVisitor& v) { declare_figure(v, measure, read); }, false)) {
      figure = read;
    } else {
      frame().bad.insert(field.name);
    }
  }
  void nested(const Field& field, const Declaration& declaration) override {
    if (const Node* node = find(field)) {
      if (!read_map(*node, path_to(field.name), declaration, frame().partial)) frame().bad.insert(field.name);
    }
  }
  void at_least_one(std::span<const char* const> keys) override {
    if (frame().partial || frame().mode != Mode::read) return;
    for (const char* key : keys) {
      if (frame().node->find(key)) return;
    }
    refuse_at_map("none of " + quoted_list(keys) + " is given", "give at least one of them");
  }
  void comes_with(const char* key, const char* other) override {
    const Node* node = frame().node->find(key);
    if (!node || frame().node->find(other) || frame().mode != Mode::read) return;
    refuse_key(*node, fmt::format("{}`{}` without `{}`", here(), key, other), known_field(other).doc);
  }
  void rule(const char* key, bool holds, const std::string& what, const std::string& hint) override {
    if (holds || refused_ > frame().refused_before || frame().mode != Mode::read) return;
    // A rule of a nested field, `turn.share`, stands at the field around it.
    const std::string_view path = key;
    const Node* node = frame().node->find(path.substr(0, path.find('.')));
    const Node& at = node ? *node : *frame().node;
    refuse(at, here() + what, hint);
  }

 protected:
  void whole_number(const Field& field, const Whole& range, std::int64_t& value) override {
    const Node* node = find(field);
    if (!node) return;
    std::int64_t read = 0;
    const std::string expected = fmt::format("a whole number from {} to {}", range.least, range.most);
    if (!node->plain || !parse_whole(node->text, read) || read < range.least || read > range.most) {
      const std::string example =
          std::to_string(std::clamp(std::max<std::int64_t>(value, 1), range.least, range.most));
      return refuse_value(field, *node, expected, example_hint(field, *node, example));
    }
    value = read;
  }
  void one_of(const Field& field, std::span<const char* const> names, std::size_t& index) override {
    const Node* node = find(field);
    if (!node) return;
    const auto found = std::find(names.begin(), names.end(), node->text);
    if (node->kind != Node::Kind::scalar || found == names.end()) {
      const std::string nearest = nearest_of(node->text, {names.begin(), names.end()});
      return refuse_value(field, *node, quoted_list(names),
                          nearest.empty() ? "" : "did you mean `" + nearest + "`?");
    }
    index = static_cast<std::size_t>(found - names.begin());
  }
  void listed(const Field& field, const ListAccess& list) override {
    const Node* node = find(field);
    if (!node || !expect(field, *node, Node::Kind::list, "a list")) return;
    if (node->items.size() < list.least || node->items.size() > list.most) {
      return refuse_value(field, *node, fmt::format("{} to {} entries", list.least, list.most), "");
    }
    list.resize(node->items.size());
    for (std::size_t i = 0; i < node->items.size() && !full(); ++i) {
      const auto element = [&](FieldVisitor& v) { list.element(v, i); };
      read_map(node->items[i], path_to(field.name) + "." + entry_name(node->items[i], i), element, false);
    }
  }
  void mapped(const Field& field, const MapAccess& map) override {
    const Node* node = find(field);
    if (!node || !expect(field, *node, Node::Kind::map, "a map of names")) return;
    const std::vector<std::string> known = map.names();
    for (const Node& item : node->items) {
      if (full()) return;
      if (map.only_known && std::find(known.begin(), known.end(), item.key) == known.end()) {
        refuse_key(item, fmt::format("{}: nothing is called `{}`", path_to(field.name), item.key),
                   did_you_mean(item.key, known));
        continue;
      }
      const auto element = [&](FieldVisitor& v) { map.element(v, item.key); };
      read_map(item, path_to(field.name) + "." + item.key, element, map.only_known);
    }
  }
  void needed(const char* key, const char*, bool holds, const std::vector<const char*>& with,
              const std::vector<const char*>& without) override {
    if (frame().partial || frame().mode != Mode::read || frame().bad.contains(key)) return;
    for (const char* name : holds ? with : without) {
      if (!frame().node->find(name)) frame().missing.push_back(known_field(name));
    }
  }
  void only_when(const char* key, const char* wanted, bool holds,
                 const std::function<void()>& fields) override {
    const Mode before = frame().mode;
    // A choice that is wrong or missing says nothing about the fields that hang on it.
    const bool unknown =
        frame().bad.contains(key) ||
        std::any_of(frame().missing.begin(), frame().missing.end(),
                    [key](const Field& field) { return std::string_view(field.name) == key; });
    if (before == Mode::read) frame().mode = unknown ? Mode::ignore : holds ? Mode::read : Mode::forbid;
    frame().only_with = fmt::format("{}: {}", key, wanted);
    fields();
    frame().mode = before;
  }

 private:
  enum class Mode {
    read,
    forbid,  ///< fields that do not belong to this record
    ignore   ///< fields of which that is not known
  };
  /// One map being read.
  struct Frame {
    const Node* node = nullptr;
    std::string path;
    const char* record = "record";
    bool partial = false;  ///< only what is written changes
    Mode mode = Mode::read;
    std::string only_with;
    std::vector<Field> known, missing;
    std::set<std::string> bad;  ///< fields that are there and could not be read
    std::size_t refused_before = 0;
  };

  Frame& frame() { return frames_.back(); }
  bool full() const { return refused_ >= kProblemsMost; }
  /// How a message about this map begins.
  std::string here() { return frame().path.empty() ? "" : frame().path + ": "; }
  std::string path_to(const char* name) { return frame().path.empty() ? name : frame().path + "." + name; }

  /// Reads one map from its first field to its last; true if nothing was wrong.
  bool read_map(const Node& node, const std::string& path, const Declaration& declaration, bool partial) {
    if (full()) return false;
    if (node.kind != Node::Kind::map) {
      refuse(node,
             fmt::format("{}found {}, expected a map of keys and values", path.empty() ? "" : path + ": ",
                         describe(node)),
             "");
      return false;
    }
    const std::size_t before = refused_;
    Frame& opened = frames_.emplace_back();
    opened.node = &node;
    opened.path = path;
    opened.partial = partial;
    opened.refused_before = before;
    declaration(*this);
    refuse_unknown_keys();
    refuse_missing_keys();
    frames_.pop_back();
    return refused_ == before;
  }

  Field known_field(const char* name) {
    for (const Field& field : frame().known) {
      if (std::string_view(field.name) == name) return field;
    }
    return {name, ""};
  }

  /// The node of a field that is to be read, or null.
  const Node* find(const Field& field) {
    Frame& now = frame();
    now.known.push_back(field);
    const Node* node = now.node->find(field.name);
    if (now.mode == Mode::ignore) return nullptr;
    if (now.mode == Mode::forbid) {
      if (node) {
        refuse_key(*node, fmt::format("{}`{}` stands only with `{}`", here(), field.name, now.only_with),
                   "take it out");
      }
      return nullptr;
    }
    if (!node && field.presence == Presence::required && !now.partial) now.missing.push_back(field);
    return node;
  }

  /// A key that nobody declares; the misspelt key of a missing field is told once, here.
  void refuse_unknown_keys() {
    std::set<std::string_view> known;
    std::vector<std::string> names;
    for (const Field& field : frame().known) {
      if (known.insert(field.name).second) names.push_back(field.name);
    }
    for (const Node& item : frame().node->items) {
      if (known.contains(item.key) || full()) continue;
      const std::string nearest = nearest_of(item.key, names);
      std::erase_if(frame().missing, [&](const Field& field) { return field.name == nearest; });
      refuse_key(item, fmt::format("{}a {} has no key `{}`", here(), frame().record, item.key),
                 nearest.empty() ? "its keys are " + quoted_list(names) : "did you mean `" + nearest + "`?");
    }
  }

  void refuse_missing_keys() {
    const std::vector<Field>& missing = frame().missing;
    if (missing.empty()) return;
    std::vector<std::string> names;
    for (const Field& field : missing) names.push_back(field.name);
    const std::string keys = quoted_list(names, " and ");
    missing.size() == 1 ? refuse_at_map("the key " + keys + " is missing", missing[0].doc)
                        : refuse_at_map("the keys " + keys + " are missing", "");
  }

  const Node* read_text(const Field& field, std::string& value, std::size_t bytes_most) {
    const Node* node = find(field);
    if (!node) return nullptr;
    if (!is_text(*node)) {
      refuse_value(field, *node, "a text",
                   needs_quotes(*node) ? "put it in quotes: \"" + node->text + "\"" : "");
      return nullptr;
    }
    if (node->text.size() > bytes_most) {
      refuse_value(field, *node, fmt::format("a name of at most {} bytes", bytes_most), "");
      return nullptr;
    }
    value = node->text;
    return node;
  }

  bool read_quantity(const Field& field, const Measure& measure, const Node& node, double& value) {
    const std::string expected = expected_quantity(measure);
    if (node.kind != Node::Kind::scalar || node.is_null()) {
      refuse_value(field, node, expected, example_hint(field, node, example_quantity(measure)));
      return false;
    }
    double read = 0.0;
    const std::string wrong = parse_measured(node, measure.dimension, read);
    if (!wrong.empty()) {
      refuse_value(field, node, expected, wrong);
      return false;
    }
    if (!(read >= measure.least && read <= measure.most) || (measure.whole && read != std::floor(read))) {
      refuse_value(field, node, expected, example_hint(field, node, example_quantity(measure)));
      return false;
    }
    value = read;
    return true;
  }

  /// What a field is, and how it is written; of a map with a value in it, that the value is enough.
  static std::string example_hint(const Field& field, const Node& node, const std::string& example) {
    const Node* value = node.find("value");
    if (value && value->kind == Node::Kind::scalar)
      return fmt::format("a bare value is enough here: `{}: {}`", field.name, value->text);
    return fmt::format("{} For example `{}: {}`", field.doc, field.name, example);
  }

  bool expect(const Field& field, const Node& node, Node::Kind kind, const std::string& expected) {
    if (node.kind == kind && !node.is_null()) return true;
    refuse_value(field, node, expected, "");
    return false;
  }

  void refer(const Node& node, const std::string& path, const char* kind) {
    references_.add(kind, node.text, path, document_, node);
  }

  void refuse_value(const Field& field, const Node& node, const std::string& expected,
                    const std::string& hint) {
    frame().bad.insert(field.name);
    refuse(node, fmt::format("{}: found {}, expected {}", path_to(field.name), describe(node), expected),
           hint.empty() ? field.doc : hint);
  }
  void refuse_at_map(const std::string& what, const std::string& hint) {
    const Node& node = *frame().node;
    node.key_line > 0 ? refuse_key(node, here() + what, hint) : refuse(node, here() + what, hint);
  }
  void refuse(const Node& node, const std::string& what, const std::string& hint) {
    refuse_at(node.line, node.column, what, hint);
  }
  void refuse_key(const Node& node, const std::string& what, const std::string& hint) {
    refuse_at(node.key_line, node.key_column, what, hint);
  }
  void refuse_at(int line, int column, const std::string& what, const std::string& hint) {
    ++refused_;
    if (!full()) problems_.add(document_.problem(line, column, what, hint));
  }

  const Document& document_;
  References& references_;
  Problems& problems_;
  std::vector<Frame> frames_;
  std::size_t refused_ = 0;
};

}  // namespace

bool decode(const Document& document, const Node& node, const std::string& path,
            const Declaration& declaration, References& references, Problems& problems) {
  return Decoder(document, references, problems).read(node, path, declaration);
}

}  // namespace cupola
