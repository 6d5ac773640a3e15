#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>
#include <string>

namespace cupola::testing {

struct Answer {
  int exit_code = -1;
  std::string text;  ///< stdout and stderr, or what the shell made of them
};

/// Runs a line of shell in which `cupola` is the command.
inline Answer shell(const std::string& line) {
  const std::string script = "cupola() { '" CUPOLA_COMMAND "' \"$@\"; }; " + line;
  std::string quoted = "'";
  for (const char c : script) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  Answer a;
  FILE* pipe = popen(("bash -c " + quoted + "' 2>&1").c_str(), "r");
  char part[4096];
  while (std::size_t n = std::fread(part, 1, sizeof part, pipe)) a.text.append(part, n);
  const int status = pclose(pipe);
  a.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return a;
}

inline std::string temporary(const std::string& name) { return ::testing::TempDir() + name; }

inline void expect_says(const Answer& a, int exit_code, const std::string& part) {
  EXPECT_EQ(a.exit_code, exit_code) << a.text;
  EXPECT_NE(a.text.find(part), std::string::npos) << part << " in\n" << a.text;
}

}  // namespace cupola::testing
