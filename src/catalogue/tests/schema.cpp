// The one file that compiles valijson: schema and reader are two readings of one declaration, and must agree.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored \
    "-Wrestrict"  // gcc 12 sees overlaps in concatenated strings where there are none
#endif

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "catalogue/catalogue_file.hpp"
#include "catalogue/decode.hpp"
#include "catalogue/file_kind.hpp"
#include "catalogue/scalar.hpp"

namespace cupola {
namespace {

using Json = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

/// The value that YAML 1.2 (core schema) sees in a node, as an editor would hand it to the schema.
Json to_json(const Node& node) {
  Json value;
  if (node.kind == Node::Kind::list) {
    value = Json::array();
    for (const Node& item : node.items) value.push_back(to_json(item));
  } else if (node.kind == Node::Kind::map) {
    value = Json::object();
    for (const Node& item : node.items) value[item.key] = to_json(item);
  } else if (node.is_null()) {
    value = nullptr;
  } else if (node.plain && (node.text == "true" || node.text == "false")) {
    value = node.text == "true";
  } else {
    double number = 0.0;
    std::int64_t whole = 0;
    value = node.text;
    if (node.plain && parse_number(node.text, number)) value = number;
    if (node.plain && parse_whole(node.text, whole)) value = whole;
  }
  return value;
}

class SchemaOfCatalogue : public testing::Test {
 protected:
  SchemaOfCatalogue() {
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    const Json json = Json::parse(json_schema({catalogue_file_kind()}));
    parser.populateSchema(Adapter(json), schema_);
  }

  bool schema_accepts(const Node& root) {
    const Json json = to_json(root);
    return valijson::Validator().validate(schema_, Adapter(json), nullptr);
  }

  static bool reader_accepts(const Document& document, const Node& root, std::string& why) {
    References references;
    Problems problems;
    CatalogueFile file;
    decode(document, root, "", file, references, problems);
    why = problems.text();
    return problems.empty();
  }

  void expect_agreement(const Document& document, const Node& root, const std::string& what) {
    std::string why;
    const bool reader = reader_accepts(document, root, why);
    // A gain of 45 for 45 dB, arrays that do not fill their sector: a schema cannot compare numbers.
    for (const char* compared :
         {"hint: low <= value <= high", "hint: let each begin where the one before it ends",
          "hint: where several arrays make up the circle", "hint: make the best values add up to 1"})
      if (why.find(compared) != std::string::npos) return;
    EXPECT_EQ(schema_accepts(root), reader) << document.path << ": " << what << "\n" << why;
    ++(reader ? accepted_ : refused_);
  }

  valijson::Schema schema_;
  int accepted_ = 0, refused_ = 0, mutations_ = 0;
};

std::vector<Document> shipped_files() {
  std::vector<Document> documents;
  const std::string folder = CUPOLA_SOURCE_DIR "/catalogue";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".yaml") continue;
    Problems problems;
    EXPECT_TRUE(read_yaml(entry.path().string(), documents.emplace_back(), problems)) << problems.text();
  }
  EXPECT_GT(documents.size(), 15u);
  return documents;
}

Node scalar(const std::string& text) {
  Node node;
  node.text = text;
  return node;
}

/// What replaces a scalar by something of another kind.
std::vector<Node> wrong_values(const Node& node) {
  Node list, map;
  list.kind = Node::Kind::list;
  map.kind = Node::Kind::map;
  std::vector<Node> wrong = {list, map, scalar(""), scalar("true"), scalar("-0.5"), scalar("some words")};
  double number = 0.0;
  if (!parse_number(node.text, number)) wrong.push_back(scalar("17"));  // another number may break a rule
  if (node.kind == Node::Kind::scalar) {
    const std::size_t unit = node.text.find(' ');
    wrong.push_back(scalar(node.text.substr(0, unit)));               // the bare number of a quantity
    wrong.push_back(scalar(node.text.substr(0, unit) + " parsecs"));  // a unit of nothing
    Node quoted = scalar(node.text);
    quoted.plain = false;
    wrong.push_back(quoted);
  }
  return wrong;
}

/// Calls `check` on the tree with every possible single mutation.
void for_each_mutation(Node& root, Node& at, const std::string& path,
                       const std::function<void(const std::string&)>& check) {
  for (std::size_t i = 0; i < at.items.size(); ++i) {
    const std::string here = path + "/" + (at.kind == Node::Kind::map ? at.items[i].key : std::to_string(i));
    const Node before = at.items[i];

    at.items.erase(at.items.begin() + static_cast<std::ptrdiff_t>(i));
    check(here + " left out");
    at.items.insert(at.items.begin() + static_cast<std::ptrdiff_t>(i), before);

    if (at.kind == Node::Kind::map) {
      at.items[i].key += "x";
      check(here + " misspelt");
    }
    for (const Node& wrong : wrong_values(before)) {
      at.items[i] = wrong;
      at.items[i].key = before.key;
      check(here + " replaced by " + describe(wrong));
    }
    at.items[i] = before;
    for_each_mutation(root, at.items[i], here, check);
  }
}

TEST_F(SchemaOfCatalogue, accepts_what_is_shipped) {
  for (const Document& document : shipped_files()) {
    std::string why;
    EXPECT_TRUE(reader_accepts(document, document.root, why)) << why;
    EXPECT_TRUE(schema_accepts(document.root)) << document.path;
  }
}

TEST_F(SchemaOfCatalogue, agrees_with_the_reader_on_mutations) {
  for (const Document& document : shipped_files()) {
    // The interceptors are all alike and long.
    const Node* interceptor = document.root.find("interceptor");
    if (interceptor && interceptor->find("name")->text != "48N6E3") continue;
    Node root = document.root;
    for_each_mutation(root, root, "", [&](const std::string& what) {
      if (mutations_++ % 4 == 0)
        expect_agreement(document, root, what);  // all of them take a quarter of a minute
    });
    if (HasFailure()) return;
  }
  EXPECT_GT(accepted_, 300);
  EXPECT_GT(refused_, 2000);
}

TEST_F(SchemaOfCatalogue, says_what_an_editor_shows) {
  const Json schema = Json::parse(json_schema({catalogue_file_kind()}));
  EXPECT_EQ(schema["$schema"], "http://json-schema.org/draft-07/schema#");
  const Json& radar = schema["definitions"]["radar"];
  EXPECT_EQ(radar["additionalProperties"], false);
  EXPECT_EQ(radar["properties"]["band"]["enum"], Json({"vhf", "uhf", "l", "s", "c", "x"}));
  EXPECT_EQ(schema["definitions"]["figure_of_whole_number_from_1_to_4"]["properties"]["value"]["type"],
            "integer");
  for (const auto& [name, definition] : schema["definitions"].items()) {
    EXPECT_TRUE(definition.contains("description")) << name;
    for (const auto& [key, property] : definition["properties"].items()) {
      EXPECT_TRUE(property.contains("description")) << name << "." << key;
    }
  }
}

TEST(Schema, tells_a_kind_without_a_marker_by_any_of_its_keys) {
  const FileKind other{"",
                       [](FieldVisitor& v) {
                         double size = 1.0, weight = 2.0;
                         v.about("toy_settings", "Another kind of file.");
                         v.quantity({"size", "Size.", kOptional}, Measure{Dimension::number, 0, 9}, size);
                         v.quantity({"weight", "Weight.", kOptional}, Measure{Dimension::number, 0, 9},
                                    weight);
                       },
                       {"size", "weight"}};
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  const Json json = Json::parse(json_schema({other, catalogue_file_kind()}));
  valijson::Schema schema;
  parser.populateSchema(Adapter(json), schema);
  const auto accepts = [&](const Json& file) {
    return valijson::Validator().validate(schema, Adapter(file), nullptr);
  };
  EXPECT_TRUE(accepts({{"weight", 3}}));
  EXPECT_TRUE(accepts({{"weight", 3}, {"size", 1}}));
  EXPECT_FALSE(accepts({{"weight", 30}}));
  EXPECT_FALSE(accepts({{"weight", 3}, {"wait", 1}}));
  EXPECT_FALSE(accepts({{"wait", 1}}));
  EXPECT_TRUE(accepts({{"sources", {{"book", {{"title", "A book"}}}}}}));
}

TEST(Schema, tells_kinds_of_files_by_their_marker) {
  const FileKind other{"toy", [](FieldVisitor& v) {
                         std::string name;
                         v.about("toy_file", "Another kind of file.");
                         v.name({"toy", "Name of the toy."}, name);
                       }};
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  const Json json = Json::parse(json_schema({other, catalogue_file_kind()}));
  valijson::Schema schema;
  parser.populateSchema(Adapter(json), schema);
  const auto accepts = [&](const Json& file) {
    return valijson::Validator().validate(schema, Adapter(file), nullptr);
  };
  EXPECT_TRUE(accepts({{"toy", "ball"}}));
  EXPECT_FALSE(accepts({{"toy", "ball"}, {"radar", "91N6E"}}));
  EXPECT_TRUE(accepts({{"sources", {{"book", {{"title", "A book"}}}}}}));
  EXPECT_FALSE(accepts(Json::object()));
}

}  // namespace
}  // namespace cupola
