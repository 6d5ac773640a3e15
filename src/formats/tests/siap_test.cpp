// The scores of record on files, against Stone Soup's on the same files (benchmarks/peers/make_siap_case.py).

#include "record/siap.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "formats/state_rows.hpp"
#include "record/identity_siap.hpp"

namespace cupola {
namespace {

ScanPair read_case(const std::string& name) {
  const std::string stem = std::string(CUPOLA_SOURCE_DIR) + "/src/formats/tests/data/" + name;
  Problems problems;
  const StateRows none;
  const StateRows truth = read_states(stem + "_truth.csv", StatesOf::truth, problems).value_or(none);
  const StateRows tracks = read_states(stem + "_tracks.csv", StatesOf::tracks, problems).value_or(none);
  EXPECT_EQ(problems.text(), "");
  return scan_states(truth, tracks, {});
}

TEST(Siap, equals_stone_soups) {
  for (const char* name : {"siap_a", "siap_b", "siap_c"}) {
    std::ifstream file(std::string(CUPOLA_SOURCE_DIR) + "/src/formats/tests/data/" + name + "_siap.json");
    const nlohmann::json wanted = nlohmann::json::parse(file);
    const ScanPair pair = read_case(name);
    const SiapRules rules{wanted["threshold_m"], wanted["pairs_to_confirm"], wanted["misses_to_end"]};
    const std::vector<TrackOfTruth> pairs = tracks_of_truths(pair.truth, pair.tracks, rules);
    const Siap got = siap(pair.truth, pair.tracks, pairs);
    const IdentitySiap identity = identity_siap(pair.truth, pair.tracks, pairs);
    const auto near = [&](double value, const char* what) {
      const double want = wanted[what];
      EXPECT_NEAR(value, want, 1e-9 * std::max(1.0, want)) << name << " " << what;
    };
    near(got.completeness, "completeness");
    near(got.ambiguity, "ambiguity");
    near(got.spuriousness, "spuriousness");
    near(got.position_accuracy_m, "position_accuracy_m");
    near(got.velocity_accuracy_m_s, "velocity_accuracy_mps");
    near(got.track_changes_per_s, "track_changes_per_s");
    near(got.longest_segment, "longest_segment");
    near(identity.completeness, "id_completeness");
    near(identity.correctness, "id_correctness");
    near(identity.ambiguity, "id_ambiguity");
  }
}

}  // namespace
}  // namespace cupola
