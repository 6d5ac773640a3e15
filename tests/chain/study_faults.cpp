// `cupola study` on a disk that fails: the call that fails is walked from the first to the last (tests/faults/shim.cpp).

#include <sstream>

#include "chain/study_command.hpp"

namespace cupola {
namespace {

/// What a disk was asked for.
struct Calls {
  long writes = 0, syncs = 0, opens = 0, after = 0;
};

class FailingDisk : public StudyCommand {
 protected:
  FailingDisk() : StudyCommand("cupola-study-faults") {}

  void SetUp() override {
    StudyCommand::SetUp();
    write_study("study: Small\nscenario: " CUPOLA_SOURCE_DIR
                "/scenarios/02-one-fire-unit-one-target.yaml\n"
                "precision: {measure: killed, half_width: 0.000001}\n");  // stored in many small parts
    whole_ = answer("whole", kAll)["digest"];
    // What is there before anything fails: played, and told as done.
    EXPECT_EQ(answer("begun", {"--replicates", "60"})["points"][0]["done"], 60);
  }

  /// The same command where the disk fails; what it asked of it.
  Calls run(const std::string& store, const std::string& fault, int& code) const {
    code = end_of(begin(store, kAll,
                        {{"LD_PRELOAD", CUPOLA_FAULT_SHIM},
                         {"CUPOLA_FAULT", fault},
                         {"CUPOLA_FAULT_PATH", folder_ + "/" + store},
                         {"CUPOLA_FAULT_COUNTS", folder_ + "/counts"}}));
    Calls calls;
    std::istringstream(text_of("counts")) >> calls.writes >> calls.syncs >> calls.opens >> calls.after;
    return calls;
  }

  void take_a_store(const std::string& store, bool begun) const {
    for (const char* part : {"", "-wal", "-shm", ".lock"})
      std::filesystem::remove(folder_ + "/" + store + part);
    if (begun) std::filesystem::copy_file(folder_ + "/begun", folder_ + "/" + store);
  }

  /// The N-th call of a kind fails, of a study that begins and of one that goes on: it says what and where, nothing that was
  /// told as done is lost, and when the disk is mended the same command ends as if nothing had been.
  void expect_survived(const std::string& kind, long calls, long step, const std::vector<std::string>& words,
                       bool begun) {
    const std::vector<std::string> before = begun ? rows_of("begun") : std::vector<std::string>();
    int struck = 0;
    for (long n = 1; n <= calls; n += step) {
      const std::string fault = kind + ":" + std::to_string(n);
      SCOPED_TRACE(fault + (begun ? " going on" : " beginning"));
      take_a_store("store", begun);
      int code = 0;
      const Calls asked = run("store", fault, code);
      if (code != 0) {
        ++struck;
        EXPECT_EQ(code, 73) << text_of("complaint");
        expect_told(words);
        EXPECT_EQ(asked.after, 0) << "fsyncs of what had been lost";
      }
      std::vector<std::string> now = rows_of("store");
      ASSERT_GE(now.size(), before.size());
      now.resize(before.size());
      EXPECT_EQ(now, before);
      EXPECT_EQ(answer("store", kAll)["digest"], whole_);
    }
    struck_ = struck;
  }

  void expect_told(const std::vector<std::string>& words) const {
    const std::string told = text_of("complaint");
    EXPECT_NE(told.find("`" + folder_ + "/store"), std::string::npos) << told;
    EXPECT_TRUE(std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return told.find(word) != std::string::npos;
    })) << told;
    EXPECT_NE(told.find("hint: "), std::string::npos) << told;
  }

  const std::vector<std::string> kAll = {"--replicates", "150"};
  nlohmann::json whole_;
  int struck_ = 0;
};

// The step keeps this within seconds; of 1 it walks every call (CUPOLA_EVERY_FAULT=1).
long step_of(long calls) {
  return std::getenv("CUPOLA_EVERY_FAULT") != nullptr ? 1 : std::max(1L, calls / 9);
}

TEST_F(FailingDisk, that_is_full_eats_nothing) {
  for (const bool begun : {false, true}) {
    take_a_store("store", begun);
    int code = 0;
    const Calls asked = run("store", "full:0", code);
    ASSERT_EQ(code, 0);
    ASSERT_GT(asked.writes, 20);
    expect_survived("full", asked.writes, step_of(asked.writes), {"disk is full", "No space left on device"},
                    begun);
    EXPECT_GT(struck_, 5);
  }
}

TEST_F(FailingDisk, that_cannot_write_eats_nothing) {
  for (const bool begun : {false, true}) {
    take_a_store("store", begun);
    int code = 0;
    const Calls asked = run("store", "eio:0", code);
    expect_survived("eio", asked.writes, step_of(asked.writes), {"Input/output error", "disk I/O error"},
                    begun);
    EXPECT_GT(struck_, 5);
  }
}

// A short write is no failure: the rest is written, and all is well at once.
TEST_F(FailingDisk, that_writes_by_halves_is_written_to_again) {
  take_a_store("store", false);
  int code = 0;
  const Calls asked = run("store", "short:0", code);
  expect_survived("short", asked.writes, step_of(asked.writes), {}, false);
  EXPECT_EQ(struck_, 0);
}

// Linux forgets what it could not write, and the next fsync says that all is well: it must not be asked.
TEST_F(FailingDisk, that_cannot_sync_is_not_asked_again) {
  for (const bool begun : {false, true}) {
    take_a_store("store", begun);
    int code = 0;
    const Calls asked = run("store", "sync:0", code);
    ASSERT_GT(asked.syncs, 1);
    expect_survived("sync", asked.syncs, 1, {"Input/output error", "disk I/O error"}, begun);
    EXPECT_EQ(struck_, asked.syncs);
  }
}

TEST_F(FailingDisk, that_may_only_be_read_is_told) {
  for (const bool begun : {false, true}) {
    take_a_store("store", begun);
    int code = 0;
    const Calls asked = run("store", "open:0", code);
    expect_survived("open", asked.opens, 1, {"Read-only file system", "readonly database", "unable to open"},
                    begun);
    EXPECT_GT(struck_, 0);
  }
}

// A real file system of a megabyte, which is full, and then of 64, where a namespace of mounts can be had.
TEST_F(FailingDisk, of_a_megabyte_is_told_to_be_full_and_goes_on_when_it_grows) {
  const std::string script =
      "mkdir -p " + folder_ + "/disk && mount -t tmpfs -o size=1m none " + folder_ + "/disk || exit 99\n" +
      "command='" CUPOLA_COMMAND " study " + folder_ + "/study.yaml --quiet --json --replicates 5000 --out " +
      folder_ + "/disk/store'\n$command > /dev/null 2> " + folder_ + "/complaint\n[ $? = 73 ] || exit 1\n" +
      "mount -o remount,size=64m " + folder_ + "/disk\n$command > " + folder_ + "/answer\n";
  std::ofstream(folder_ + "/script") << script;
  const int status = std::system(("unshare -m sh " + folder_ + "/script 2> /dev/null").c_str());
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  if (code == 99 || code == 127 || (code == 1 && text_of("complaint").empty()))
    GTEST_SKIP() << "nobody may mount here";
  EXPECT_EQ(code, 0);
  EXPECT_NE(text_of("complaint").find("/disk/store"), std::string::npos) << text_of("complaint");
  EXPECT_NE(text_of("complaint").find("full"), std::string::npos) << text_of("complaint");
  EXPECT_EQ(nlohmann::json::parse(text_of("answer"))["digest"],
            answer("large", {"--replicates", "5000"})["digest"]);
}

}  // namespace
}  // namespace cupola
