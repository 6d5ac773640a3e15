// `cupola study` killed at any instant, and going on.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace {

constexpr const char* kStudy = "study: Small\nscenario: " CUPOLA_SOURCE_DIR
                               "/scenarios/02-one-fire-unit-one-target.yaml\n"
                               "precision: {measure: p_no_leaker, half_width: 0.06}\nreplicates: 400\n"
                               "factors:\n  - name: salvo\n    levels:\n"
                               "      - {name: two, set: [{path: defence.1.salvo, value: 2}]}\n"
                               "      - {name: one, set: [{path: defence.1.salvo, value: 1}]}\n";

class StudyCommand : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ + "/study.yaml") << kStudy;
  }

  /// Begun, its answer going to `answer`.
  pid_t begin(const std::string& store, const char* jobs) const {
    const pid_t child = fork();
    if (child != 0) return child;
    const int out = open((folder_ + "/answer").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    dup2(out, STDOUT_FILENO);
    execl(CUPOLA_COMMAND, "cupola", "study", (folder_ + "/study.yaml").c_str(), "--out",
          (folder_ + store).c_str(), "--jobs", jobs, "--json", "--quiet", static_cast<char*>(nullptr));
    _exit(127);
  }

  /// How it ended: its exit code, or less than 0 where it was killed.
  static int end_of(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  nlohmann::json answer(const std::string& store, const char* jobs) const {
    EXPECT_EQ(end_of(begin(store, jobs)), 0);
    std::ifstream file(folder_ + "/answer");
    return nlohmann::json::parse(file);
  }

  const std::string folder_ = testing::TempDir() + "cupola-study-command";
};

// Fifty times at some instant, at whatever it was doing: what comes out in the end is what would have come out at once.
TEST_F(StudyCommand, survives_kill_9_at_any_instant) {
  const nlohmann::json whole = answer("/whole", "1");
  int killed = 0;
  for (int attempt = 0; attempt < 50; ++attempt) {
    const pid_t child = begin("/parts", attempt % 2 == 0 ? "1" : "2");
    // From before it has read its files to some way into the next parts.
    usleep(static_cast<useconds_t>(20'000 + 7'919 * ((attempt * 37) % 50)));
    kill(child, SIGKILL);
    const int code = end_of(child);
    EXPECT_TRUE(code <= 0) << code;
    killed += code < 0;
  }
  EXPECT_GE(killed, 10);
  nlohmann::json parts = answer("/parts", "2");
  EXPECT_EQ(parts["digest"], whole["digest"]);
  EXPECT_EQ(parts["estimates"], whole["estimates"]);
  EXPECT_EQ(parts["points"], whole["points"]);
  EXPECT_EQ(answer("/whole", "2")["digest"], whole["digest"]);  // there is nothing left to play
}

TEST_F(StudyCommand, stopped_by_hand_it_says_how_to_go_on) {
  const pid_t child = begin("/stopped", "1");
  for (int wait = 0; wait < 2000 && !std::filesystem::exists(folder_ + "/stopped"); ++wait) usleep(5'000);
  kill(child, SIGINT);
  const int code = end_of(child);
  EXPECT_TRUE(code == 75 || code == 0 || code < 0)
      << code;  // before it listens, it dies of it as anything does
  EXPECT_EQ(answer("/stopped", "2")["digest"], answer("/whole", "1")["digest"]);
}

}  // namespace
