#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "catalogue/file_kind.hpp"
#include "catalogue/quantity_text.hpp"
#include "catalogue/yaml.hpp"
#include "core/check.hpp"

namespace cupola {
namespace {

using Json = nlohmann::ordered_json;
using Definitions = std::map<std::string, Json>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// What a field is about and, where its range is known, what is taken.
std::string doc_of(const Field& field, const Measure& measure) {
  const bool ranged = measure.most < kInfinity;
  return ranged ? fmt::format("{} Takes {}.", field.doc, expected_quantity(measure)) : field.doc;
}

Json with_doc(Json schema, const std::string& doc) {
  schema["description"] = doc;
  return schema;
}

/// The visitor that writes the schema of one record; records within it become definitions of their own.
class SchemaWriter : public FieldVisitor {
 public:
  SchemaWriter(Definitions& definitions, bool partial) : definitions_(definitions), partial_(partial) {}

  /// Defines the record that `declaration` declares; returns a reference to it. In a partial record nothing
  /// is needed.
  /// `field`: where a record of other defaults has the name already, one of this field's goes by both.
  static Json define(Definitions& definitions, const Declaration& declaration, bool partial = false,
                     const std::string& suffix = "", const std::string& field = "") {
    SchemaWriter writer(definitions, partial);
    declaration(writer);
    CUPOLA_CHECK(!writer.record_.empty());
    std::string name = writer.record_ + suffix + (partial ? "_changes" : "");
    std::replace(name.begin(), name.end(), ' ', '_');
    const Json schema = writer.schema();
    const auto other = definitions.find(name);
    if (!field.empty() && other != definitions.end() && other->second != schema) name += "_" + field;
    const auto [at, is_new] = definitions.emplace(name, schema);
    CUPOLA_CHECK(is_new || at->second == schema);  // two records share a name
    return {{"$ref", "#/definitions/" + name}};
  }

  void about(const char* record, const char* doc) override {
    record_ = record;
    doc_ = doc;
  }

  void quantity(const Field& field, const Measure& measure, double& value) override {
    Json schema = quantity_schema(measure);
    if (field.presence == Presence::optional) schema["default"] = default_of(measure, value);
    add(field, schema, doc_of(field, measure));
  }
  void quantity(const Field& field, const Measure& measure, std::optional<double>&) override {
    add(field, quantity_schema(measure), doc_of(field, measure));
  }
  void quantities(const Field& field, const Measure& measure, std::vector<double>&) override {
    add(field, {{"type", "array"}, {"items", quantity_schema(measure)}}, doc_of(field, measure));
  }
  void flag(const Field& field, bool& value) override { add_default(field, {{"type", "boolean"}}, value); }
  void text(const Field& field, std::string&) override { add(field, text_schema(YamlLimits::kStringBytes)); }
  void name(const Field& field, std::string&) override { add(field, text_schema(YamlLimits::kNameBytes)); }
  void reference(const Field& field, const char*, std::string&) override {
    add(field, text_schema(YamlLimits::kNameBytes));
  }
  void references(const Field& field, const char*, std::vector<std::string>&) override {
    add(field, {{"type", "array"}, {"items", text_schema(YamlLimits::kNameBytes)}});
  }
  void scalar(const Field& field, std::string&) override {
    add(field, {{"type", {"string", "number", "boolean"}}});
  }
  void notation(const Field& field, const Notation& notation,
                const std::function<std::string(std::string_view)>&) override {
    add(field, {{"type", "string"}, {"pattern", notation.pattern}, {"examples", {notation.example}}});
  }
  void figure(const Field& field, const Measure& measure, Worse, Figure&) override {
    // One definition for all figures of a dimension; a range can be said of bare numbers alone.
    const bool bare = takes_bare_number(measure.dimension);
    const Measure said = bare ? measure : Measure{measure.dimension, -kInfinity, kInfinity};
    const std::string range = bare ? fmt::format("_from_{}_to_{}", measure.least, measure.most) : "";
    const std::string suffix =
        fmt::format("_of_{}{}", measure.whole ? "whole_number" : dimension_name(measure.dimension), range);
    Figure sample;
    const Declaration declaration = [&](FieldVisitor& v) { declare_figure(v, said, sample); };
    add(field, define(definitions_, declaration, false, suffix), doc_of(field, measure));
  }
  void nested(const Field& field, const Declaration& declaration) override {
    add(field, define(definitions_, declaration, partial_, "", field.name));
  }
  void at_least_one(std::span<const char* const> keys) override {
    Json any = Json::array();
    for (const char* key : keys) any.push_back({{"required", {key}}});
    if (!partial_) conditions_.push_back({{"anyOf", any}});
  }
  void comes_with(const char* key, const char* other) override { dependencies_[key] = {other}; }

 protected:
  void whole_number(const Field& field, const Whole& range, std::int64_t& value) override {
    add_default(field, {{"type", "integer"}, {"minimum", range.least}, {"maximum", range.most}}, value);
  }
  void one_of(const Field& field, std::span<const char* const> names, std::size_t& index) override {
    const Json schema = {{"type", "string"},
                         {"enum", Json(std::vector<std::string>(names.begin(), names.end()))}};
    index < names.size() ? add_default(field, schema, names[index]) : add(field, schema);
  }
  void listed(const Field& field, const ListAccess& list) override {
    add(field, {{"type", "array"},
                {"minItems", list.least},
                {"maxItems", list.most},
                {"items", define(definitions_, list.sample)}});
  }
  void mapped(const Field& field, const MapAccess& map) override {
    add(field, {{"type", "object"},
                {"additionalProperties", define(definitions_, map.sample, map.only_known || partial_)}});
  }
  void needed(const char* key, const char* wanted, bool by_default, const std::vector<const char*>& with,
              const std::vector<const char*>& without) override {
    if (!partial_) add_condition(key, wanted, by_default, {{"required", with}}, {{"required", without}});
  }
  void only_when(const char* key, const char* wanted, bool by_default,
                 const std::function<void()>& fields) override {
    CUPOLA_CHECK(!conditional_);  // one condition within another cannot be said
    conditional_.emplace();
    fields();
    const Conditional inside = std::move(*conditional_);
    conditional_.reset();

    Json absent = Json::object();
    for (const std::string& name : inside.names) absent[name] = false;
    if (!partial_)
      add_condition(key, wanted, by_default, {{"required", inside.required}}, {{"properties", absent}});
  }

 private:
  /// The fields declared within a condition.
  struct Conditional {
    std::vector<std::string> names, required;
  };

  Json schema() const {
    Json schema = {{"type", "object"},
                   {"description", doc_},
                   {"properties", properties_},
                   {"additionalProperties", false}};
    if (!required_.empty()) schema["required"] = required_;
    if (!dependencies_.empty()) schema["dependencies"] = dependencies_;
    if (!conditions_.empty()) schema["allOf"] = conditions_;
    return schema;
  }

  void add(const Field& field, const Json& schema) { add(field, schema, field.doc); }
  void add(const Field& field, const Json& schema, const std::string& doc) {
    // Draft-07 ignores whatever stands beside a $ref.
    properties_[field.name] = with_doc(schema.contains("$ref") ? Json{{"allOf", {schema}}} : schema, doc);
    if (conditional_) conditional_->names.push_back(field.name);
    if (field.presence == Presence::optional || partial_) return;
    (conditional_ ? conditional_->required : required_).push_back(field.name);
  }
  template <class Value>
  void add_default(const Field& field, Json schema, const Value& value) {
    if (field.presence == Presence::optional) schema["default"] = value;
    add(field, schema);
  }

  /// `by_default`: what is wanted is what a key that is left out stands for.
  void add_condition(const char* key, const char* wanted, bool by_default, const Json& then,
                     const Json& otherwise) {
    Json condition = {{"properties", {{key, {{"const", wanted}}}}}};
    if (!by_default) condition["required"] = {key};
    conditions_.push_back({{"if", condition}, {"then", then}, {"else", otherwise}});
  }

  static Json quantity_schema(const Measure& measure) {
    const Json number = {{"type", measure.whole ? "integer" : "number"},
                         {"minimum", measure.least},
                         {"maximum", measure.most}};
    const std::string pattern = quantity_pattern(measure.dimension);
    if (pattern.empty()) return number;
    const Json text = {{"type", "string"}, {"pattern", pattern}};
    return takes_bare_number(measure.dimension) ? Json{{"anyOf", {number, text}}} : text;
  }
  static Json default_of(const Measure& measure, double value) {
    return takes_bare_number(measure.dimension) ? Json(value)
                                                : Json(format_quantity(value, measure.dimension));
  }
  static Json text_schema(std::size_t length_most) {
    return {{"type", "string"}, {"minLength", 1}, {"maxLength", length_most}};
  }

  Definitions& definitions_;
  bool partial_;
  std::string record_, doc_;
  Json properties_ = Json::object(), dependencies_ = Json::object(), conditions_ = Json::array();
  std::vector<std::string> required_;
  std::optional<Conditional> conditional_;
};

}  // namespace

std::string json_schema(const std::vector<FileKind>& kinds) {
  Definitions definitions;
  CUPOLA_CHECK(!kinds.empty() && kinds.back().marker.empty() && kinds.back().any_of.empty());
  Json chosen = SchemaWriter::define(definitions, kinds.back().declaration);
  for (std::size_t i = kinds.size() - 1; i-- > 0;) {
    const Json kind = SchemaWriter::define(definitions, kinds[i].declaration);
    Json told = {{"required", {kinds[i].marker}}};
    if (kinds[i].marker.empty()) {
      Json any = Json::array();
      for (const std::string& key : kinds[i].any_of) any.push_back({{"required", {key}}});
      told = {{"anyOf", any}};
    }
    chosen = {{"if", told}, {"then", kind}, {"else", chosen}};
  }
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                 {"title", "Cupola"},
                 {"description",
                  "Files of Cupola: scenarios, catalogue entries and settings of the tracker. Written by "
                  "`cupola schema`."},
                 {"allOf", {chosen}},
                 {"definitions", definitions}};
  return schema.dump(2) + "\n";
}

}  // namespace cupola
