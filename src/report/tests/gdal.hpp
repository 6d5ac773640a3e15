#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace cupola::testing {

/// A folder of this test's own, gone with it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "cupola-report-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(file(name), std::ios::binary) << bytes;
    return file(name);
  }

 private:
  std::filesystem::path path_;
};

/// What a command prints; empty where it fails.
inline std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  char part[4096];
  while (std::size_t n = std::fread(part, 1, sizeof part, pipe)) out.append(part, n);
  return pclose(pipe) == 0 ? out : std::string();
}

inline bool at_hand(const std::string& program) { return !output_of("command -v " + program).empty(); }

inline bool is_required() {
  const char* ci = std::getenv("CI");
  return ci != nullptr && std::string(ci) == "true";
}

}  // namespace cupola::testing

/// Ends the test where a program is not installed: failed with CI=true, skipped with a word elsewhere.
#define CUPOLA_NEEDS_PROGRAM(program, package)                                                           \
  if (!::cupola::testing::at_hand(program)) {                                                            \
    if (::cupola::testing::is_required()) FAIL() << program << " is not installed (package " << package; \
    GTEST_SKIP() << program << " is not installed (package " << package;                                 \
  }
