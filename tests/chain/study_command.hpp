#pragma once

// `cupola study` as a program of its own, in a folder of its own: begun, stopped, and begun again.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace cupola {

class StudyCommand : public testing::Test {
 protected:
  /// In a folder of its own: shards of the tests run side by side.
  explicit StudyCommand(const std::string& name)
      : folder_(testing::TempDir() + name + "-" + std::to_string(getpid())) {}
  ~StudyCommand() override { std::filesystem::remove_all(folder_); }

  void SetUp() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void write_study(const std::string& text) const { std::ofstream(folder_ + "/study.yaml") << text; }

  /// Begun with these words and variables of the environment; its answer and what it complains of go to files.
  pid_t begin(const std::string& store, const std::vector<std::string>& words,
              const std::vector<std::pair<std::string, std::string>>& environment = {}) const {
    std::vector<std::string> all = {
        "cupola", "study", folder_ + "/study.yaml", "--out", folder_ + "/" + store, "--json", "--quiet"};
    all.insert(all.end(), words.begin(), words.end());
    const pid_t child = fork();
    if (child != 0) return child;
    for (const auto& [key, value] : environment) setenv(key.c_str(), value.c_str(), 1);
    redirect("/answer", STDOUT_FILENO);
    redirect("/complaint", STDERR_FILENO);
    std::vector<char*> arguments;
    for (std::string& word : all) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    execv(CUPOLA_COMMAND, arguments.data());
    _exit(127);
  }

  /// How it ended: its exit code, or less than 0 where it was killed.
  static int end_of(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  nlohmann::json answer(const std::string& store, const std::vector<std::string>& words, int code = 0) const {
    EXPECT_EQ(end_of(begin(store, words)), code) << text_of("complaint");
    return nlohmann::json::parse(text_of("answer"));
  }

  std::string text_of(const std::string& name) const {
    std::ifstream file(folder_ + "/" + name);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  /// Digests of the replicates of a store, as any tool would read them; none where it is not there or not laid out.
  std::vector<std::string> rows_of(const std::string& store) const {
    std::vector<std::string> rows;
    sqlite3* file = nullptr;
    sqlite3_stmt* select = nullptr;
    if (sqlite3_open_v2((folder_ + "/" + store).c_str(), &file, SQLITE_OPEN_READWRITE, nullptr) ==
            SQLITE_OK &&
        sqlite3_prepare_v2(file, "SELECT digest FROM replicates ORDER BY point, replicate", -1, &select,
                           nullptr) == SQLITE_OK)
      while (sqlite3_step(select) == SQLITE_ROW)
        rows.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(select, 0)));
    sqlite3_finalize(select);
    sqlite3_close(file);
    return rows;
  }

  const std::string folder_;

 private:
  void redirect(const char* name, int stream) const {
    dup2(open((folder_ + name).c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644), stream);
  }
};

}  // namespace cupola
