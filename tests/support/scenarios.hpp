#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "catalogue/load.hpp"
#include "core/problem.hpp"
#include "engine/replicate.hpp"
#include "scenario/load.hpp"

namespace cupola::testing {

inline std::string source_path(const std::string& relative) {
  return std::string(CUPOLA_SOURCE_DIR) + "/" + relative;
}

inline std::string text_of(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file.good()) << path;
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The shipped catalogue, read once.
inline const Catalogue& shipped_catalogue() {
  static const Catalogue catalogue = [] {
    Catalogue read;
    Problems problems;
    EXPECT_TRUE(load_catalogue(source_path("catalogue"), read, problems)) << problems.text();
    return read;
  }();
  return catalogue;
}

inline Scenario scenario_from_text(const std::string& text) {
  Scenario scenario;
  Problems problems;
  EXPECT_TRUE(load_scenario_text(text, "test.yaml", shipped_catalogue(), scenario, problems))
      << problems.text();
  return scenario;
}

inline Scenario shipped_scenario(const std::string& name) {
  return scenario_from_text(text_of(source_path("scenarios/" + name + ".yaml")));
}

/// The mixed raid against three defences that tell each other what they see, over links that lose messages.
inline std::string mixed_raid_on_linked_defences() {
  std::string text = text_of(source_path("scenarios/03-murted-mixed-raid.yaml"));
  const std::string more = R"(
  - name: Ankara
    system: "S-400 fire unit"
    at: {latitude: 39.90 deg, longitude: 32.75 deg}
    superior: Murted
    load: [{interceptor: 48N6E3, rounds: 4}]
  - name: Zir
    system: "S-400 fire unit"
    at: {latitude: 40.25 deg, longitude: 32.80 deg}
    superior: Murted
    load: [{interceptor: 9M96E2, rounds: 16}]

links:
  - {between: [Zir, Murted], level: data link, loss: 10 %}
  - {between: [Murted, Ankara], level: voice, latency: 3 s, loss: 30 %, outages: [{from: 500 s, until: 520 s}]}
)";
  const auto at = text.find("\n\ncorridors:");
  EXPECT_NE(at, std::string::npos);
  return text.insert(at, more);
}

inline ReplicateResult play_one(const Plan& plan, std::uint64_t seed = 1, std::uint64_t replicate = 0) {
  Log log(names_of(plan), scenario_of(plan).start, false);
  return play(plan, seed, replicate, log);
}

/// What a shell command prints on stdout.
inline std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  char part[4096];
  while (std::size_t n = std::fread(part, 1, sizeof part, pipe)) out.append(part, n);
  EXPECT_EQ(pclose(pipe), 0) << command;
  return out;
}

/// The value of a string in the command's JSON.
inline std::string json_string(const std::string& json, const std::string& key) {
  const std::string mark = "\"" + key + "\": \"";
  const auto at = json.find(mark);
  if (at == std::string::npos) return {};
  const auto begin = at + mark.size();
  return json.substr(begin, json.find('"', begin) - begin);
}

}  // namespace cupola::testing
