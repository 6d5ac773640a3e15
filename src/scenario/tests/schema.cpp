// Compiles valijson, which is slow: schema and reader are two readings of one declaration, and must agree.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wrestrict"  // gcc 12 sees overlaps in strings where there are none
#endif

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "catalogue/scalar.hpp"
#include "catalogue/text_file.hpp"
#include "catalogue/yaml.hpp"
#include "scenario/tests/loading.hpp"

namespace cupola {
namespace {

using Json = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

/// The value that an editor sees in a node (YAML 1.2, core schema).
Json to_json(const Node& node) {
  Json value;
  double number = 0.0;
  std::int64_t whole = 0;
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
  } else if (node.plain && parse_whole(node.text, whole)) {
    value = whole;
  } else if (node.plain && parse_number(node.text, number)) {
    value = number;
  } else {
    value = node.text;
  }
  return value;
}

bool accepts(const Node& root) {
  static const std::unique_ptr<valijson::Schema> schema = [] {
    auto parsed = std::make_unique<valijson::Schema>();
    const Json json = Json::parse(scenario_schema());
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(Adapter(json), *parsed);
    return parsed;
  }();
  const Json json = to_json(root);
  return valijson::Validator().validate(*schema, Adapter(json), nullptr);
}

bool accepts_text(const std::string& text) {
  Document document;
  Problems problems;
  EXPECT_TRUE(parse_yaml("test.yaml", text, document, problems)) << problems.text();
  return accepts(document.root);
}

TEST(ScenarioSchema, AcceptsWhatTheReaderAccepts) {
  EXPECT_TRUE(accepts_text(kSmallScenario));
  int files = 0;
  for (const char* folder : {"/scenarios", "/benchmarks/scenarios", "/catalogue"})
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(CUPOLA_SOURCE_DIR + std::string(folder))) {
      if (entry.path().extension() != ".yaml") continue;
      Document document;
      Problems problems;
      ASSERT_TRUE(read_yaml(entry.path().string(), document, problems)) << problems.text();
      EXPECT_TRUE(accepts(document.root)) << entry.path();
      ++files;
    }
  EXPECT_GT(files, 10);
}

TEST(ScenarioSchema, RefusesWhatTheReaderRefuses) {
  const std::pair<const char*, const char*> kWrong[] = {
      {"raid:\n", "rade:\n"},
      {"duration: 900 s", "duration: 900"},
      {"duration: 900 s\n", ""},
      {"start: 2026-06-01T02:00:00Z", "start: 2026-06-01"},
      {"    objective: {asset: depot}\n", ""},
      {"altitude: 60 m agl", "altitude: 60 m"},
      {"rounds: 3}", "rounds: -3}"},
      {"rounds: 3}", "rounds: three}"},
      {"count: 2", "count: 0"},
      {"side: neutral", "side: hostile"},
      {"facing: 90 deg", "facing: east"},
      {"facing: 90 deg", "readiness: warm"},
      {"facing: 90 deg", "initiation: 2/3"},
      {"facing: 90 deg", "values: {interceptors: {large round: {small: true}}}"},
      {"facing: 90 deg", "availability: high"},
      {"latitude: 41 deg", "latitude: 41"},
      {"name: depot, ", ""},
  };
  for (const auto& [right, wrong] : kWrong) {
    const std::string text = with(kSmallScenario, right, wrong);
    EXPECT_FALSE(accepts_text(text)) << wrong;
    problems_of(text);
  }
}

/// The file holds the settings of the tracker as well, of which this room knows nothing.
TEST(ScenarioSchema, StandsBesideTheScenariosAsItIs) {
  std::string file;
  Problems problems;
  ASSERT_TRUE(read_text(CUPOLA_SOURCE_DIR "/schema/cupola.schema.json", file, problems)) << problems.text();
  const Json written = Json::parse(file), known = Json::parse(scenario_schema());
  for (const auto& [name, definition] : known["definitions"].items())
    EXPECT_EQ(written["definitions"][name], definition)
        << name << ": write it again: cupola schema > schema/cupola.schema.json";
}

}  // namespace
}  // namespace cupola
