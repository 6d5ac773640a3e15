// `cupola study` killed and stopped at any instant, and going on.

#include <signal.h>

#include <chrono>

#include "chain/study_command.hpp"

namespace cupola {
namespace {

constexpr const char* kStudy = "study: Small\nscenario: " CUPOLA_SOURCE_DIR
                               "/scenarios/02-one-fire-unit-one-target.yaml\n"
                               "precision: {measure: p_no_leaker, half_width: 0.03}\nreplicates: 1500\n"
                               "factors:\n  - name: salvo\n    levels:\n"
                               "      - {name: two, set: [{path: defence.1.salvo, value: 2}]}\n"
                               "      - {name: one, set: [{path: defence.1.salvo, value: 1}]}\n";

using Clock = std::chrono::steady_clock;

class StoppedStudy : public StudyCommand {
 protected:
  StoppedStudy() : StudyCommand("cupola-study-stopped") {}
  void SetUp() override {
    StudyCommand::SetUp();
    write_study(kStudy);
    const auto begin = Clock::now();
    whole_ = answer("whole", {"--jobs", "1"});
    took_s_ = std::chrono::duration<double>(Clock::now() - begin).count();
  }
  void expect_whole(const std::string& store) const {
    const nlohmann::json parts = answer(store, {"--jobs", "2"});
    EXPECT_EQ(parts["digest"], whole_["digest"]);
    EXPECT_EQ(parts["estimates"], whole_["estimates"]);
    EXPECT_EQ(parts["points"], whole_["points"]);
  }
  nlohmann::json whole_;
  double took_s_ = 0.0;
};

// Fifty times at some instant, at whatever it was doing: reading its files, laying out its store, playing, storing. What
// was in the store stays as it is, and what comes out in the end is what would have come out at once. The instants are
// spread over what the whole study takes here, begun anew as soon as it is done, so that they are no matter of the
// machine (who comes too late tries again); half at least must have struck a study with some of its replicates stored and
// some to come.
TEST_F(StoppedStudy, by_kill_9_at_any_instant_loses_nothing_and_ends_as_if_it_had_not_been) {
  const std::size_t all = rows_of("whole").size();
  int killed = 0, in_the_middle = 0, moved_on = 0;
  std::vector<std::string> before;
  for (int attempt = 0; killed < 50 && attempt < 200; ++attempt) {
    const pid_t child = begin("parts", {"--jobs", attempt % 2 == 0 ? "1" : "2"});
    const double share = 0.05 + 0.5 * ((attempt * 37) % 50) / 50.0;
    usleep(static_cast<useconds_t>(1e6 * share * took_s_));
    kill(child, SIGKILL);
    const int code = end_of(child);
    EXPECT_TRUE(code <= 0) << code << text_of("complaint");
    killed += code < 0;
    const std::vector<std::string> now = rows_of("parts");
    for (const std::string& row : before) EXPECT_NE(std::find(now.begin(), now.end(), row), now.end());
    in_the_middle += code < 0 && !now.empty() && now.size() < all;
    moved_on += now.size() > before.size();
    before = now;
    if (now.size() < all) continue;
    expect_whole("parts");
    std::filesystem::remove(folder_ + "/parts");
    before.clear();
  }
  RecordProperty("killed", killed);
  RecordProperty("in_the_middle", in_the_middle);
  EXPECT_EQ(killed, 50);
  EXPECT_GE(in_the_middle, 25);
  EXPECT_GE(moved_on, 10);
  expect_whole("parts");
  EXPECT_EQ(answer("whole", {"--jobs", "2"})["digest"], whole_["digest"]);  // there is nothing left to play
}

/// With as many replicates asked for as would take a day.
class EndlessStudy : public StudyCommand {
 protected:
  EndlessStudy() : StudyCommand("cupola-study-endless") {}
  void SetUp() override {
    StudyCommand::SetUp();
    write_study(kEndless);
  }
  /// With somewhat more than it has, it comes to what a study comes to that was never stopped.
  void expect_to_go_on(const std::vector<std::string>& words) const {
    const std::size_t some = rows_of("parts").size() + 20;
    std::vector<std::string> more = {"--replicates", std::to_string(some)};
    const nlohmann::json whole = answer("whole", more);
    more.insert(more.end(), words.begin(), words.end());
    EXPECT_EQ(answer("parts", more)["digest"], whole["digest"]);
  }
  static constexpr const char* kEndless = "study: Endless\nscenario: " CUPOLA_SOURCE_DIR
                                          "/scenarios/02-one-fire-unit-one-target.yaml\n"
                                          "replicates: 100000000\n";
};

// Asked to stop where some is stored, it does within two seconds, says so, and goes on.
TEST_F(EndlessStudy, stopped_by_hand_says_how_to_go_on) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const pid_t child = begin("parts", {"--jobs", "2"});
    const std::size_t before = rows_of("parts").size();
    for (int wait = 0; wait < 4000 && rows_of("parts").size() <= before; ++wait) usleep(5'000);
    const auto asked = Clock::now();
    kill(child, signal);
    EXPECT_EQ(end_of(child), 75);
    EXPECT_LT(Clock::now() - asked, std::chrono::seconds(2));
    EXPECT_GT(rows_of("parts").size(), before);
    EXPECT_NE(text_of("complaint").find("Stopped. What was played is stored"), std::string::npos);
  }
  expect_to_go_on({"--jobs", "2"});
}

TEST_F(EndlessStudy, stops_at_its_time_limit_and_goes_on) {
  const auto begun = Clock::now();
  const nlohmann::json part = answer("parts", {"--jobs", "2", "--time-limit", "1s"}, 75);
  EXPECT_LT(Clock::now() - begun, std::chrono::seconds(4));
  EXPECT_EQ(part["finished"], false);
  EXPECT_NE(text_of("complaint").find("Stopped at the time limit of 1 s. What was played is stored"),
            std::string::npos)
      << text_of("complaint");
  EXPECT_FALSE(rows_of("parts").empty());
  expect_to_go_on({"--jobs", "2"});
}

TEST_F(EndlessStudy, takes_its_time_limit_from_its_file_too) {
  write_study(std::string(kEndless) + "time_limit: 1 s\n");
  EXPECT_EQ(answer("parts", {}, 75)["finished"], false);
  EXPECT_EQ(answer("parts", {"--replicates", "5", "--time-limit", "10 min"})["finished"], true);
}

}  // namespace
}  // namespace cupola
