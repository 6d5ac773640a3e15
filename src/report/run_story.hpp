#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/database.hpp"

/// What a run file tells of platforms and rounds, read once for text and JSON. Times in seconds from the
/// start.
namespace cupola {

using Seconds = std::optional<double>;  ///< empty: it never came to that

/// Minutes and seconds from the start: `07:05`.
std::string clock_text(double time_s);

/// One platform and when each link of the chain was first passed.
struct PlatformStory {
  std::string name, side, target_class, fate, cause;
  std::vector<std::string> contributing;  ///< the primary cause among them
  Seconds echo, track, hostile, order, launch, end;
  std::int64_t rounds = 0;                ///< fired at it
  std::optional<std::int64_t> killed_by;  ///< round
  bool is_hostile() const { return side == "hostile"; }
};

struct RoundStory {
  std::int64_t round = 0;
  std::string weapon, launcher, fired_at, met, cause;  ///< met: empty where it met nobody
  Seconds launch, end;
  bool killed = false;  ///< it is what killed `met`
};

/// What became of an asset, or of an element of the defence that was struck.
struct TargetStory {
  std::string kind, name;
  std::int64_t strikes = 0, hits = 0;
  double left = 1.0;  ///< share of an asset's value; of an element, whether it still works
  Seconds first_hit;
  std::string hit_by;  ///< platforms, in order of time
};

struct StoryMoment {
  double time_s = 0.0;
  std::string what;
};

std::vector<PlatformStory> platform_stories(Database& run);  ///< all platforms, hostiles first
std::vector<RoundStory> round_stories(Database& run);
std::vector<TargetStory> target_stories(Database& run);
std::vector<StoryMoment> story_of(Database& run, const std::string& platform);
std::vector<StoryMoment> run_timeline(Database& run);

/// The platforms that a name means: the one, or the members of a group. Empty: nobody; then `hint` says who
/// was perhaps meant.
std::vector<std::string> platforms_called(Database& run, const std::string& name, std::string& hint);

}  // namespace cupola
