// The same inputs give the same bits, whoever computes them and whatever else is in the file.

#include <gtest/gtest.h>

#include <algorithm>

#include "study/many.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr const char* kMixedRaid = "03-murted-mixed-raid";

const std::shared_ptr<const Plan>& mixed_raid() {
  static const std::shared_ptr<const Plan> plan = make_plan(shipped_scenario(kMixedRaid));
  return plan;
}

std::string digest_of(Scenario scenario) { return play_one(*make_plan(std::move(scenario))).digest; }

TEST(SameBits, whatever_the_number_of_jobs) {
  const std::string one = play_many(*mixed_raid(), 1, 12, 1).digest;
  EXPECT_EQ(play_many(*mixed_raid(), 1, 12, 2).digest, one);
  EXPECT_EQ(play_many(*mixed_raid(), 1, 12, 4).digest, one);
}

TEST(SameBits, twice_in_a_row_and_alone) {
  const Many many = play_many(*mixed_raid(), 1, 3, 2);
  for (std::uint64_t i = 0; i < 3; ++i)
    EXPECT_EQ(play_one(*mixed_raid(), 1, i).digest, many.replicates[i].digest);
}

TEST(SameBits, but_not_for_another_replicate_or_seed) {
  const std::string one = play_one(*mixed_raid()).digest;
  EXPECT_NE(play_one(*mixed_raid(), 1, 1).digest, one);
  EXPECT_NE(play_one(*mixed_raid(), 2, 0).digest, one);
}

TEST(SameBits, an_hour_later) {
  Scenario later = shipped_scenario(kMixedRaid);
  const std::string text = text_of(source_path(std::string("scenarios/") + kMixedRaid + ".yaml"));
  const auto at = text.find("start:");
  ASSERT_NE(at, std::string::npos);
  const auto hour = text.find("T", at) + 1;
  const int moved = (std::stoi(text.substr(hour, 2)) + 1) % 24;
  std::string moved_text = text;
  moved_text.replace(hour, 2, std::to_string(100 + moved).substr(1));
  ASSERT_NE(moved_text, text);
  EXPECT_EQ(digest_of(scenario_from_text(moved_text)), play_one(*mixed_raid()).digest);
}

/// The items of a top-level list of the file (`raid:`), last first.
std::string reversed(const std::string& text, const std::string& list) {
  const auto begin = text.find('\n' + list + ':') + list.size() + 2;
  auto end = begin;
  do end = text.find('\n', end + 1);
  while (end != std::string::npos && (text[end + 1] == ' ' || text[end + 1] == '\n' || text[end + 1] == '#'));
  const std::string block = text.substr(begin, end - begin);
  std::vector<std::string> items;
  std::size_t from = block.find("\n  - ");
  const std::string head = block.substr(0, from);
  while (from != std::string::npos) {
    const auto next = block.find("\n  - ", from + 1);
    items.push_back(block.substr(from, next == std::string::npos ? next : next - from));
    from = next;
  }
  EXPECT_GT(items.size(), 1u) << list;
  std::string turned = head;
  for (auto item = items.rbegin(); item != items.rend(); ++item) turned += *item;
  return text.substr(0, begin) + turned + (end == std::string::npos ? "" : text.substr(end));
}

TEST(SameBits, with_the_entities_of_the_file_permuted) {
  const std::string text = mixed_raid_on_linked_defences();
  const std::string one = digest_of(scenario_from_text(text));
  for (const char* list : {"assets", "defence", "links", "corridors", "raid", "traffic"}) {
    const std::string turned = reversed(text, list);
    ASSERT_NE(turned, text);
    EXPECT_EQ(digest_of(scenario_from_text(turned)), one) << list;
  }
}

TEST(SameBits, with_a_far_entity_that_nobody_senses) {
  const std::string text = text_of(source_path(std::string("scenarios/") + kMixedRaid + ".yaml"));
  const std::string far = R"(
  - name: aaa-far-away
    type: airliner
    side: neutral
    route:
      - {latitude: -40 deg, longitude: 100 deg, altitude: 10 km msl, speed: 230 m/s}
      - {latitude: -40 deg, longitude: 110 deg, altitude: 10 km msl, speed: 230 m/s}
)";
  const auto at = text.find("\ntraffic:") + std::string("\ntraffic:").size();
  const Scenario more =
      scenario_from_text(text.substr(0, at) + far.substr(0, far.size() - 1) + text.substr(at));
  EXPECT_EQ(more.platforms.size(), scenario_of(*mixed_raid()).platforms.size() + 1);
  EXPECT_EQ(digest_of(more), play_one(*mixed_raid()).digest);
}

/// It moves the number of every other post, radar, fire unit and launcher, which nobody may notice.
TEST(SameBits, with_a_far_and_silent_defence) {
  const std::string text = mixed_raid_on_linked_defences();
  const Scenario without = scenario_from_text(text);
  const std::string one = digest_of(without);
  const auto at = text.find("\ndefence:") + std::string("\ndefence:").size();
  for (const char* name : {"Aaa", "Nnn", "zzz"}) {
    const std::string far = std::string("\n  - name: ") + name + R"(
    system: "S-400 set, one fire unit"
    at: {latitude: -40 deg, longitude: 100 deg}
    readiness: off
    load: [{interceptor: 40N6E, rounds: 4}])";
    const Scenario more = scenario_from_text(text.substr(0, at) + far + text.substr(at));
    EXPECT_EQ(more.posts.size(), without.posts.size() + 2);
    EXPECT_EQ(digest_of(more), one) << name;
  }
}

/// The command itself, in another environment.
std::string digest_in(const std::string& environment) {
  return json_string(output_of(environment + " " + CUPOLA_COMMAND + " run --json --no-run-file " +
                               source_path(std::string("scenarios/") + kMixedRaid + ".yaml")),
                     "digest");
}

TEST(SameBits, with_every_kernel) {
  const std::string one = play_one(*mixed_raid()).digest;
  for (const char* kernels : {"scalar", "v3", "v4"}) {
    if (std::string(kernels) == "v4" && !__builtin_cpu_supports("avx512f")) continue;
    EXPECT_EQ(digest_in(std::string("CUPOLA_KERNELS=") + kernels), one) << kernels;
  }
}

TEST(SameBits, without_the_fused_paths_of_the_c_library) {
  EXPECT_EQ(digest_in("GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-AVX2,-FMA4"), play_one(*mixed_raid()).digest);
}

}  // namespace
}  // namespace cupola
